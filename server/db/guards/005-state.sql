-- Which migration the database stands at, for readiness; the app's login may not look into the owner's schema.
CREATE OR REPLACE FUNCTION newest_migration() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT max(created_at) FROM drizzle.__drizzle_migrations $$;
