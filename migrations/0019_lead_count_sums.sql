CREATE TABLE "lead_count_sums" (
	"counted" integer NOT NULL,
	"status" varchar,
	"lead_readiness" varchar,
	"lead_source" varchar,
	"owner_id" integer,
	"total" integer NOT NULL,
	CONSTRAINT "lead_count_sums_key" UNIQUE NULLS NOT DISTINCT("counted","status","lead_readiness","lead_source","owner_id")
);
