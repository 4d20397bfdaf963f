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
        ends_at = excluded.ends_at,
        -- A reason holds for the time it was given for: moved elsewhere, the appointment is like any other.
        overbook_reason = coalesce(excluded.overbook_reason, CASE WHEN excluded.user_id = appointment_slots.user_id
          AND excluded.starts_at >= appointment_slots.starts_at AND excluded.ends_at <= appointment_slots.ends_at
          THEN appointment_slots.overbook_reason END);
    -- The constraint leaves overbooked slots out: an ordinary appointment may not overlap those either.
    PERFORM pg_advisory_xact_lock(727, NEW.user_id);
    IF EXISTS (SELECT FROM appointment_slots own JOIN appointment_slots other ON other.user_id = own.user_id
        AND tsrange(other.starts_at, other.ends_at) && tsrange(own.starts_at, own.ends_at)
        WHERE own.appointment_id = NEW.id AND own.overbook_reason IS NULL
          AND other.appointment_id <> NEW.id AND other.overbook_reason IS NOT NULL) THEN
      RAISE exclusion_violation USING CONSTRAINT = 'appointment_slots_no_overlap', MESSAGE = 'overlaps an overbooked appointment';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_slot AFTER INSERT OR DELETE ON appointments FOR EACH ROW EXECUTE FUNCTION keep_slot();
CREATE OR REPLACE TRIGGER keep_slot_update AFTER UPDATE OF user_id, scheduled_at, duration, status ON appointments FOR EACH ROW
  WHEN ((OLD.user_id, OLD.scheduled_at, OLD.duration, OLD.status) IS DISTINCT FROM (NEW.user_id, NEW.scheduled_at, NEW.duration, NEW.status))
  EXECUTE FUNCTION keep_slot();
