-- Time: where people live, when coaches work, what calendars know of a visit.

-- Profiles follow the rows they describe.
GRANT SELECT, INSERT, UPDATE ON person_profiles TO sdr, coach, admin;
CREATE POLICY admin ON person_profiles TO admin USING (true) WITH CHECK (true);
CREATE POLICY staff_reads ON person_profiles FOR SELECT TO sdr, coach USING (
  CASE entity_type WHEN 'lead' THEN entity_id <> ALL ((SELECT hidden('lead'))::integer[])
    ELSE entity_id <> ALL ((SELECT hidden('contact'))::integer[]) END);
-- Whoever may change the person may change their profile.
CREATE POLICY sdr_inserts ON person_profiles FOR INSERT TO sdr WITH CHECK (entity_type = 'lead');
CREATE POLICY sdr_updates ON person_profiles FOR UPDATE TO sdr USING (entity_type = 'lead');
CREATE POLICY coach_inserts ON person_profiles FOR INSERT TO coach WITH CHECK (entity_type = 'contact'
  OR EXISTS (SELECT FROM leads WHERE id = entity_id AND owner_id = (SELECT current_user_id())));
CREATE POLICY coach_updates ON person_profiles FOR UPDATE TO coach USING (entity_type = 'contact'
  OR EXISTS (SELECT FROM leads WHERE id = entity_id AND owner_id = (SELECT current_user_id())));

-- A patient keeps the clock and language they had as a lead.
CREATE OR REPLACE FUNCTION take_profile_along() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO person_profiles (entity_type, entity_id, state, time_zone, language)
    SELECT 'contact', NEW.contact_id, state, time_zone, language FROM person_profiles
    WHERE entity_type = 'lead' AND entity_id = NEW.lead_id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER take_profile_along AFTER INSERT ON lead_conversions FOR EACH ROW EXECUTE FUNCTION take_profile_along();

-- Working time is no secret among staff; a coach keeps their own, an Admin everybody's.
GRANT SELECT ON availability_rules, availability_exceptions, clinic_hours, clinic_holidays TO sdr, coach, admin;
GRANT INSERT, DELETE ON availability_rules, availability_exceptions TO coach, admin;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['availability_rules', 'availability_exceptions'] LOOP
    EXECUTE format('CREATE POLICY staff_reads ON %I FOR SELECT TO sdr, coach USING (true)', t);
    EXECUTE format('CREATE POLICY admin ON %I TO admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own_inserts ON %I FOR INSERT TO coach WITH CHECK (user_id = (SELECT current_user_id()))', t);
    EXECUTE format('CREATE POLICY own_deletes ON %I FOR DELETE TO coach USING (user_id = (SELECT current_user_id()))', t);
  END LOOP;
END $$;
CREATE POLICY for_availability ON clinic_hours FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY for_availability ON clinic_holidays FOR SELECT TO sdr, coach, admin USING (true);

-- What calendars know a visit by. Whoever may see the visit may see it; the triggers alone write it.
GRANT SELECT ON appointment_details TO sdr, coach, admin;
CREATE POLICY admin ON appointment_details FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON appointment_details FOR SELECT TO sdr, coach
  USING (appointment_id <> ALL ((SELECT hidden('appointment'))::integer[]));

-- A reminder whose time is over when a visit is booked, moved, or when reminders are set anew, is not sent afterwards.
CREATE OR REPLACE FUNCTION keep_appointment_details() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO appointment_details (appointment_id) VALUES (NEW.id)
    ON CONFLICT (appointment_id) DO UPDATE SET sequence = appointment_details.sequence + 1;
  INSERT INTO appointment_reminders (appointment_id, minutes_before, scheduled_at)
    SELECT NEW.id, minutes, NEW.scheduled_at FROM clinic_settings, unnest(reminder_minutes) AS minutes
    WHERE NEW.scheduled_at > now() AND NEW.scheduled_at - minutes * interval '1 minute' <= now() ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_details AFTER INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION keep_appointment_details();
CREATE OR REPLACE TRIGGER keep_details_update AFTER UPDATE OF scheduled_at, duration, status, title, meeting_link ON appointments FOR EACH ROW
  WHEN ((OLD.scheduled_at, OLD.duration, OLD.status, OLD.title, OLD.meeting_link)
    IS DISTINCT FROM (NEW.scheduled_at, NEW.duration, NEW.status, NEW.title, NEW.meeting_link))
  EXECUTE FUNCTION keep_appointment_details();
INSERT INTO appointment_details (appointment_id) SELECT id FROM appointments ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION skip_past_reminders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO appointment_reminders (appointment_id, minutes_before, scheduled_at)
    SELECT a.id, minutes, a.scheduled_at FROM unnest(NEW.reminder_minutes) AS minutes JOIN appointments a
      ON a.scheduled_at > now() AND a.scheduled_at <= now() + minutes * interval '1 minute'
    WHERE minutes <> ALL (OLD.reminder_minutes) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER skip_past_reminders AFTER UPDATE OF reminder_minutes ON clinic_settings FOR EACH ROW
  WHEN (OLD.reminder_minutes IS DISTINCT FROM NEW.reminder_minutes) EXECUTE FUNCTION skip_past_reminders();

-- Everybody may know whether their own feed is open; the secrets are the product's.
GRANT SELECT (user_id, created_at, last_read_at) ON calendar_feeds TO sdr, coach, admin;
CREATE POLICY own ON calendar_feeds FOR SELECT TO sdr, coach, admin USING (user_id = (SELECT current_user_id()));
