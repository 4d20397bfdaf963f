-- Whatever deletes a row of these tables, the row goes whole into deleted_records first.
CREATE OR REPLACE FUNCTION keep_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO deleted_records (deletion, entity_type, entity_id, row, deleted_by_id)
    SELECT pg_current_xact_id()::text, TG_ARGV[0], (to_jsonb(g) ->> TG_ARGV[1])::integer, to_jsonb(g), current_user_id() FROM gone g;
  RETURN NULL;
END $$;
DO $$
DECLARE t text[];
BEGIN
  FOREACH t SLICE 1 IN ARRAY ARRAY[['leads', 'lead', 'id'], ['contacts', 'contact', 'id'], ['tasks', 'task', 'id'],
    ['appointments', 'appointment', 'id'], ['calls', 'call', 'id'], ['lead_conversions', 'lead_conversion', 'lead_id'],
    ['bookings', 'booking', 'id'], ['waitlist_entries', 'waitlist_entry', 'id'],
    ['lead_touches', 'lead_touch', 'id'], ['consents', 'consent', 'id'],
    ['portal_second_factors', 'portal_second_factor', 'lead_id'], ['portal_recovery_codes', 'portal_recovery_code', 'lead_id'],
    ['patient_tasks', 'patient_task', 'task_id'], ['patient_requests', 'patient_request', 'id']] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted(%L, %L)', t[1], t[2], t[3]);
  END LOOP;
END $$;

-- Whether the policies would let the actor delete the record: what runs with the owner's rights asks first.
CREATE OR REPLACE FUNCTION may_delete(kind text, record integer) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user_id() IS NULL THEN RETURN false; END IF;
  RETURN CASE current_setting('role')
    WHEN 'admin' THEN true
    WHEN 'sdr' THEN kind = 'lead' AND record <> ALL (hidden('lead'))
    WHEN 'coach' THEN CASE kind WHEN 'lead' THEN EXISTS (SELECT FROM leads WHERE id = record AND owner_id = current_user_id())
      ELSE record <> ALL (hidden('contact')) END
    ELSE false END;
END $$;
REVOKE ALL ON FUNCTION may_delete(text, integer) FROM PUBLIC;

-- What depends on a record goes with it; what also belongs to another record is only unlinked, and linked again on restoration.
CREATE OR REPLACE FUNCTION delete_dependents(kind text, record integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_delete(kind, record) THEN RAISE insufficient_privilege; END IF;
  IF kind = 'lead' THEN
    -- It goes with the status it has.
    PERFORM set_config('app.evidence', 'still', true);
    DELETE FROM tasks WHERE lead_id = record AND contact_id IS NULL;
    -- Before its visits, which it names.
    DELETE FROM bookings WHERE lead_id = record;
    DELETE FROM appointments WHERE lead_id = record AND contact_id IS NULL;
    DELETE FROM calls WHERE lead_id = record;
    PERFORM set_config('app.evidence', '', true);
  ELSE
    DELETE FROM tasks WHERE contact_id = record AND lead_id IS NULL;
    DELETE FROM appointments WHERE contact_id = record AND lead_id IS NULL;
    DELETE FROM lead_conversions WHERE contact_id = record;
    INSERT INTO deleted_records (deletion, entity_type, entity_id, row, deleted_by_id)
      SELECT pg_current_xact_id()::text, 'task_link', id, jsonb_build_object('contact_id', record), current_user_id() FROM tasks WHERE contact_id = record
      UNION ALL
      SELECT pg_current_xact_id()::text, 'appointment_link', id, jsonb_build_object('contact_id', record), current_user_id() FROM appointments WHERE contact_id = record;
    UPDATE tasks SET contact_id = NULL WHERE contact_id = record;
    UPDATE appointments SET contact_id = NULL WHERE contact_id = record;
  END IF;
END $$;
REVOKE ALL ON FUNCTION delete_dependents(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION delete_dependents(text, integer) TO sdr, coach, admin;

-- Brings back everything of one deletion, under the ids it had, and answers the record that was asked for.
CREATE OR REPLACE FUNCTION restore_deleted(which bigint) RETURNS TABLE (entity_type text, entity_id integer) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked deleted_records; batch text; part record;
BEGIN
  SELECT * INTO asked FROM deleted_records d WHERE d.id = which FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  batch := asked.deletion;
  -- Its history stands already: it does not begin anew.
  PERFORM set_config('app.restoring', 'on', true);
  FOR part IN SELECT * FROM (VALUES ('lead', 'leads'), ('contact', 'contacts'), ('lead_conversion', 'lead_conversions'),
      ('task', 'tasks'), ('appointment', 'appointments'), ('call', 'calls'), ('task_series', 'task_series'), ('task_occurrence', 'task_occurrences'),
      ('comment', 'comments'), ('message', 'messages'), ('file', 'files'), ('file_content', 'file_contents'), ('status_override', 'status_overrides'),
      ('booking', 'bookings'), ('waitlist_entry', 'waitlist_entries'),
      ('lead_touch', 'lead_touches'), ('consent', 'consents'),
      ('portal_second_factor', 'portal_second_factors'), ('portal_recovery_code', 'portal_recovery_codes'),
      ('patient_task', 'patient_tasks'), ('patient_request', 'patient_requests'),
      ('questionnaire_response', 'questionnaire_responses')) AS v(kind, target) LOOP
    EXECUTE format('INSERT INTO %I SELECT (jsonb_populate_record(NULL::%I, d.row)).* FROM deleted_records d
      WHERE d.deletion = $1 AND d.entity_type = $2', part.target, part.target) USING batch, part.kind;
  END LOOP;
  UPDATE tasks t SET contact_id = (d.row ->> 'contact_id')::integer FROM deleted_records d
    WHERE d.deletion = batch AND d.entity_type = 'task_link' AND t.id = d.entity_id AND t.contact_id IS NULL;
  UPDATE appointments a SET contact_id = (d.row ->> 'contact_id')::integer FROM deleted_records d
    WHERE d.deletion = batch AND d.entity_type = 'appointment_link' AND a.id = d.entity_id AND a.contact_id IS NULL;
  INSERT INTO restorations SELECT d.id, d.entity_type, d.entity_id FROM deleted_records d WHERE d.deletion = batch ON CONFLICT DO NOTHING;
  DELETE FROM deleted_records d WHERE d.deletion = batch;
  PERFORM set_config('app.restoring', '', true);
  RETURN QUERY SELECT asked.entity_type::text, asked.entity_id;
END $$;
REVOKE ALL ON FUNCTION restore_deleted(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restore_deleted(bigint) TO admin;

GRANT SELECT ON restorations TO admin;
CREATE POLICY admin ON restorations FOR SELECT TO admin USING (true);
