CREATE TABLE "saved_prompts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "waits_for" uuid;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "replay_of" uuid;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "replay" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "parted_from" uuid;--> statement-breakpoint
CREATE INDEX "edits_waiting" ON "edits" USING btree ("waits_for") WHERE "edits"."waits_for" is not null;