ALTER TABLE "attempts" ADD COLUMN "project_id" uuid;--> statement-breakpoint
UPDATE "attempts" SET "project_id" = coalesce((SELECT "edits"."project_id" FROM "edits" WHERE "edits"."batch_id" = "attempts"."batch_id" LIMIT 1), gen_random_uuid());--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;
