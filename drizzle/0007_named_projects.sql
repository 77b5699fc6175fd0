ALTER TABLE "projects" ADD COLUMN "is_named" boolean DEFAULT true NOT NULL;--> statement-breakpoint
UPDATE "projects" SET "is_named" = false WHERE "name" = 'Untitled project';