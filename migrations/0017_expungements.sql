CREATE TABLE "expungements" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_ids" integer[] NOT NULL,
	"contact_ids" integer[] NOT NULL,
	"reason" text NOT NULL,
	"counts" jsonb NOT NULL,
	"backups_until" timestamp NOT NULL,
	"expunged_by_id" integer NOT NULL,
	"expunged_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_lead_id_leads_id_fk";
--> statement-breakpoint
ALTER TABLE "expungements" ADD CONSTRAINT "expungements_expunged_by_id_users_id_fk" FOREIGN KEY ("expunged_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_expungements_user" ON "expungements" USING btree ("expunged_by_id");