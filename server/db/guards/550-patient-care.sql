-- Tasks that patients see. What is shared is asked with the owner's rights: the policies of both tables would ask one another without end.
CREATE OR REPLACE FUNCTION my_tasks() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(t.id), '{}') FROM patient_tasks p JOIN tasks t ON t.id = p.task_id
    WHERE t.lead_id = current_lead_id() OR t.contact_id = current_contact_id()
$$;
REVOKE ALL ON FUNCTION my_tasks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_tasks() TO patient;
GRANT SELECT (id, title, description, priority, status, due_date) ON tasks TO patient;
CREATE POLICY patient ON tasks FOR SELECT TO patient USING (id = ANY ((SELECT my_tasks())::integer[]));
GRANT SELECT (task_id, done_at), UPDATE (done_at) ON patient_tasks TO patient;
CREATE POLICY patient ON patient_tasks TO patient USING (task_id = ANY ((SELECT my_tasks())::integer[]));

GRANT SELECT, INSERT, DELETE ON patient_tasks TO sdr, coach, admin;
CREATE POLICY staff_reads ON patient_tasks FOR SELECT TO sdr, coach, admin USING (EXISTS (SELECT FROM tasks t WHERE t.id = task_id));
CREATE POLICY staff_shares ON patient_tasks FOR INSERT TO sdr, coach, admin
  WITH CHECK (shared_by_id = (SELECT current_user_id()) AND EXISTS (SELECT FROM tasks t WHERE t.id = task_id));
CREATE POLICY staff_ends ON patient_tasks FOR DELETE TO sdr, coach, admin USING (EXISTS (SELECT FROM tasks t WHERE t.id = task_id));

-- Requests about their data: a patient makes their own, an Admin decides; nobody changes what was asked.
GRANT SELECT (id, lead_id, kind, body, state, answer, created_at, decided_at), INSERT (lead_id, kind, body) ON patient_requests TO patient;
CREATE POLICY patient_reads ON patient_requests FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
CREATE POLICY patient_asks ON patient_requests FOR INSERT TO patient WITH CHECK (lead_id = (SELECT current_lead_id()) AND state = 'open');
GRANT SELECT, UPDATE (state, answer, decided_by_id, decided_at) ON patient_requests TO admin;
CREATE POLICY admin_reads ON patient_requests FOR SELECT TO admin USING (true);
CREATE POLICY admin_decides ON patient_requests FOR UPDATE TO admin USING (state = 'open')
  WITH CHECK (state <> 'open' AND decided_by_id = (SELECT current_user_id()));

-- Admins are told of each.
CREATE OR REPLACE FUNCTION tell_of_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM tell_users('asked', ARRAY(SELECT id FROM users WHERE role = 'Admin' AND is_active), 'lead', NEW.lead_id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_request AFTER INSERT ON patient_requests FOR EACH ROW EXECUTE FUNCTION tell_of_request();

-- Exports that took the patient who asks along: when, and whose they were.
DROP FUNCTION IF EXISTS my_exports();
CREATE FUNCTION my_exports() RETURNS TABLE (id bigint, at timestamp, user_id integer, activity_id integer) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT e.id::bigint, e.at, a.user_id, e.activity_id FROM exported_records e LEFT JOIN activity_logs a ON a.id = e.activity_id
    WHERE e.entity_type = 'lead' AND e.entity_ids @> ARRAY[current_lead_id()]
      OR e.entity_type = 'contact' AND e.entity_ids @> ARRAY[current_contact_id()]
$$;
REVOKE ALL ON FUNCTION my_exports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_exports() TO patient;

-- Rows of a table as one JSON array, without the columns named.
CREATE OR REPLACE FUNCTION rows_of(query text, lead integer, contact integer, without text[] DEFAULT '{}') RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE answer jsonb;
BEGIN
  EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(t) - $3), ''[]'') FROM (%s) t', query) INTO answer USING lead, contact, without;
  RETURN answer;
END $$;
REVOKE ALL ON FUNCTION rows_of(text, integer, integer, text[]) FROM PUBLIC;

-- Everything that is held of the patient who asks, and of nobody else. Secrets of signing in are no data about them.
CREATE OR REPLACE FUNCTION my_data() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lead integer := current_lead_id(); contact integer := current_contact_id(); secrets text[] := ARRAY['password_hash', 'token_hash'];
  staff text := '(SELECT first_name || '' '' || last_name FROM users WHERE id = x.user_id) AS staff';
  about text := '(x.entity_type = ''lead'' AND x.entity_id = $1 OR x.entity_type = ''contact'' AND x.entity_id = $2)';
