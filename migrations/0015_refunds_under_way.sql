CREATE TABLE "refunds_underway" (
	"payment_id" integer PRIMARY KEY NOT NULL,
	"cents" integer NOT NULL,
	"note" text NOT NULL,
	"asked_by_id" integer NOT NULL,
	"key" varchar NOT NULL,
	"held_until" timestamp NOT NULL
);
--> statement-breakpoint
ALTER TABLE "refunds_underway" ADD CONSTRAINT "refunds_underway_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds_underway" ADD CONSTRAINT "refunds_underway_asked_by_id_users_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_refunds_underway_user" ON "refunds_underway" USING btree ("asked_by_id");