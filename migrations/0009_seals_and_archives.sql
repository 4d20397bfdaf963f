CREATE TABLE "archived_records" (
	"id" serial PRIMARY KEY NOT NULL,
	"archive_id" integer NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_ids" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_checks" (
	"id" serial PRIMARY KEY NOT NULL,
	"started_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp,
	"state" varchar DEFAULT 'running' NOT NULL,
	"seals" integer,
	"rows" bigint,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"id" serial PRIMARY KEY NOT NULL,
	"trail" varchar NOT NULL,
	"after_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"rows" integer NOT NULL,
	"marks" "bytea" NOT NULL,
	"rows_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp NOT NULL,
	CONSTRAINT "audit_seals_trail_to" UNIQUE("trail","to_id")
);
--> statement-breakpoint
CREATE TABLE "audit_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"mail_anchor" boolean DEFAULT false NOT NULL,
	"mailed" jsonb
);
--> statement-breakpoint
CREATE TABLE "exported_records" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp DEFAULT now() NOT NULL,
	"activity_id" integer NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_ids" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" serial PRIMARY KEY NOT NULL,
	"entity_type" varchar,
	"entity_id" integer,
	"from_at" timestamp,
	"to_at" timestamp,
	"reason" text NOT NULL,
	"held_by_id" integer NOT NULL,
	"held_at" timestamp DEFAULT now() NOT NULL,
	"released_by_id" integer,
	"released_at" timestamp
);
--> statement-breakpoint
CREATE TABLE "trail_archives" (
	"id" serial PRIMARY KEY NOT NULL,
	"trail" varchar NOT NULL,
	"month" date NOT NULL,
	"file" varchar NOT NULL,
	"rows" integer NOT NULL,
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"from_at" timestamp NOT NULL,
	"to_at" timestamp NOT NULL,
	"sha256" varchar NOT NULL,
	"bytes" bigint NOT NULL,
	"user_ids" integer[] NOT NULL,
	"actions" varchar[] NOT NULL,
	"ids" bigint[],
	"digests" "bytea"[],
	"written_at" timestamp DEFAULT now() NOT NULL,
	"moved_at" timestamp,
	CONSTRAINT "trail_archives_file" UNIQUE("file")
);
--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "entity_types" varchar[];--> statement-breakpoint
ALTER TABLE "archived_records" ADD CONSTRAINT "archived_records_archive_id_trail_archives_id_fk" FOREIGN KEY ("archive_id") REFERENCES "public"."trail_archives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_held_by_id_users_id_fk" FOREIGN KEY ("held_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_released_by_id_users_id_fk" FOREIGN KEY ("released_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_archived_records_archive" ON "archived_records" USING btree ("archive_id");--> statement-breakpoint
CREATE INDEX "idx_archived_records_ids" ON "archived_records" USING gin ("entity_ids");--> statement-breakpoint
CREATE INDEX "idx_audit_checks_started" ON "audit_checks" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "idx_exported_records_activity" ON "exported_records" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "idx_exported_records_ids" ON "exported_records" USING gin ("entity_ids");--> statement-breakpoint
CREATE INDEX "idx_legal_holds_held_by" ON "legal_holds" USING btree ("held_by_id");--> statement-breakpoint
CREATE INDEX "idx_legal_holds_released_by" ON "legal_holds" USING btree ("released_by_id");--> statement-breakpoint
CREATE INDEX "idx_trail_archives_trail" ON "trail_archives" USING btree ("trail","to_at");