BEGIN
  IF lead IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'madeAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'clinic', (SELECT name FROM clinic_settings),
    'lead', rows_of('SELECT x.* FROM leads x WHERE x.id = $1', lead, contact, secrets) -> 0,
    'patient', rows_of('SELECT x.* FROM contacts x WHERE x.id = $2', lead, contact) -> 0,
    'profile', rows_of('SELECT x.* FROM person_profiles x WHERE ' || about, lead, contact),
    'stages', rows_of('SELECT x.* FROM stage_history x WHERE ' || about || ' ORDER BY x.id', lead, contact),
    'sources', rows_of('SELECT x.* FROM lead_touches x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'consents', rows_of('SELECT x.* FROM consents x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'questionnaires', rows_of('SELECT x.*, v.questionnaire, v.version, v.definition FROM questionnaire_responses x
      JOIN questionnaire_versions v ON v.id = x.version_id WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'signatures', rows_of('SELECT x.* FROM signatures x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'payments', rows_of('SELECT x.* FROM payments x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'appointments', rows_of('SELECT x.*, ' || staff || ' FROM appointments x WHERE x.lead_id = $1 OR x.contact_id = $2 ORDER BY x.scheduled_at', lead, contact),
    'tasks', rows_of('SELECT x.* FROM tasks x WHERE x.lead_id = $1 OR x.contact_id = $2 ORDER BY x.id', lead, contact),
    'calls', rows_of('SELECT x.*, ' || staff || ' FROM calls x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'comments', rows_of('SELECT x.*, ' || staff || ' FROM comments x WHERE ' || about || ' ORDER BY x.id', lead, contact),
    'messages', rows_of('SELECT x.*, ' || staff || ' FROM messages x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'bookings', rows_of('SELECT x.* FROM bookings x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'statusesByHand', rows_of('SELECT x.* FROM status_overrides x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    -- What is in them as base64; more than 50 MB are fetched one by one from the documents.
    'files', rows_of('SELECT x.*, CASE WHEN sum(x.bytes) OVER () <= 52428800 THEN (SELECT encode(c.content, ''base64'') FROM file_contents c
      WHERE c.file_id = x.id) END AS content FROM files x WHERE x.lead_id = $1 ORDER BY x.created_at', lead, contact),
    'requests', rows_of('SELECT x.* FROM patient_requests x WHERE x.lead_id = $1 ORDER BY x.id', lead, contact),
    'changes', rows_of('SELECT x.*, ' || staff || ' FROM activity_logs x WHERE ' || about || ' ORDER BY x.id', lead, contact),
    'looks', rows_of('SELECT x.id, x.at, x.via, x.route, x.status, ' || staff || ' FROM access_log x
      WHERE x.entity_type = ''lead'' AND x.entity_ids @> ARRAY[$1] OR x.entity_type = ''contact'' AND x.entity_ids @> ARRAY[$2]
        OR x.entity_types IS NOT NULL AND x.entity_ids && ARRAY[$1, $2] AND EXISTS (SELECT FROM unnest(x.entity_types, x.entity_ids) AS k (kind, number)
          WHERE kind = ''lead'' AND number = $1 OR kind = ''contact'' AND number = $2)
      ORDER BY x.id', lead, contact));
END $$;
REVOKE ALL ON FUNCTION my_data() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_data() TO patient;

-- The same of entries that moved to archives, in the shape that `my_data` has: `changes` and `looks`. Lines of others are left out.
CREATE OR REPLACE FUNCTION my_archived(deeds jsonb, seen jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lead integer := current_lead_id(); contact integer := current_contact_id();
  staff text := '(SELECT first_name || '' '' || last_name FROM users WHERE id = x.user_id) AS staff';
BEGIN
  IF lead IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'changes', rows_of(format('SELECT x.*, %s FROM (SELECT (e->>0)::int AS id, (e->>3)::varchar AS entity_type, (e->>4)::int AS entity_id,
        (e->>5)::varchar AS action, e->>6 AS details, (e->>2)::int AS user_id, (e->>1)::timestamp AS created_at FROM jsonb_array_elements(%L::jsonb) e) x
      WHERE (x.entity_type = ''lead'' AND x.entity_id = $1 OR x.entity_type = ''contact'' AND x.entity_id = $2)
        AND NOT EXISTS (SELECT FROM activity_logs l WHERE l.id = x.id) ORDER BY x.id', staff, deeds), lead, contact),
    'looks', rows_of(format('SELECT x.id, x.at, x.via, x.route, x.status, %s FROM (SELECT (e->>0)::bigint AS id, (e->>1)::timestamp AS at, (e->>2)::int AS user_id,
        e->>8 AS via, e->>6 AS route, (e->>7)::int AS status, e->>3 AS entity_type, e->4 AS numbers, e->5 AS kinds FROM jsonb_array_elements(%L::jsonb) e) x
      WHERE (x.numbers @> to_jsonb($1) AND (x.entity_type = ''lead'' OR x.kinds ? ''lead'') OR x.numbers @> to_jsonb($2) AND (x.entity_type = ''contact'' OR x.kinds ? ''contact''))
        AND NOT EXISTS (SELECT FROM access_log l WHERE l.id = x.id) ORDER BY x.id', staff, seen), lead, contact));
END $$;
REVOKE ALL ON FUNCTION my_archived(jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION my_archived(jsonb, jsonb) TO patient;
