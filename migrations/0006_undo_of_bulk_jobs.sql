ALTER TABLE "bulk_jobs" ADD COLUMN "undone_by_id" integer;--> statement-breakpoint
ALTER TABLE "bulk_jobs" ADD COLUMN "failure" varchar;--> statement-breakpoint
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_undone_by_id_users_id_fk" FOREIGN KEY ("undone_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_bulk_jobs_undone_by" ON "bulk_jobs" USING btree ("undone_by_id");--> statement-breakpoint
CREATE INDEX "idx_bulk_jobs_state" ON "bulk_jobs" USING btree ("state");