CREATE TABLE "import_batches" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"file_name" varchar NOT NULL,
	"state" varchar DEFAULT 'uploading' NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"columns" jsonb NOT NULL,
	"settings" jsonb NOT NULL,
	"joined_file" jsonb,
	"progress" integer DEFAULT 0 NOT NULL,
	"stop_asked" boolean DEFAULT false NOT NULL,
	"counts" jsonb,
	"undone" jsonb,
	"failure" text,
	"imported_at" timestamp,
	"started_by_id" integer,
	"created_by_id" integer NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"updated_at" timestamp DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_chunks" (
	"import_id" integer NOT NULL,
	"number" integer NOT NULL,
	"rows" integer NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "import_chunks_import_id_number_pk" PRIMARY KEY("import_id","number")
);
--> statement-breakpoint
CREATE TABLE "import_lookups" (
	"import_id" integer NOT NULL,
	"key" text NOT NULL,
	"cells" text[] NOT NULL,
	CONSTRAINT "import_lookups_import_id_key_pk" PRIMARY KEY("import_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar NOT NULL,
	"header_key" varchar NOT NULL,
	"user_id" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"used_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_key" UNIQUE("kind","header_key","user_id")
);
--> statement-breakpoint
CREATE TABLE "import_problems" (
	"import_id" integer NOT NULL,
	"line" integer NOT NULL,
	"outcome" varchar NOT NULL,
	"reason" text NOT NULL,
	"cells" text[] NOT NULL,
	CONSTRAINT "import_problems_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imported_records" (
	"import_id" integer NOT NULL,
	"line" integer NOT NULL,
	"kind" smallint NOT NULL,
	"entity_id" integer NOT NULL,
	"fingerprint" uuid NOT NULL,
	"external_key" uuid,
	"filled" text[],
	"filled_at" timestamp,
	CONSTRAINT "imported_records_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_started_by_id_users_id_fk" FOREIGN KEY ("started_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_import_batches_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lookups" ADD CONSTRAINT "import_lookups_import_id_import_batches_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_problems" ADD CONSTRAINT "import_problems_import_id_import_batches_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_records" ADD CONSTRAINT "imported_records_import_id_import_batches_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_import_batches_user" ON "import_batches" USING btree ("created_by_id");--> statement-breakpoint
CREATE INDEX "idx_import_batches_starter" ON "import_batches" USING btree ("started_by_id");--> statement-breakpoint
CREATE INDEX "idx_import_mappings_user" ON "import_mappings" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_imported_records_fingerprint" ON "imported_records" USING btree ("fingerprint");--> statement-breakpoint
CREATE INDEX "idx_imported_records_external" ON "imported_records" USING btree ("external_key");