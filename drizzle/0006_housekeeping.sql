ALTER TABLE "images" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "damage" text;