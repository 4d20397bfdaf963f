CREATE TABLE "backup_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"backup_id" varchar,
	"started_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp,
	"state" varchar DEFAULT 'running' NOT NULL,
	"bytes" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "operations_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"is_key_written_down" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "restore_drills" (
	"id" serial PRIMARY KEY NOT NULL,
	"started_at" timestamp DEFAULT now() NOT NULL,
	"finished_at" timestamp,
	"state" varchar DEFAULT 'running' NOT NULL,
	"backup_id" varchar,
	"restore_ms" integer,
	"lost_ms" integer,
	"findings" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE INDEX "idx_backup_runs_started" ON "backup_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "idx_restore_drills_started" ON "restore_drills" USING btree ("started_at");