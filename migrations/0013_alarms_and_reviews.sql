CREATE TABLE "alarm_messages" (
	"id" serial PRIMARY KEY NOT NULL,
	"alarm_id" integer NOT NULL,
	"event" varchar NOT NULL,
	"channel" varchar NOT NULL,
	"receiver" varchar,
	"state" varchar DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"text" text NOT NULL,
	"started_at" timestamp NOT NULL,
	"ended_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "record_reviews" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"as_of" timestamp NOT NULL,
	"state" varchar DEFAULT 'preparing' NOT NULL,
	"found" jsonb,
	"error" text,
	"created_by_id" integer NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp
);
--> statement-breakpoint
ALTER TABLE "operations_state" ADD COLUMN "alarm_emails" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "operations_state" ADD COLUMN "alarm_webhook_url" varchar;--> statement-breakpoint
ALTER TABLE "operations_state" ADD COLUMN "alarm_webhook_secret" text;--> statement-breakpoint
ALTER TABLE "alarm_messages" ADD CONSTRAINT "alarm_messages_alarm_id_alarms_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_reviews" ADD CONSTRAINT "record_reviews_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_alarm_messages_alarm" ON "alarm_messages" USING btree ("alarm_id");--> statement-breakpoint
CREATE INDEX "idx_alarm_messages_open" ON "alarm_messages" USING btree ("created_at") WHERE state <> 'sent';--> statement-breakpoint
CREATE UNIQUE INDEX "idx_alarms_standing" ON "alarms" USING btree ("kind") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "idx_alarms_started" ON "alarms" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "idx_record_reviews_user" ON "record_reviews" USING btree ("created_by_id");