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
