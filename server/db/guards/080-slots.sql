-- A user cannot be in two places: live appointments of one user never overlap, unless an Admin overbooked on purpose.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'appointment_slots_no_overlap') THEN
    ALTER TABLE appointment_slots ADD CONSTRAINT appointment_slots_no_overlap
      EXCLUDE USING gist (user_id WITH =, tsrange(starts_at, ends_at) WITH &&) WHERE (overbook_reason IS NULL);
  END IF;
END $$;
CREATE OR REPLACE FUNCTION keep_slot() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM appointment_slots WHERE appointment_id = OLD.id;
  ELSIF NEW.user_id IS NULL OR NEW.status IN ('Cancelled', 'No Show') THEN
    DELETE FROM appointment_slots WHERE appointment_id = NEW.id;
  ELSE
    INSERT INTO appointment_slots (appointment_id, user_id, starts_at, ends_at, overbook_reason)
      VALUES (NEW.id, NEW.user_id, NEW.scheduled_at, NEW.scheduled_at + NEW.duration * interval '1 minute',
        nullif(current_setting('app.overbook_reason', true), ''))
      ON CONFLICT (appointment_id) DO UPDATE SET user_id = excluded.user_id, starts_at = excluded.starts_at,
        ends_at = excluded.ends_at, overbook_reason = coalesce(excluded.overbook_reason, appointment_slots.overbook_reason);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_slot AFTER INSERT OR DELETE ON appointments FOR EACH ROW EXECUTE FUNCTION keep_slot();
CREATE OR REPLACE TRIGGER keep_slot_update AFTER UPDATE OF user_id, scheduled_at, duration, status ON appointments FOR EACH ROW
  WHEN ((OLD.user_id, OLD.scheduled_at, OLD.duration, OLD.status) IS DISTINCT FROM (NEW.user_id, NEW.scheduled_at, NEW.duration, NEW.status))
  EXECUTE FUNCTION keep_slot();
