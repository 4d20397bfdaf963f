ALTER TABLE "status_overrides" ADD COLUMN "speaks_for" varchar[] NOT NULL;--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD COLUMN "converts_by_itself" boolean DEFAULT false NOT NULL;