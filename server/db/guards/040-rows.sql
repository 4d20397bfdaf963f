-- updated_at is the database's to keep. created_at is set once: only the owner's own hand may mend it, and only to an earlier time.
CREATE OR REPLACE FUNCTION keep_row_times() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.created_at := coalesce(NEW.created_at, now());
    NEW.updated_at := coalesce(NEW.updated_at, now());
  ELSE
    -- Parted again, two merged records are what they were, to the microsecond.
    IF current_setting('app.parting', true) = 'on' THEN RETURN NEW; END IF;
    IF current_user <> session_user THEN NEW.created_at := OLD.created_at; END IF;
    NEW.created_at := least(NEW.created_at, OLD.created_at);
    NEW.updated_at := greatest(clock_timestamp()::timestamp, OLD.updated_at + interval '1 millisecond');
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['users', 'leads', 'contacts', 'tasks', 'appointments'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER row_times_insert BEFORE INSERT ON %I FOR EACH ROW
      WHEN (NEW.created_at IS NULL OR NEW.updated_at IS NULL) EXECUTE FUNCTION keep_row_times()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER row_times_update BEFORE UPDATE ON %I FOR EACH ROW
      WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_row_times()', t);
  END LOOP;
END $$;

-- Everybody who listens hears of a change once it is committed; no names, no texts, only what to look up.
CREATE OR REPLACE FUNCTION announce_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('activity', json_build_object('id', NEW.id, 'entityType', NEW.entity_type, 'entityId', NEW.entity_id,
    'action', NEW.action, 'userId', NEW.user_id)::text);
  RETURN NULL;
END $$;
-- Bulk work announces itself once, with its batch: a million notices would fill the queue.
CREATE OR REPLACE TRIGGER announce AFTER INSERT ON activity_logs FOR EACH ROW
  WHEN (current_setting('app.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_activity();
