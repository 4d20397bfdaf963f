-- Up to where in the write-ahead log each person has written, so that a replica serves them nothing older. Noted after their
-- commit, by instances that read from replicas. Unlogged: whom it does not know (after a crash or a failover it knows
-- nobody) is given the present end of the log. In a schema of its own: it holds nothing to back up or archive.
CREATE SCHEMA IF NOT EXISTS fleet;
CREATE UNLOGGED TABLE IF NOT EXISTS fleet.last_writes (user_id integer PRIMARY KEY, at pg_lsn NOT NULL);

CREATE OR REPLACE FUNCTION note_write(who integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = fleet, pg_temp AS $$
  INSERT INTO last_writes VALUES (who, pg_current_wal_insert_lsn())
  ON CONFLICT (user_id) DO UPDATE SET at = greatest(last_writes.at, excluded.at)
$$;

-- As bytes since the log began.
CREATE OR REPLACE FUNCTION last_write(who integer) RETURNS numeric LANGUAGE plpgsql SECURITY DEFINER SET search_path = fleet, pg_temp AS $$
DECLARE
  known pg_lsn;
BEGIN
  SELECT at INTO known FROM last_writes WHERE user_id = who;
  IF NOT FOUND THEN
    INSERT INTO last_writes VALUES (who, pg_current_wal_insert_lsn())
    ON CONFLICT (user_id) DO UPDATE SET at = greatest(last_writes.at, excluded.at) RETURNING at INTO known;
  END IF;
  RETURN known - '0/0'::pg_lsn;
END $$;

-- What instances keep in memory (server/db/kept.ts): a change tells every instance, and by a notice the connection that made it.
CREATE OR REPLACE FUNCTION tell_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kept', TG_ARGV[0]);
  RAISE NOTICE 'kept %', TG_ARGV[0];
  RETURN NULL;
END $$;

DO $$ DECLARE
  kept record;
BEGIN
  FOR kept IN SELECT * FROM (VALUES ('clinic_settings', 'clinic'), ('clinic_hours', 'clinic'), ('clinic_holidays', 'clinic'),
    ('value_list_entries', 'clinic'), ('stage_definitions', 'stages')) t (name, subject)
  LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_kept AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION tell_kept(%L)',
      kept.name, kept.subject);
  END LOOP;
END $$;

-- Whether a person has written since, with some seconds for clocks that differ and transactions that took their time: figures
-- that were made before are made anew for them.
CREATE OR REPLACE FUNCTION has_written_since(who integer, since timestamptz) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM activity_logs WHERE user_id = who AND created_at > (since - interval '5 seconds') AT TIME ZONE 'UTC')
$$;
