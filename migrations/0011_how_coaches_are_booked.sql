CREATE TABLE "coach_booking" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"accepts_bookings" boolean DEFAULT true NOT NULL,
	"meeting_link" varchar
);
--> statement-breakpoint
ALTER TABLE "slot_holds" ADD COLUMN "extended_at" timestamp;--> statement-breakpoint
ALTER TABLE "coach_booking" ADD CONSTRAINT "coach_booking_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;