-- The ledger names leads without a foreign key, because it outlives a person who is expunged. For everybody else it is as if
-- there were one.
CREATE OR REPLACE FUNCTION keep_paid_leads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.expunging', true) IS DISTINCT FROM 'on' AND EXISTS (SELECT FROM payments WHERE lead_id = OLD.id) THEN
    RAISE EXCEPTION 'A lead with payments stays' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payments_lead_id_leads_id_fk';
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER keep_paid BEFORE DELETE ON leads FOR EACH ROW EXECUTE FUNCTION keep_paid_leads();
CREATE OR REPLACE FUNCTION payer_is_there() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Held until the end: nobody deletes the lead meanwhile.
  PERFORM FROM leads WHERE id = NEW.lead_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'There is no such lead' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payments_lead_id_leads_id_fk';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payer_is_there BEFORE INSERT ON payments FOR EACH ROW WHEN (NEW.entry = 'payment')
  EXECUTE FUNCTION payer_is_there();

-- Written by the function below alone; an Admin reads that a person was expunged.
REVOKE INSERT, UPDATE, DELETE ON expungements FROM system;
GRANT SELECT ON expungements TO admin;
CREATE POLICY admin ON expungements FOR SELECT TO admin USING (true);

-- All records of one person: the lead and the patient they became, and whatever was merged into either.
CREATE OR REPLACE FUNCTION whole_person(kind text, record integer, OUT leads integer[], OUT contacts integer[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before integer := 0;
BEGIN
  leads := CASE kind WHEN 'lead' THEN ARRAY[record] ELSE '{}' END;
  contacts := CASE kind WHEN 'contact' THEN ARRAY[record] ELSE '{}' END;
  WHILE before <> cardinality(leads) + cardinality(contacts) LOOP
    before := cardinality(leads) + cardinality(contacts);
    leads := ARRAY(SELECT unnest(leads) UNION SELECT m FROM unnest(leads) l, merged_into('lead', l) m
      UNION SELECT lead_id FROM lead_conversions WHERE contact_id = ANY (contacts)
      UNION SELECT c.lead_id FROM contacts c WHERE c.id = ANY (whole_person.contacts) AND c.lead_id IS NOT NULL);
    contacts := ARRAY(SELECT unnest(contacts) UNION SELECT m FROM unnest(contacts) c, merged_into('contact', c) m
      UNION SELECT contact_id FROM lead_conversions WHERE lead_id = ANY (leads)
      UNION SELECT c.id FROM contacts c WHERE c.lead_id = ANY (whole_person.leads));
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION whole_person(text, integer) FROM PUBLIC;

-- Whether a hold that stands is on these records, or on a time since they are there.
CREATE OR REPLACE FUNCTION is_held_person(leads integer[], contacts integer[], since timestamp) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM legal_holds h WHERE h.released_at IS NULL AND (
      h.entity_id IS NULL AND coalesce(h.to_at, 'infinity') >= since
      OR h.entity_type = 'lead' AND h.entity_id = ANY (leads) OR h.entity_type = 'contact' AND h.entity_id = ANY (contacts)))
$$;
REVOKE ALL ON FUNCTION is_held_person(integer[], integer[], timestamp) FROM PUBLIC;
CREATE OR REPLACE FUNCTION person_since(l integer[], c integer[]) RETURNS timestamp
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least((SELECT min(created_at) FROM leads WHERE id = ANY (l)), (SELECT min(created_at) FROM contacts WHERE id = ANY (c)))
$$;
REVOKE ALL ON FUNCTION person_since(integer[], integer[]) FROM PUBLIC;

-- Why a person cannot be expunged now.
CREATE OR REPLACE FUNCTION expunge_obstacles(kind text, record integer) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE p record; found text[] := '{}';
BEGIN
  SELECT * INTO p FROM whole_person(kind, record);
  IF is_held_person(p.leads, p.contacts, person_since(p.leads, p.contacts)) THEN found := found || 'held'::text; END IF;
  IF EXISTS (SELECT FROM checkouts WHERE lead_id = ANY (p.leads) AND state = 'open' AND reference IS NOT NULL AND expires_at > now())
    OR EXISTS (SELECT FROM refunds_underway u JOIN payments y ON y.id = u.payment_id WHERE y.lead_id = ANY (p.leads)) THEN
    found := found || 'money_underway'::text;
  END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION expunge_obstacles(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expunge_obstacles(text, integer) TO admin;

-- Where a person's words stand, and what becomes of them: $1 leads, $2 contacts, $3 tasks, $4 appointments, $5 files, $6 addresses,
-- $7 telephone numbers, $8 what finds either in a text before it is looked at closely. Those that only refer to one of these go with it.
CREATE OR REPLACE FUNCTION expunge_acts() RETURNS TABLE (tab text, act text) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (VALUES
    ('signature_voids', 'DELETE FROM signature_voids WHERE signature_id IN (SELECT id FROM signatures WHERE lead_id = ANY ($1))'),
    ('signatures', 'DELETE FROM signatures WHERE lead_id = ANY ($1)'),
    ('questionnaire_responses', 'DELETE FROM questionnaire_responses WHERE lead_id = ANY ($1)'),
    ('file_contents', 'DELETE FROM file_contents WHERE file_id = ANY ($5)'),
    ('files', 'DELETE FROM files WHERE lead_id = ANY ($1)'),
    ('messages', 'DELETE FROM messages WHERE lead_id = ANY ($1)'),
    ('comments', 'DELETE FROM comments WHERE entity_type = ''lead'' AND entity_id = ANY ($1) OR entity_type = ''contact'' AND entity_id = ANY ($2)
      OR entity_type = ''task'' AND entity_id = ANY ($3)'),
    ('notifications', 'DELETE FROM notifications WHERE entity_type = ''lead'' AND entity_id = ANY ($1)
      OR entity_type = ''contact'' AND entity_id = ANY ($2) OR entity_type = ''task'' AND entity_id = ANY ($3)
      OR entity_type = ''appointment'' AND entity_id = ANY ($4)'),
    ('bulk_job_items', 'DELETE FROM bulk_job_items i USING bulk_jobs j WHERE j.id = i.job_id AND (j.entity_type = ''lead'' AND i.entity_id = ANY ($1)
      OR j.entity_type = ''contact'' AND i.entity_id = ANY ($2) OR j.entity_type = ''task'' AND i.entity_id = ANY ($3))'),
    ('record_reviews', 'DELETE FROM record_reviews WHERE entity_type = ''lead'' AND entity_id = ANY ($1) OR entity_type = ''contact'' AND entity_id = ANY ($2)'),
    ('merges', 'DELETE FROM merges WHERE entity_type = ''lead'' AND (kept_id = ANY ($1) OR merged_id = ANY ($1))
      OR entity_type = ''contact'' AND (kept_id = ANY ($2) OR merged_id = ANY ($2))'),
    ('person_profiles', 'DELETE FROM person_profiles WHERE entity_type = ''lead'' AND entity_id = ANY ($1) OR entity_type = ''contact'' AND entity_id = ANY ($2)'),
    ('record_restrictions', 'DELETE FROM record_restrictions WHERE entity_type = ''lead'' AND entity_id = ANY ($1)
      OR entity_type = ''contact'' AND entity_id = ANY ($2)'),
    ('imported_records', 'DELETE FROM imported_records WHERE kind = 1 AND entity_id = ANY ($1) OR kind = 2 AND entity_id = ANY ($2)'),
    ('import_problems', 'DELETE FROM import_problems WHERE lower(array_to_string(cells, E''\n'')) ~ $8 AND names_person(cells, $6, $7)'),
    ('import_lookups', 'DELETE FROM import_lookups WHERE lower(array_to_string(cells, E''\n'')) ~ $8 AND names_person(cells, $6, $7)'),
    ('import_chunks', 'UPDATE import_chunks SET content = without_person(content, $6, $7) WHERE content IS DISTINCT FROM without_person(content, $6, $7)'),
    ('bookings', 'DELETE FROM bookings WHERE lead_id = ANY ($1)'),
    ('waitlist_entries', 'DELETE FROM waitlist_entries WHERE lead_id = ANY ($1)'),
    ('slot_holds', 'DELETE FROM slot_holds WHERE lead_id = ANY ($1)'),
    ('appointments', 'DELETE FROM appointments WHERE id = ANY ($4)'),
    ('tasks', 'DELETE FROM tasks WHERE id = ANY ($3)'),
    ('task_series', 'DELETE FROM task_series WHERE lead_id = ANY ($1) OR contact_id = ANY ($2)'),
    ('calls', 'DELETE FROM calls WHERE lead_id = ANY ($1)'),
    ('status_overrides', 'DELETE FROM status_overrides WHERE lead_id = ANY ($1)'),
    ('lead_touches', 'DELETE FROM lead_touches WHERE lead_id = ANY ($1)'),
    ('consents', 'DELETE FROM consents WHERE lead_id = ANY ($1)'),
    ('form_submissions', 'DELETE FROM form_submissions WHERE lead_id = ANY ($1)'),
    ('checkouts', 'DELETE FROM checkouts WHERE lead_id = ANY ($1)'),
    ('patient_requests', 'DELETE FROM patient_requests WHERE lead_id = ANY ($1)'),
    ('portal_sessions', 'DELETE FROM portal_sessions WHERE lead_id = ANY ($1)'),
    ('portal_mail_requests', 'DELETE FROM portal_mail_requests WHERE lower(email) = ANY ($6)'),
    ('idempotency_keys', 'DELETE FROM idempotency_keys WHERE location IN (SELECT ''/api/v1/leads/'' || unnest($1) UNION SELECT ''/api/v1/contacts/'' || unnest($2)
      UNION SELECT ''/api/v1/tasks/'' || unnest($3) UNION SELECT ''/api/v1/appointments/'' || unnest($4))'),
    ('lead_conversions', 'DELETE FROM lead_conversions WHERE lead_id = ANY ($1) OR contact_id = ANY ($2)'),
    ('contacts', 'DELETE FROM contacts WHERE id = ANY ($2)'),
    ('leads', 'DELETE FROM leads WHERE id = ANY ($1)'),
    ('stage_history', 'DELETE FROM stage_history WHERE entity_type = ''lead'' AND entity_id = ANY ($1) OR entity_type = ''contact'' AND entity_id = ANY ($2)'),
    ('payments', 'UPDATE payments SET note = NULL, reference = CASE WHEN method = ''stripe'' THEN reference END WHERE lead_id = ANY ($1)
      AND (note IS NOT NULL OR reference IS NOT NULL AND method <> ''stripe'')')) AS v
$$;

-- Cells of an imported file that hold one of these addresses or telephone numbers.
CREATE OR REPLACE FUNCTION names_person(cells text[], mails text[], phones text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT FROM unnest(cells) x WHERE lower(trim(x)) = ANY (mails) OR regexp_replace(x, '\D', '', 'g') = ANY (phones))
$$;
-- Rows of a file as they wait to be imported: those of the person are emptied, their line stays.
CREATE OR REPLACE FUNCTION without_person(content text, mails text[], phones text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM unnest(mails || phones) m WHERE strpos(lower(content), m) > 0) THEN RETURN content; END IF;
  RETURN (SELECT jsonb_agg(CASE WHEN names_person(ARRAY(SELECT jsonb_array_elements_text(r - 0)), mails, phones)
      THEN (SELECT jsonb_agg(CASE WHEN o = 1 THEN x ELSE '""' END ORDER BY o) FROM jsonb_array_elements(r) WITH ORDINALITY AS e (x, o))
      ELSE r END ORDER BY at)::text FROM jsonb_array_elements(content::jsonb) WITH ORDINALITY AS rows (r, at));
END $$;

-- Erases a person for good; what stays is said in docs/operations/expungement.md. Answers the row that tells of it.
CREATE OR REPLACE FUNCTION expunge_person(kind text, record integer, why text, backups timestamp) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE l integer[]; c integer[]; t integer[]; a integer[]; f uuid[]; mails text[]; phones text[]; made integer; n integer; counts jsonb := '{}'; step record;
  obstacles text[]; since timestamp; pattern text;
BEGIN
  IF current_setting('role') <> 'admin' OR current_user_id() IS NULL THEN RAISE insufficient_privilege; END IF;
  -- One at a time: they look through the same lists.
  PERFORM pg_advisory_xact_lock(727570);
  SELECT p.leads, p.contacts INTO l, c FROM whole_person(kind, record) p;
  -- Two at once: the second finds nobody.
  IF NOT EXISTS (SELECT FROM leads WHERE id = ANY (l)) AND NOT EXISTS (SELECT FROM contacts WHERE id = ANY (c)) THEN RETURN NULL; END IF;
  PERFORM FROM leads WHERE id = ANY (l) ORDER BY id FOR UPDATE;
  PERFORM FROM contacts WHERE id = ANY (c) ORDER BY id FOR UPDATE;
  obstacles := expunge_obstacles(kind, record);
  IF cardinality(obstacles) > 0 THEN
    RAISE EXCEPTION 'This person cannot be expunged now' USING ERRCODE = 'restrict_violation', CONSTRAINT = obstacles[1];
  END IF;
  since := person_since(l, c);
  t := ARRAY(SELECT id FROM tasks WHERE lead_id = ANY (l) OR contact_id = ANY (c) UNION SELECT entity_id FROM deleted_records d
    WHERE d.entity_type = 'task' AND ((d.row ->> 'lead_id')::integer = ANY (l) OR (d.row ->> 'contact_id')::integer = ANY (c)));
  a := ARRAY(SELECT id FROM appointments WHERE lead_id = ANY (l) OR contact_id = ANY (c) UNION SELECT entity_id FROM deleted_records d
    WHERE d.entity_type = 'appointment' AND ((d.row ->> 'lead_id')::integer = ANY (l) OR (d.row ->> 'contact_id')::integer = ANY (c)));
  f := ARRAY(SELECT id FROM files WHERE lead_id = ANY (l) UNION SELECT (d.row ->> 'id')::uuid FROM deleted_records d
    WHERE d.entity_type = 'file' AND (d.row ->> 'lead_id')::integer = ANY (l));
  WITH known AS (SELECT email, phone FROM leads WHERE id = ANY (l) UNION SELECT email, phone FROM contacts WHERE id = ANY (c)
    UNION SELECT d.row ->> 'email', d.row ->> 'phone' FROM deleted_records d
      WHERE d.entity_type = 'lead' AND d.entity_id = ANY (l) OR d.entity_type = 'contact' AND d.entity_id = ANY (c))
  SELECT array_agg(DISTINCT lower(email)) FILTER (WHERE email <> ''),
    coalesce(array_agg(DISTINCT digits) FILTER (WHERE length(digits) >= 7), '{}') INTO mails, phones
    FROM (SELECT email, regexp_replace(phone, '\D', '', 'g') AS digits FROM known) k;
  mails := coalesce(mails, '{}');
  -- One look at each row of a long list instead of one at each of its cells.
  SELECT string_agg(p, '|') INTO pattern FROM (SELECT regexp_replace(unnest(mails), '([].+*?^$(){}|[\\])', '\\\1', 'g')
    UNION ALL SELECT regexp_replace(unnest(phones), '(\d)(?=\d)', '\1\\D*', 'g')) AS each (p);
  PERFORM set_config('app.evidence', 'still', true), set_config('app.expunging', 'on', true);
  FOR step IN SELECT * FROM expunge_acts() LOOP
    EXECUTE step.act USING l, c, t, a, f, mails, phones, pattern;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN counts := counts || jsonb_build_object(step.tab, n); END IF;
  END LOOP;
  -- What was deleted before, and what the deletions of this transaction have put there.
  DELETE FROM deleted_records d WHERE d.deletion = pg_current_xact_id()::text
    OR d.entity_type IN ('lead', 'lead_conversion') AND d.entity_id = ANY (l) OR d.entity_type = 'contact' AND d.entity_id = ANY (c)
    OR (d.row ->> 'lead_id')::integer = ANY (l) OR (d.row ->> 'contact_id')::integer = ANY (c) OR (d.row ->> 'task_id')::integer = ANY (t)
    OR d.row ->> 'entity_type' = 'lead' AND (d.row ->> 'entity_id')::integer = ANY (l)
    OR d.row ->> 'entity_type' = 'contact' AND (d.row ->> 'entity_id')::integer = ANY (c)
    OR d.row ->> 'entity_type' = 'task' AND (d.row ->> 'entity_id')::integer = ANY (t)
    OR d.entity_type IN ('task_link') AND d.entity_id = ANY (t) OR d.entity_type = 'appointment_link' AND d.entity_id = ANY (a)
    OR d.entity_type = 'file_content' AND (d.row ->> 'file_id')::uuid = ANY (f);
  -- A hold that was put on them meanwhile stops it. From here to the commit nobody puts one, which is moments: what takes long is done.
  LOCK TABLE legal_holds IN SHARE ROW EXCLUSIVE MODE;
  IF is_held_person(l, c, since) THEN RAISE EXCEPTION 'This person is held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'held'; END IF;
  UPDATE legal_holds SET reason = 'Expunged' WHERE entity_type = 'lead' AND entity_id = ANY (l) OR entity_type = 'contact' AND entity_id = ANY (c);
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n > 0 THEN counts := counts || jsonb_build_object('legal_holds', n); END IF;
  INSERT INTO expungements (lead_ids, contact_ids, reason, counts, backups_until, expunged_by_id)
    VALUES (l, c, why, counts, backups, current_user_id()) RETURNING id INTO made;
  PERFORM set_config('app.evidence', '', true), set_config('app.expunging', '', true);
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION expunge_person(text, integer, text, timestamp) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expunge_person(text, integer, text, timestamp) TO admin;
