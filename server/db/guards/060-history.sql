-- stage_history follows leads.status and contacts.stage, whatever path changes them. Statement triggers: imports are sets.
CREATE OR REPLACE FUNCTION history_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.restoring', true) = 'on' THEN RETURN NULL; END IF;
  IF TG_ARGV[0] = 'lead' THEN
    INSERT INTO stage_history (entity_type, entity_id, stage, entered_at, entered_by_id)
      SELECT 'lead', id, status, coalesce(created_at, now()), current_user_id() FROM added;
  ELSE
    INSERT INTO stage_history (entity_type, entity_id, stage, entered_at, entered_by_id)
      SELECT 'contact', id, stage, coalesce(created_at, now()), current_user_id() FROM added;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION history_goes_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE stage_now text; moment timestamp := clock_timestamp(); left_at_last timestamp;
BEGIN
  IF current_setting('app.parting', true) = 'on' THEN RETURN NULL; END IF;
  stage_now := CASE WHEN TG_ARGV[0] = 'lead' THEN to_jsonb(NEW) ->> 'status' ELSE to_jsonb(NEW) ->> 'stage' END;
  UPDATE stage_history SET left_at = greatest(moment, entered_at)
    WHERE entity_type = TG_ARGV[0] AND entity_id = NEW.id AND left_at IS NULL RETURNING left_at INTO left_at_last;
  -- The next passage begins where the last one ends: a record's passages have no gap and no overlap.
  INSERT INTO stage_history (entity_type, entity_id, stage, entered_at, entered_by_id, reason)
    VALUES (TG_ARGV[0], NEW.id, stage_now, coalesce(left_at_last, moment), current_user_id(), nullif(current_setting('app.reason', true), ''));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER history_insert AFTER INSERT ON leads REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION history_begins('lead');
CREATE OR REPLACE TRIGGER history_insert AFTER INSERT ON contacts REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION history_begins('contact');
CREATE OR REPLACE TRIGGER history_update AFTER UPDATE OF status ON leads FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION history_goes_on('lead');
CREATE OR REPLACE TRIGGER history_update AFTER UPDATE OF stage ON contacts FOR EACH ROW
  WHEN (OLD.stage IS DISTINCT FROM NEW.stage) EXECUTE FUNCTION history_goes_on('contact');

-- A record that its owner says is older (040-rows.sql) has been at its first stage for longer.
CREATE OR REPLACE FUNCTION history_began_earlier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.parting', true) = 'on' THEN RETURN NULL; END IF;
  UPDATE stage_history SET entered_at = NEW.created_at
    WHERE id = (SELECT min(id) FROM stage_history WHERE entity_type = TG_ARGV[0] AND entity_id = NEW.id) AND entered_at > NEW.created_at;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER history_older AFTER UPDATE OF created_at ON leads FOR EACH ROW
  WHEN (NEW.created_at < OLD.created_at) EXECUTE FUNCTION history_began_earlier('lead');
CREATE OR REPLACE TRIGGER history_older AFTER UPDATE OF created_at ON contacts FOR EACH ROW
  WHEN (NEW.created_at < OLD.created_at) EXECUTE FUNCTION history_began_earlier('contact');
