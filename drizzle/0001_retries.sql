ALTER TABLE "edits" ADD COLUMN "estimate_usd" double precision;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "retry_at" timestamp with time zone;