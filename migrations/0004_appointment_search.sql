CREATE TABLE "appointment_search" (
	"appointment_id" integer PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
