-- Booking by patients. The product writes these tables; staff read them, a patient reads their own.
INSERT INTO booking_settings (id) VALUES (1) ON CONFLICT DO NOTHING;
GRANT SELECT ON booking_settings TO sdr, coach, admin, patient;
GRANT SELECT ON coach_licences, coach_booking TO sdr, coach, admin;
GRANT UPDATE ON booking_settings TO admin;
GRANT INSERT, DELETE ON coach_licences TO admin;
GRANT INSERT, UPDATE ON coach_booking TO coach, admin;
CREATE POLICY everyone ON booking_settings FOR SELECT TO sdr, coach, admin, patient USING (true);
CREATE POLICY admin ON booking_settings TO admin USING (true) WITH CHECK (true);
CREATE POLICY staff_reads ON coach_licences FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY admin ON coach_licences TO admin USING (true) WITH CHECK (true);
CREATE POLICY staff_reads ON coach_booking FOR SELECT TO sdr, coach USING (true);
CREATE POLICY admin ON coach_booking TO admin USING (true) WITH CHECK (true);
CREATE POLICY own ON coach_booking TO coach
  USING (user_id = (SELECT current_user_id())) WITH CHECK (user_id = (SELECT current_user_id()));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['slot_holds', 'bookings', 'waitlist_entries'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO sdr, coach, admin, patient', t);
    EXECUTE format('CREATE POLICY admin ON %I FOR SELECT TO admin USING (true)', t);
    EXECUTE format('CREATE POLICY staff_reads ON %I FOR SELECT TO sdr, coach
      USING (lead_id <> ALL ((SELECT hidden(''lead''))::integer[]))', t);
    EXECUTE format('CREATE POLICY patient ON %I FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()))', t);
  END LOOP;
END $$;

GRANT SELECT (lead_id, contact_id) ON lead_conversions TO patient;
CREATE POLICY patient_books ON lead_conversions FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));

-- What has been kept is kept once: holds of one coach never overlap, and none overlaps a live appointment. A hold whose
-- time is over makes way for whoever comes next. Whoever writes into a coach's calendar waits at the same lock (080).
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'slot_holds_no_overlap') THEN
    ALTER TABLE slot_holds ADD CONSTRAINT slot_holds_no_overlap
      EXCLUDE USING gist (user_id WITH =, tsrange(starts_at, ends_at) WITH &&);
  END IF;
END $$;
CREATE OR REPLACE FUNCTION guard_hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(727, NEW.user_id);
  DELETE FROM slot_holds WHERE user_id = NEW.user_id AND id <> NEW.id AND expires_at <= now()
    AND tsrange(starts_at, ends_at) && tsrange(NEW.starts_at, NEW.ends_at);
  IF EXISTS (SELECT FROM appointment_slots WHERE user_id = NEW.user_id
      AND tsrange(starts_at, ends_at) && tsrange(NEW.starts_at, NEW.ends_at)) THEN
    RAISE exclusion_violation USING CONSTRAINT = 'slot_holds_no_overlap', MESSAGE = 'the time is taken by an appointment';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER guard_hold BEFORE INSERT OR UPDATE OF user_id, starts_at, ends_at ON slot_holds
  FOR EACH ROW EXECUTE FUNCTION guard_hold();

-- An appointment of the person a time is held for uses the hold up; of anybody else it is refused while the hold lives,
-- unless an Admin overbooks.
CREATE OR REPLACE FUNCTION respect_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(727, NEW.user_id);
  DELETE FROM slot_holds h USING appointments a WHERE a.id = NEW.appointment_id AND h.user_id = NEW.user_id
    AND tsrange(h.starts_at, h.ends_at) && tsrange(NEW.starts_at, NEW.ends_at)
    AND (h.lead_id = a.lead_id OR h.lead_id = (SELECT lead_id FROM lead_conversions WHERE contact_id = a.contact_id));
  IF NEW.overbook_reason IS NULL AND EXISTS (SELECT FROM slot_holds h WHERE h.user_id = NEW.user_id AND h.expires_at > now()
      AND tsrange(h.starts_at, h.ends_at) && tsrange(NEW.starts_at, NEW.ends_at)) THEN
    RAISE exclusion_violation USING CONSTRAINT = 'slot_holds_no_overlap', MESSAGE = 'a patient is booking this time';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER respect_holds AFTER INSERT OR UPDATE OF user_id, starts_at, ends_at ON appointment_slots
  FOR EACH ROW EXECUTE FUNCTION respect_holds();

-- Whatever path frees a time to come, those who wait are asked.
CREATE OR REPLACE FUNCTION ask_who_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.ends_at > now() AND EXISTS (SELECT FROM waitlist_entries WHERE state = 'waiting') THEN
    PERFORM enqueue_job('booking.freed', jsonb_build_object('userId', OLD.user_id, 'afterEntry', 0,
      'startsAt', to_char(OLD.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char(OLD.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 0);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER ask_who_waits AFTER DELETE ON appointment_slots FOR EACH ROW EXECUTE FUNCTION ask_who_waits();
CREATE OR REPLACE TRIGGER ask_who_waits_update AFTER UPDATE OF user_id, starts_at, ends_at ON appointment_slots FOR EACH ROW
  WHEN ((OLD.user_id, OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.user_id, NEW.starts_at, NEW.ends_at))
  EXECUTE FUNCTION ask_who_waits();

-- A restored entry waits again: what was kept for it went to others long ago.
CREATE OR REPLACE FUNCTION wait_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.restoring', true) = 'on' AND NOT EXISTS (SELECT FROM slot_holds WHERE id = NEW.hold_id) THEN
    NEW.hold_id := NULL;
    IF NEW.state = 'offered' THEN NEW.state := 'waiting'; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER wait_again BEFORE INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION wait_again();
