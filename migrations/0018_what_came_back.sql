CREATE TABLE "restorations" (
	"deleted_record_id" bigint PRIMARY KEY NOT NULL,
	"entity_type" varchar NOT NULL,
	"entity_id" integer NOT NULL
);
