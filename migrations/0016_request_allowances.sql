CREATE TABLE "request_allowances" (
	"caller" varchar PRIMARY KEY NOT NULL,
	"minute" timestamp NOT NULL,
	"taken" integer NOT NULL
);
