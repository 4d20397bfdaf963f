CREATE TYPE "public"."lead_source" AS ENUM('HHQ Complete', 'HHQ Started', 'Lab Purchase', 'Marek Health Discovery Call', 'Newsletter Discovery Call', 'Social Media Discovery Call', 'Newsletter', 'None');--> statement-breakpoint
CREATE TABLE "activity_logs" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"action" varchar NOT NULL,
	"details" text,
	"user_id" integer,
	"created_at" timestamp DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar NOT NULL,
	"description" text,
	"scheduled_at" timestamp NOT NULL,
	"duration" integer DEFAULT 30 NOT NULL,
	"status" varchar DEFAULT 'Scheduled' NOT NULL,
	"user_id" integer,
	"lead_id" integer,
	"contact_id" integer,
	"meeting_link" varchar,
	"created_at" timestamp DEFAULT now(),
	"updated_at" timestamp DEFAULT now(),
	CONSTRAINT "appointments_status_check" CHECK ("appointments"."status" in ('Scheduled', 'Completed', 'Cancelled', 'No Show'))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" serial PRIMARY KEY NOT NULL,
	"first_name" varchar NOT NULL,
	"last_name" varchar NOT NULL,
	"email" varchar NOT NULL,
	"phone" varchar,
	"stage" varchar DEFAULT 'Intake' NOT NULL,
	"health_coach_id" integer,
	"lead_id" integer,
	"notes" text,
	"created_at" timestamp DEFAULT now(),
	"updated_at" timestamp DEFAULT now(),
	CONSTRAINT "contacts_stage_check" CHECK ("contacts"."stage" in ('Intake', 'Initial Labs', 'Initial Lab Review', 'Initial Provider Exam', 'Initial Medication Order', '1st Follow-up Labs', 'First Follow-Up Lab Review', 'First Follow-Up Provider Exam', 'First Medication Refill', 'Second Follow-Up Labs', 'Second Follow-Up Lab Review', 'Second Follow-up Provider Exam', 'Second Medication Refill', 'Third Medication Refill', 'Restart Annual Process'))
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" serial PRIMARY KEY NOT NULL,
	"first_name" varchar NOT NULL,
	"last_name" varchar NOT NULL,
	"email" varchar NOT NULL,
	"phone" varchar,
	"status" varchar DEFAULT 'HHQ Started' NOT NULL,
	"lead_source" "lead_source" DEFAULT 'None',
	"lead_readiness" varchar DEFAULT 'Cold',
	"lead_outcome" varchar,
	"lead_type" varchar,
	"number_of_calls" integer DEFAULT 0,
	"last_contacted" timestamp,
	"owner_id" integer,
	"health_coach_booked_with" integer,
	"notes" text,
	"password_hash" varchar,
	"portal_access" boolean DEFAULT false,
	"last_portal_login" timestamp,
	"created_at" timestamp DEFAULT now(),
	"updated_at" timestamp DEFAULT now(),
	CONSTRAINT "leads_status_check" CHECK ("leads"."status" in ('HHQ Started', 'HHQ Signed', 'Booking: Not Paid', 'Booking: Paid/Not Booked', 'Booking: Paid/Booked')),
	CONSTRAINT "leads_lead_readiness_check" CHECK ("leads"."lead_readiness" in ('Cold', 'Warm', 'Hot', 'Follow Up'))
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar NOT NULL,
	"description" text,
	"priority" varchar DEFAULT 'Medium' NOT NULL,
	"status" varchar DEFAULT 'Pending' NOT NULL,
	"assigned_to_id" integer,
	"created_by_id" integer,
	"lead_id" integer,
	"contact_id" integer,
	"due_date" timestamp,
	"completed_at" timestamp,
	"created_at" timestamp DEFAULT now(),
	"updated_at" timestamp DEFAULT now(),
	CONSTRAINT "tasks_priority_check" CHECK ("tasks"."priority" in ('Low', 'Medium', 'High', 'Urgent')),
	CONSTRAINT "tasks_status_check" CHECK ("tasks"."status" in ('Pending', 'In Progress', 'Completed', 'Cancelled'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" serial PRIMARY KEY NOT NULL,
	"email" varchar NOT NULL,
	"first_name" varchar NOT NULL,
	"last_name" varchar NOT NULL,
	"role" varchar NOT NULL,
	"is_active" boolean DEFAULT true,
	"created_at" timestamp DEFAULT now(),
	"updated_at" timestamp DEFAULT now(),
	CONSTRAINT "users_email_key" UNIQUE("email"),
	CONSTRAINT "users_role_check" CHECK ("users"."role" in ('SDR', 'Health Coach', 'Admin'))
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp DEFAULT now() NOT NULL,
	"user_id" integer,
	"via" varchar NOT NULL,
	"route" varchar NOT NULL,
	"status" integer NOT NULL,
	"entity_type" varchar,
	"entity_ids" integer[] DEFAULT '{}' NOT NULL,
	"address" varchar,
	"request_id" varchar NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appointment_slots" (
	"appointment_id" integer PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"starts_at" timestamp NOT NULL,
	"ends_at" timestamp NOT NULL,
	"overbook_reason" text,
	CONSTRAINT "appointment_slots_order_check" CHECK ("appointment_slots"."starts_at" < "appointment_slots"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"outcome" varchar NOT NULL,
	"duration_seconds" integer,
	"notes" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "calls_duration_check" CHECK ("calls"."duration_seconds" between 0 and 86400)
);
--> statement-breakpoint
CREATE TABLE "clinic_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" varchar DEFAULT 'My clinic' NOT NULL,
	"time_zone" varchar DEFAULT 'UTC' NOT NULL,
	"country" varchar DEFAULT 'US' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "clinic_settings_single_check" CHECK ("clinic_settings"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "contact_search" (
	"contact_id" integer PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deleted_records" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"deletion" varchar NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"row" jsonb NOT NULL,
	"deleted_by_id" integer,
	"deleted_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" integer NOT NULL,
	"key" varchar NOT NULL,
	"request_hash" varchar NOT NULL,
	"status" integer NOT NULL,
	"location" varchar,
	"body" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "lead_conversions" (
	"lead_id" integer PRIMARY KEY NOT NULL,
	"contact_id" integer NOT NULL,
	"converted_by_id" integer,
	"reason" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "lead_conversions_contact_id_unique" UNIQUE("contact_id")
);
--> statement-breakpoint
CREATE TABLE "lead_count_deltas" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"status" varchar NOT NULL,
	"lead_readiness" varchar,
	"lead_source" varchar,
	"owner_id" integer,
	"change" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_counts" (
	"status" varchar NOT NULL,
	"lead_readiness" varchar,
	"lead_source" varchar,
	"owner_id" integer,
	"total" integer NOT NULL,
	CONSTRAINT "lead_counts_key" UNIQUE NULLS NOT DISTINCT("status","lead_readiness","lead_source","owner_id")
);
--> statement-breakpoint
CREATE TABLE "lead_search" (
	"lead_id" integer PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_restrictions" (
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"reason" text NOT NULL,
	"restricted_by_id" integer NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "record_restrictions_entity_type_entity_id_pk" PRIMARY KEY("entity_type","entity_id")
);
--> statement-breakpoint
CREATE TABLE "restricted_search" (
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "restricted_search_entity_type_entity_id_pk" PRIMARY KEY("entity_type","entity_id")
);
--> statement-breakpoint
CREATE TABLE "stage_history" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL,
	"stage" varchar NOT NULL,
	"entered_at" timestamp DEFAULT now() NOT NULL,
	"left_at" timestamp,
	"entered_by_id" integer,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "task_search" (
	"task_id" integer PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activity_logs" ADD CONSTRAINT "activity_logs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_health_coach_id_fkey" FOREIGN KEY ("health_coach_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_health_coach_booked_with_fkey" FOREIGN KEY ("health_coach_booked_with") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assigned_to_id_fkey" FOREIGN KEY ("assigned_to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment_slots" ADD CONSTRAINT "appointment_slots_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deleted_records" ADD CONSTRAINT "deleted_records_deleted_by_id_users_id_fk" FOREIGN KEY ("deleted_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_conversions" ADD CONSTRAINT "lead_conversions_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_conversions" ADD CONSTRAINT "lead_conversions_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_conversions" ADD CONSTRAINT "lead_conversions_converted_by_id_users_id_fk" FOREIGN KEY ("converted_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_restrictions" ADD CONSTRAINT "record_restrictions_restricted_by_id_users_id_fk" FOREIGN KEY ("restricted_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_history" ADD CONSTRAINT "stage_history_entered_by_id_users_id_fk" FOREIGN KEY ("entered_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_activity_logs_entity" ON "activity_logs" USING btree ("entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "idx_activity_logs_user" ON "activity_logs" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_activity_logs_created" ON "activity_logs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idx_appointments_scheduled" ON "appointments" USING btree ("scheduled_at");--> statement-breakpoint
CREATE INDEX "idx_appointments_status" ON "appointments" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_appointments_user" ON "appointments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_contacts_stage" ON "contacts" USING btree ("stage");--> statement-breakpoint
CREATE INDEX "idx_contacts_health_coach" ON "contacts" USING btree ("health_coach_id");--> statement-breakpoint
CREATE INDEX "idx_contacts_lead" ON "contacts" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_leads_status" ON "leads" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_leads_owner" ON "leads" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "idx_leads_email" ON "leads" USING btree ("email");--> statement-breakpoint
CREATE INDEX "idx_tasks_status" ON "tasks" USING btree ("status");--> statement-breakpoint
CREATE INDEX "idx_tasks_priority" ON "tasks" USING btree ("priority");--> statement-breakpoint
CREATE INDEX "idx_tasks_assigned" ON "tasks" USING btree ("assigned_to_id");--> statement-breakpoint
CREATE INDEX "idx_tasks_due_date" ON "tasks" USING btree ("due_date");--> statement-breakpoint
CREATE INDEX "idx_users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "idx_users_role" ON "users" USING btree ("role");--> statement-breakpoint
CREATE INDEX "idx_access_log_entities" ON "access_log" USING gin ("entity_ids");--> statement-breakpoint
CREATE INDEX "idx_access_log_user" ON "access_log" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "idx_access_log_at" ON "access_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "idx_appointment_slots_user" ON "appointment_slots" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_calls_lead" ON "calls" USING btree ("lead_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_calls_user" ON "calls" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_deleted_records_entity" ON "deleted_records" USING btree ("entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "idx_deleted_records_deletion" ON "deleted_records" USING btree ("deletion");--> statement-breakpoint
CREATE INDEX "idx_deleted_records_user" ON "deleted_records" USING btree ("deleted_by_id");--> statement-breakpoint
CREATE INDEX "idx_idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idx_lead_conversions_user" ON "lead_conversions" USING btree ("converted_by_id");--> statement-breakpoint
CREATE INDEX "idx_record_restrictions_user" ON "record_restrictions" USING btree ("restricted_by_id");--> statement-breakpoint
CREATE INDEX "idx_stage_history_entity" ON "stage_history" USING btree ("entity_type","entity_id","id");--> statement-breakpoint
CREATE INDEX "idx_stage_history_user" ON "stage_history" USING btree ("entered_by_id");