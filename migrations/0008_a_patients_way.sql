CREATE TABLE "booking_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"visit_minutes" integer DEFAULT 30 NOT NULL,
	"step_minutes" integer DEFAULT 30 NOT NULL,
	"notice_minutes" integer DEFAULT 240 NOT NULL,
	"horizon_days" integer DEFAULT 60 NOT NULL,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 10 NOT NULL,
	"hold_minutes" integer DEFAULT 10 NOT NULL,
	"change_notice_minutes" integer DEFAULT 1440 NOT NULL,
	"offer_minutes" integer DEFAULT 120 NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"updated_by_id" integer,
	CONSTRAINT "booking_settings_single_check" CHECK ("booking_settings"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"begun_at" timestamp DEFAULT now() NOT NULL,
	"appointment_id" integer,
	"withdrawn_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "coach_licences" (
	"user_id" integer NOT NULL,
	"state" varchar NOT NULL,
	"valid_to" date,
	CONSTRAINT "coach_licences_user_id_state_pk" PRIMARY KEY("user_id","state")
);
--> statement-breakpoint
CREATE TABLE "slot_holds" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"starts_at" timestamp NOT NULL,
	"ends_at" timestamp NOT NULL,
	"expires_at" timestamp NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "slot_holds_order_check" CHECK ("slot_holds"."starts_at" < "slot_holds"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "waitlist_entries" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"user_id" integer,
	"earliest" date,
	"latest" date,
	"state" varchar DEFAULT 'waiting' NOT NULL,
	"hold_id" integer,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"offered_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"lead_id" integer NOT NULL,
	"message_id" integer,
	"name" varchar NOT NULL,
	"media_type" varchar NOT NULL,
	"bytes" integer NOT NULL,
	"digest" varchar NOT NULL,
	"user_id" integer,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "files_bytes_check" CHECK ("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"user_id" integer,
	"body" text NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"read_at" timestamp,
	"read_by_id" integer
);
--> statement-breakpoint
CREATE TABLE "patient_requests" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"kind" varchar NOT NULL,
	"body" text NOT NULL,
	"state" varchar DEFAULT 'open' NOT NULL,
	"answer" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"decided_by_id" integer,
	"decided_at" timestamp,
	CONSTRAINT "patient_requests_state_check" CHECK (("patient_requests"."state" = 'open') = ("patient_requests"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "patient_tasks" (
	"task_id" integer PRIMARY KEY NOT NULL,
	"shared_by_id" integer,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"done_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"reference" varchar,
	"cents" integer NOT NULL,
	"currency" varchar NOT NULL,
	"state" varchar DEFAULT 'open' NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"expires_at" timestamp NOT NULL,
	CONSTRAINT "checkouts_reference_unique" UNIQUE("reference"),
	CONSTRAINT "checkouts_cents_check" CHECK ("checkouts"."cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"price_cents" integer DEFAULT 19900 NOT NULL,
	"currency" varchar DEFAULT 'usd' NOT NULL,
	"instructions" text,
	"updated_at" timestamp DEFAULT now() NOT NULL,
	"updated_by_id" integer,
	CONSTRAINT "payment_settings_single_check" CHECK ("payment_settings"."id" = 1),
	CONSTRAINT "payment_settings_price_check" CHECK ("payment_settings"."price_cents" between 0 and 100000000)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"entry" varchar NOT NULL,
	"cents" integer NOT NULL,
	"currency" varchar NOT NULL,
	"method" varchar NOT NULL,
	"reference" varchar,
	"payment_id" integer,
	"note" text,
	"recorded_by_id" integer,
	"settled_at" timestamp DEFAULT now() NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "payments_reference_key" UNIQUE("method","entry","reference"),
	CONSTRAINT "payments_cents_check" CHECK ("payments"."cents" > 0),
	CONSTRAINT "payments_entry_check" CHECK (("payments"."entry" = 'payment') = ("payments"."payment_id" is null)),
	CONSTRAINT "payments_currency_check" CHECK ("payments"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" varchar PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"received_at" timestamp DEFAULT now() NOT NULL,
	"outcome" varchar NOT NULL,
	"waiting" jsonb
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"kind" varchar NOT NULL,
	"wording" text NOT NULL,
	"given_at" timestamp DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp,
	"address" varchar NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_submissions" (
	"id" serial PRIMARY KEY NOT NULL,
	"form_id" integer NOT NULL,
	"submission_key" varchar NOT NULL,
	"lead_id" integer,
	"created_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_touches" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"form_id" integer,
	"at" timestamp DEFAULT now() NOT NULL,
	"source" varchar,
	"utm_source" varchar,
	"utm_medium" varchar,
	"utm_campaign" varchar,
	"utm_term" varchar,
	"utm_content" varchar,
	"referrer" varchar,
	"lead_source" varchar NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_idempotency_keys" (
	"lead_id" integer NOT NULL,
	"key" varchar NOT NULL,
	"request_hash" varchar NOT NULL,
	"status" integer NOT NULL,
	"location" varchar,
	"body" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "portal_idempotency_keys_lead_id_key_pk" PRIMARY KEY("lead_id","key")
);
--> statement-breakpoint
CREATE TABLE "portal_links" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"lead_id" integer NOT NULL,
	"token_hash" varchar NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"expires_at" timestamp NOT NULL,
	CONSTRAINT "portal_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "portal_links_kind_check" CHECK ("portal_links"."kind" in ('activation', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "portal_mail_requests" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"email" varchar NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_recovery_codes" (
	"lead_id" integer NOT NULL,
	"code_hash" varchar NOT NULL,
	"used_at" timestamp,
	CONSTRAINT "portal_recovery_codes_lead_id_code_hash_pk" PRIMARY KEY("lead_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "portal_second_factors" (
	"lead_id" integer PRIMARY KEY NOT NULL,
	"sealed_secret" text,
	"waiting_secret" text,
	"confirmed_at" timestamp,
	"last_step" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"token_hash" varchar NOT NULL,
	"stage" varchar NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"last_seen_at" timestamp DEFAULT now() NOT NULL,
	"expires_at" timestamp NOT NULL,
	"address" varchar NOT NULL,
	"agent" varchar NOT NULL,
	CONSTRAINT "portal_sessions_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "portal_sessions_stage_check" CHECK ("portal_sessions"."stage" in ('full', 'second-factor'))
);
--> statement-breakpoint
CREATE TABLE "public_forms" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar NOT NULL,
	"token" varchar NOT NULL,
	"origins" varchar[] DEFAULT '{}' NOT NULL,
	"lead_source" varchar DEFAULT 'HHQ Started' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"created_by_id" integer,
	CONSTRAINT "public_forms_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "questionnaire_responses" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"version_id" integer NOT NULL,
	"state" varchar DEFAULT 'draft' NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp DEFAULT now() NOT NULL,
	"saved_at" timestamp DEFAULT now() NOT NULL,
	"completed_at" timestamp,
	"supersedes_id" integer,
	CONSTRAINT "questionnaire_responses_state_check" CHECK ("questionnaire_responses"."state" in ('draft', 'complete', 'superseded')),
	CONSTRAINT "questionnaire_responses_completed_check" CHECK ("questionnaire_responses"."state" <> 'complete' or "questionnaire_responses"."completed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "questionnaire_versions" (
	"id" serial PRIMARY KEY NOT NULL,
	"questionnaire" varchar NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"created_by_id" integer,
	"published_at" timestamp,
	"published_by_id" integer,
	CONSTRAINT "questionnaire_versions_version_key" UNIQUE("questionnaire","version")
);
--> statement-breakpoint
CREATE TABLE "signature_voids" (
	"signature_id" integer PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"voided_by_id" integer,
	"voided_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"id" serial PRIMARY KEY NOT NULL,
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"response_id" integer NOT NULL,
	"lead_id" integer NOT NULL,
	"method" varchar NOT NULL,
	"signer_name" varchar NOT NULL,
	"drawing" jsonb,
	"canonical" text NOT NULL,
	"digest" varchar NOT NULL,
	"signature" varchar NOT NULL,
	"key_id" varchar NOT NULL,
	"signed_at" timestamp DEFAULT now() NOT NULL,
	"address" varchar NOT NULL,
	CONSTRAINT "signatures_public_id_unique" UNIQUE("public_id"),
	CONSTRAINT "signatures_response_id_unique" UNIQUE("response_id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" varchar PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"retired_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "status_overrides" (
	"id" serial PRIMARY KEY NOT NULL,
	"lead_id" integer NOT NULL,
	"status" varchar NOT NULL,
	"earned" varchar NOT NULL,
	"reason" text,
	"set_by_id" integer,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"ended_at" timestamp
);
--> statement-breakpoint
ALTER TABLE "booking_settings" ADD CONSTRAINT "booking_settings_updated_by_id_users_id_fk" FOREIGN KEY ("updated_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coach_licences" ADD CONSTRAINT "coach_licences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_hold_id_slot_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."slot_holds"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_read_by_id_users_id_fk" FOREIGN KEY ("read_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_requests" ADD CONSTRAINT "patient_requests_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_requests" ADD CONSTRAINT "patient_requests_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_tasks" ADD CONSTRAINT "patient_tasks_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_tasks" ADD CONSTRAINT "patient_tasks_shared_by_id_users_id_fk" FOREIGN KEY ("shared_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_settings" ADD CONSTRAINT "payment_settings_updated_by_id_users_id_fk" FOREIGN KEY ("updated_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_recorded_by_id_users_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD CONSTRAINT "form_submissions_form_id_public_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."public_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_submissions" ADD CONSTRAINT "form_submissions_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_touches" ADD CONSTRAINT "lead_touches_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_touches" ADD CONSTRAINT "lead_touches_form_id_public_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."public_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_idempotency_keys" ADD CONSTRAINT "portal_idempotency_keys_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_links" ADD CONSTRAINT "portal_links_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_recovery_codes" ADD CONSTRAINT "portal_recovery_codes_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_second_factors" ADD CONSTRAINT "portal_second_factors_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_forms" ADD CONSTRAINT "public_forms_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD CONSTRAINT "questionnaire_responses_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_responses" ADD CONSTRAINT "questionnaire_responses_version_id_questionnaire_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."questionnaire_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_versions" ADD CONSTRAINT "questionnaire_versions_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questionnaire_versions" ADD CONSTRAINT "questionnaire_versions_published_by_id_users_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature_voids" ADD CONSTRAINT "signature_voids_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature_voids" ADD CONSTRAINT "signature_voids_voided_by_id_users_id_fk" FOREIGN KEY ("voided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_response_id_questionnaire_responses_id_fk" FOREIGN KEY ("response_id") REFERENCES "public"."questionnaire_responses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_key_id_signing_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."signing_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_overrides" ADD CONSTRAINT "status_overrides_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_overrides" ADD CONSTRAINT "status_overrides_set_by_id_users_id_fk" FOREIGN KEY ("set_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_booking_settings_user" ON "booking_settings" USING btree ("updated_by_id");--> statement-breakpoint
CREATE INDEX "idx_bookings_lead" ON "bookings" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_bookings_appointment" ON "bookings" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "idx_slot_holds_lead" ON "slot_holds" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_slot_holds_user" ON "slot_holds" USING btree ("user_id","starts_at");--> statement-breakpoint
CREATE INDEX "idx_waitlist_entries_lead" ON "waitlist_entries" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_waitlist_entries_user" ON "waitlist_entries" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_waitlist_entries_hold" ON "waitlist_entries" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "idx_waitlist_entries_state" ON "waitlist_entries" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "idx_files_lead" ON "files" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_files_message" ON "files" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "idx_files_user" ON "files" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_messages_lead" ON "messages" USING btree ("lead_id","id");--> statement-breakpoint
CREATE INDEX "idx_messages_user" ON "messages" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_messages_reader" ON "messages" USING btree ("read_by_id");--> statement-breakpoint
CREATE INDEX "idx_patient_requests_lead" ON "patient_requests" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_patient_requests_state" ON "patient_requests" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "idx_patient_requests_user" ON "patient_requests" USING btree ("decided_by_id");--> statement-breakpoint
CREATE INDEX "idx_patient_tasks_user" ON "patient_tasks" USING btree ("shared_by_id");--> statement-breakpoint
CREATE INDEX "idx_checkouts_lead" ON "checkouts" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_payment_settings_user" ON "payment_settings" USING btree ("updated_by_id");--> statement-breakpoint
CREATE INDEX "idx_payments_lead" ON "payments" USING btree ("lead_id","id");--> statement-breakpoint
CREATE INDEX "idx_payments_payment" ON "payments" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "idx_payments_user" ON "payments" USING btree ("recorded_by_id");--> statement-breakpoint
CREATE INDEX "idx_payments_settled" ON "payments" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "idx_consents_lead" ON "consents" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_form_submissions_form" ON "form_submissions" USING btree ("form_id","submission_key");--> statement-breakpoint
CREATE INDEX "idx_form_submissions_lead" ON "form_submissions" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_lead_touches_lead" ON "lead_touches" USING btree ("lead_id","at");--> statement-breakpoint
CREATE INDEX "idx_lead_touches_form" ON "lead_touches" USING btree ("form_id");--> statement-breakpoint
CREATE INDEX "idx_portal_idempotency_keys_created" ON "portal_idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idx_portal_links_lead" ON "portal_links" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_portal_sessions_lead" ON "portal_sessions" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_portal_sessions_expires" ON "portal_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idx_public_forms_user" ON "public_forms" USING btree ("created_by_id");--> statement-breakpoint
CREATE INDEX "idx_questionnaire_responses_lead" ON "questionnaire_responses" USING btree ("lead_id","id");--> statement-breakpoint
CREATE INDEX "idx_questionnaire_responses_version" ON "questionnaire_responses" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "idx_questionnaire_versions_creator" ON "questionnaire_versions" USING btree ("created_by_id");--> statement-breakpoint
CREATE INDEX "idx_questionnaire_versions_publisher" ON "questionnaire_versions" USING btree ("published_by_id");--> statement-breakpoint
CREATE INDEX "idx_signature_voids_user" ON "signature_voids" USING btree ("voided_by_id");--> statement-breakpoint
CREATE INDEX "idx_signatures_lead" ON "signatures" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "idx_signatures_key" ON "signatures" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "idx_status_overrides_lead" ON "status_overrides" USING btree ("lead_id","id");--> statement-breakpoint
CREATE INDEX "idx_status_overrides_user" ON "status_overrides" USING btree ("set_by_id");