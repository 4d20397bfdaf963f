CREATE TABLE "file_contents" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "price_cents" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD COLUMN "reply_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "file_contents" ADD CONSTRAINT "file_contents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_reply_check" CHECK ("clinic_settings"."reply_hours" between 1 and 336);