-- The portal: role `patient` acts for one lead, and for the contact that lead has become. It sees that person's rows alone.
CREATE OR REPLACE FUNCTION current_lead_id() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.lead_id', true), '')::integer $$;
CREATE OR REPLACE FUNCTION current_contact_id() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT contact_id FROM lead_conversions WHERE lead_id = current_lead_id() $$;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO patient;

GRANT SELECT (id, first_name, last_name, email, phone, status, last_portal_login, created_at) ON leads TO patient;
CREATE POLICY patient ON leads FOR SELECT TO patient USING (id = (SELECT current_lead_id()));

GRANT SELECT (id, first_name, last_name, email, phone, stage, health_coach_id, lead_id, created_at) ON contacts TO patient;
CREATE POLICY patient ON contacts FOR SELECT TO patient USING (id = (SELECT current_contact_id()));

GRANT SELECT (id, title, scheduled_at, duration, status, user_id, lead_id, contact_id, meeting_link, created_at, updated_at)
  ON appointments TO patient;
CREATE POLICY patient ON appointments FOR SELECT TO patient
  USING (lead_id = (SELECT current_lead_id()) OR contact_id = (SELECT current_contact_id()));

-- Names of those who care for them, write to them, or looked at their record.
GRANT SELECT (id, first_name, last_name, role, is_active) ON users TO patient;
CREATE POLICY patient ON users FOR SELECT TO patient USING ((SELECT current_lead_id()) IS NOT NULL);

GRANT SELECT (id, entity_type, entity_id, stage, entered_at, left_at) ON stage_history TO patient;
CREATE POLICY patient ON stage_history FOR SELECT TO patient USING (
  CASE entity_type WHEN 'lead' THEN entity_id = (SELECT current_lead_id()) ELSE entity_id = (SELECT current_contact_id()) END);

GRANT SELECT, INSERT, UPDATE ON person_profiles TO patient;
CREATE POLICY patient ON person_profiles TO patient
  USING (CASE entity_type WHEN 'lead' THEN entity_id = (SELECT current_lead_id()) ELSE entity_id = (SELECT current_contact_id()) END)
  WITH CHECK (CASE entity_type WHEN 'lead' THEN entity_id = (SELECT current_lead_id()) ELSE entity_id = (SELECT current_contact_id()) END);

-- What a patient does stands in the trail of their own record, under nobody else's name. What staff wrote there is not theirs to read.
GRANT SELECT (id, entity_type, entity_id, action, user_id, created_at), INSERT ON activity_logs TO patient;
CREATE POLICY patient_reads ON activity_logs FOR SELECT TO patient USING (
  CASE entity_type WHEN 'lead' THEN entity_id = (SELECT current_lead_id())
    WHEN 'contact' THEN entity_id = (SELECT current_contact_id())
    WHEN 'appointment' THEN EXISTS (SELECT FROM appointments a WHERE a.id = entity_id) ELSE false END);
CREATE POLICY patient_writes ON activity_logs FOR INSERT TO patient WITH CHECK (
  user_id IS NULL AND activity_details(details) #>> '{actor,kind}' = 'patient'
  AND activity_details(details) #>> '{actor,leadId}' = (SELECT current_lead_id())::text
  AND CASE entity_type WHEN 'lead' THEN entity_id = (SELECT current_lead_id())
    WHEN 'contact' THEN entity_id = (SELECT current_contact_id())
    WHEN 'appointment' THEN EXISTS (SELECT FROM appointments a WHERE a.id = entity_id) ELSE false END);

GRANT SELECT (id, at, user_id, via, route, status, entity_type, entity_ids, entity_types) ON access_log TO patient;
CREATE POLICY patient ON access_log FOR SELECT TO patient USING (
  entity_type = 'lead' AND entity_ids @> ARRAY[(SELECT current_lead_id())]
  OR entity_type = 'contact' AND entity_ids @> ARRAY[(SELECT current_contact_id())]
  -- A look at records of several kinds has the kind of each beside its number.
  OR entity_types IS NOT NULL AND entity_ids && ARRAY[(SELECT current_lead_id()), (SELECT current_contact_id())]
    AND EXISTS (SELECT FROM unnest(entity_types, entity_ids) AS k (kind, number)
      WHERE kind = 'lead' AND number = (SELECT current_lead_id()) OR kind = 'contact' AND number = (SELECT current_contact_id())));
