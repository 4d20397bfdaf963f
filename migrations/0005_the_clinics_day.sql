CREATE TABLE "appointment_details" (
	"appointment_id" integer PRIMARY KEY NOT NULL,
	"uid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "appointment_details_uid_unique" UNIQUE("uid")
);
--> statement-breakpoint
CREATE TABLE "appointment_reminders" (
	"appointment_id" integer NOT NULL,
	"minutes_before" integer NOT NULL,
	"scheduled_at" timestamp NOT NULL,
	"sent_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "appointment_reminders_pkey" PRIMARY KEY("appointment_id","minutes_before","scheduled_at")
);
--> statement-breakpoint
CREATE TABLE "availability_exceptions" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"starts_at" time,
	"ends_at" time,
	"is_available" boolean DEFAULT false NOT NULL,
	"reason" varchar,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "availability_exceptions_days_check" CHECK ("availability_exceptions"."starts_on" <= "availability_exceptions"."ends_on"),
	CONSTRAINT "availability_exceptions_hours_check" CHECK (("availability_exceptions"."starts_at" is null) = ("availability_exceptions"."ends_at" is null) and ("availability_exceptions"."starts_at" is null or "availability_exceptions"."starts_at" < "availability_exceptions"."ends_at"))
);
--> statement-breakpoint
CREATE TABLE "availability_rules" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"weekday" integer NOT NULL,
	"starts_at" time NOT NULL,
	"ends_at" time NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "availability_rules_weekday_check" CHECK ("availability_rules"."weekday" between 1 and 7),
	CONSTRAINT "availability_rules_order_check" CHECK ("availability_rules"."starts_at" < "availability_rules"."ends_at"),
	CONSTRAINT "availability_rules_valid_check" CHECK ("availability_rules"."valid_from" <= "availability_rules"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"token_hash" varchar NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"last_read_at" timestamp,
	CONSTRAINT "calendar_feeds_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "clinic_holidays" (
	"day" date PRIMARY KEY NOT NULL,
	"name" varchar NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinic_hours" (
	"weekday" integer PRIMARY KEY NOT NULL,
	"opens_at" time NOT NULL,
	"closes_at" time NOT NULL,
	CONSTRAINT "clinic_hours_weekday_check" CHECK ("clinic_hours"."weekday" between 1 and 7),
	CONSTRAINT "clinic_hours_order_check" CHECK ("clinic_hours"."opens_at" < "clinic_hours"."closes_at")
);
--> statement-breakpoint
CREATE TABLE "person_profiles" (
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"state" varchar,
	"time_zone" varchar,
	"language" varchar,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "person_profiles_entity_type_entity_id_pk" PRIMARY KEY("entity_type","entity_id")
);
--> statement-breakpoint
CREATE TABLE "source_costs" (
	"lead_source" varchar NOT NULL,
	"month" date NOT NULL,
	"cents" integer NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"updated_by_id" integer,
	CONSTRAINT "source_costs_lead_source_month_pk" PRIMARY KEY("lead_source","month"),
	CONSTRAINT "source_costs_cents_check" CHECK ("source_costs"."cents" >= 0),
	CONSTRAINT "source_costs_month_check" CHECK (extract(day from "source_costs"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "value_list_entries" (
	"list" varchar NOT NULL,
	"value" varchar NOT NULL,
	"position" integer NOT NULL,
	"closes" boolean DEFAULT false NOT NULL,
	"is_retired" boolean DEFAULT false NOT NULL,
	CONSTRAINT "value_list_entries_list_value_pk" PRIMARY KEY("list","value")
);
--> statement-breakpoint
CREATE TABLE "bulk_job_items" (
	"job_id" integer NOT NULL,
	"entity_id" integer NOT NULL,
	"outcome" varchar DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "bulk_job_items_job_id_entity_id_pk" PRIMARY KEY("job_id","entity_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_jobs" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"requested_by_id" integer NOT NULL,
	"selection" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"reason" text,
	"state" varchar DEFAULT 'waiting' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp,
	"undone_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "default_views" (
	"user_id" integer NOT NULL,
	"page" varchar NOT NULL,
	"view_id" integer NOT NULL,
	CONSTRAINT "default_views_user_id_page_pk" PRIMARY KEY("user_id","page")
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"kept_id" integer NOT NULL,
	"merged_id" integer NOT NULL,
	"kept_before" jsonb NOT NULL,
	"kept_after" jsonb NOT NULL,
	"merged_row" jsonb NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by_id" integer NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"undone_at" timestamp,
	"undone_by_id" integer,
	CONSTRAINT "merges_two_check" CHECK ("merges"."kept_id" <> "merges"."merged_id")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" integer NOT NULL,
	"kind" varchar NOT NULL,
	"in_app" boolean DEFAULT true NOT NULL,
	"by_mail" boolean DEFAULT false NOT NULL,
	CONSTRAINT "notification_preferences_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"kind" varchar NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"actor_id" integer,
	"once_key" varchar,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"read_at" timestamp,
	"mailed_at" timestamp,
	CONSTRAINT "notifications_once_key" UNIQUE("user_id","once_key")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" serial PRIMARY KEY NOT NULL,
	"page" varchar NOT NULL,
	"name" varchar NOT NULL,
	"owner_id" integer NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_name_key" UNIQUE("owner_id","page","name")
);
--> statement-breakpoint
CREATE TABLE "user_preferences" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"language" varchar,
	"updated_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stage_definitions" (
	"entity_type" varchar NOT NULL,
	"stage" varchar NOT NULL,
	"position" integer NOT NULL,
	"owner_role" varchar NOT NULL,
	"target_hours" integer,
	"soon_hours" integer DEFAULT 24 NOT NULL,
	"requirements" varchar[] DEFAULT '{}' NOT NULL,
	"guidance" text,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"updated_by_id" integer,
	CONSTRAINT "stage_definitions_entity_type_stage_pk" PRIMARY KEY("entity_type","stage"),
	CONSTRAINT "stage_definitions_target_check" CHECK ("stage_definitions"."target_hours" between 1 and 26280),
	CONSTRAINT "stage_definitions_soon_check" CHECK ("stage_definitions"."soon_hours" between 0 and 26280),
	CONSTRAINT "stage_definitions_requirements_check" CHECK ("stage_definitions"."requirements" <@ array['owner', 'coach', 'phone', 'call_logged', 'task_done', 'appointment_booked', 'appointment_held']::varchar[])
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"body" text NOT NULL,
	"mentions" integer[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_occurrences" (
	"task_id" integer PRIMARY KEY NOT NULL,
	"series_id" integer NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "task_occurrences_number_key" UNIQUE("series_id","number")
);
--> statement-breakpoint
CREATE TABLE "task_series" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar NOT NULL,
	"description" text,
	"priority" varchar NOT NULL,
	"assigned_to_id" integer,
	"lead_id" integer,
	"contact_id" integer,
	"every" varchar NOT NULL,
	"interval" integer DEFAULT 1 NOT NULL,
	"starts_at" timestamp NOT NULL,
	"ends_at" timestamp,
	"ended_at" timestamp,
	"created_by_id" integer NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "task_series_interval_check" CHECK ("task_series"."interval" between 1 and 52)
);
--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD COLUMN "logo_colour" varchar;--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD COLUMN "reminder_minutes" integer[] DEFAULT '{1440,60}' NOT NULL;--> statement-breakpoint
ALTER TABLE "appointment_details" ADD CONSTRAINT "appointment_details_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_reminders" ADD CONSTRAINT "appointment_reminders_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_exceptions" ADD CONSTRAINT "availability_exceptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_rules" ADD CONSTRAINT "availability_rules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_costs" ADD CONSTRAINT "source_costs_updated_by_id_users_id_fk" FOREIGN KEY ("updated_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_job_id_bulk_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."bulk_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_requested_by_id_users_id_fk" FOREIGN KEY ("requested_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_saved_views_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."saved_views"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_merged_by_id_users_id_fk" FOREIGN KEY ("merged_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_undone_by_id_users_id_fk" FOREIGN KEY ("undone_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_preferences" ADD CONSTRAINT "user_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_definitions" ADD CONSTRAINT "stage_definitions_updated_by_id_users_id_fk" FOREIGN KEY ("updated_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_occurrences" ADD CONSTRAINT "task_occurrences_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_occurrences" ADD CONSTRAINT "task_occurrences_series_id_task_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."task_series"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_series" ADD CONSTRAINT "task_series_assigned_to_id_users_id_fk" FOREIGN KEY ("assigned_to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_series" ADD CONSTRAINT "task_series_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_series" ADD CONSTRAINT "task_series_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_series" ADD CONSTRAINT "task_series_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_availability_exceptions_user" ON "availability_exceptions" USING btree ("user_id","starts_on");--> statement-breakpoint
CREATE INDEX "idx_availability_rules_user" ON "availability_rules" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_source_costs_user" ON "source_costs" USING btree ("updated_by_id");--> statement-breakpoint
CREATE INDEX "idx_bulk_job_items_outcome" ON "bulk_job_items" USING btree ("job_id","outcome");--> statement-breakpoint
CREATE INDEX "idx_bulk_jobs_user" ON "bulk_jobs" USING btree ("requested_by_id","id");--> statement-breakpoint
CREATE INDEX "idx_default_views_view" ON "default_views" USING btree ("view_id");--> statement-breakpoint
CREATE INDEX "idx_merges_kept" ON "merges" USING btree ("entity_type","kept_id");--> statement-breakpoint
CREATE INDEX "idx_merges_user" ON "merges" USING btree ("merged_by_id");--> statement-breakpoint
CREATE INDEX "idx_merges_undone_by" ON "merges" USING btree ("undone_by_id");--> statement-breakpoint
CREATE INDEX "idx_notifications_user" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "idx_notifications_actor" ON "notifications" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "idx_stage_definitions_user" ON "stage_definitions" USING btree ("updated_by_id");--> statement-breakpoint
CREATE INDEX "idx_comments_entity" ON "comments" USING btree ("entity_type","entity_id","id");--> statement-breakpoint
CREATE INDEX "idx_comments_user" ON "comments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_task_series_assignee" ON "task_series" USING btree ("assigned_to_id");--> statement-breakpoint
CREATE INDEX "idx_task_series_lead" ON "task_series" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_task_series_contact" ON "task_series" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "idx_task_series_creator" ON "task_series" USING btree ("created_by_id");--> statement-breakpoint
ALTER TABLE "clinic_settings" ADD CONSTRAINT "clinic_settings_logo_check" CHECK ("clinic_settings"."logo_colour" ~ '^#[0-9a-f]{6}$');