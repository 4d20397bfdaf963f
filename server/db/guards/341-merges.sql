-- Merges: whoever made one sees it, an Admin sees all; the rows in them are for the two functions below alone.
GRANT SELECT (id, entity_type, kept_id, merged_id, merged_by_id, created_at, undone_at, undone_by_id) ON merges TO sdr, coach, admin;
CREATE POLICY own ON merges FOR SELECT TO sdr, coach USING (merged_by_id = (SELECT current_user_id()));
CREATE POLICY admin ON merges FOR SELECT TO admin USING (true);

-- All that was merged into a record, also by way of others.
CREATE OR REPLACE FUNCTION merged_into(kind text, record integer) RETURNS SETOF integer LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  WITH RECURSIVE gone(id) AS (
    SELECT merged_id FROM merges WHERE entity_type = kind AND kept_id = record AND undone_at IS NULL
    UNION SELECT m.merged_id FROM merges m JOIN gone g ON m.kept_id = g.id AND m.entity_type = kind AND m.undone_at IS NULL)
  SELECT id FROM gone
$$;

-- Where a record is referred to: table, its key, the column that refers, and which of its rows.
CREATE OR REPLACE FUNCTION references_to(kind text) RETURNS TABLE (tab text, keys text[], ref text, which text) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (VALUES
    ('tasks', ARRAY['id'], kind || '_id', 'true'),
    ('appointments', ARRAY['id'], kind || '_id', 'true'),
    ('task_series', ARRAY['id'], kind || '_id', 'true'),
    ('comments', ARRAY['id'], 'entity_id', format('t.entity_type = %L', kind)),
    ('notifications', ARRAY['id'], 'entity_id', format('t.entity_type = %L', kind)),
    ('imported_records', ARRAY['import_id', 'line'], 'entity_id', format('t.kind = %s', CASE kind WHEN 'lead' THEN 1 ELSE 2 END)),
    ('person_profiles', ARRAY['entity_type', 'entity_id'], 'entity_id', format('t.entity_type = %L', kind)),
    ('lead_conversions', CASE kind WHEN 'lead' THEN ARRAY['contact_id'] ELSE ARRAY['lead_id'] END, kind || '_id', 'true')) AS v
  UNION ALL SELECT 'calls', ARRAY['id'], 'lead_id', 'true' WHERE kind = 'lead'
  UNION ALL SELECT t, ARRAY['id'], 'lead_id', 'true' FROM unnest(ARRAY['bookings', 'waitlist_entries']) t WHERE kind = 'lead'
  UNION ALL SELECT 'patient_requests', ARRAY['id'], 'lead_id', 'true' WHERE kind = 'lead'
  -- A sign-in that comes along brings its second factor.
  UNION ALL SELECT 'portal_second_factors', ARRAY['lead_id'], 'lead_id', 'true' WHERE kind = 'lead'
  UNION ALL SELECT 'portal_recovery_codes', ARRAY['lead_id', 'code_hash'], 'lead_id', 'true' WHERE kind = 'lead'
  UNION ALL SELECT t, ARRAY['id'], 'lead_id', 'true' FROM unnest(ARRAY['payments', 'checkouts', 'messages', 'files']) t WHERE kind = 'lead'
  UNION ALL SELECT 'contacts', ARRAY['id'], 'lead_id', 'true' WHERE kind = 'lead'
  UNION ALL SELECT t, ARRAY['id'], 'lead_id', 'true' FROM unnest(ARRAY['lead_touches', 'consents', 'form_submissions']) t WHERE kind = 'lead'
  UNION ALL SELECT 'signatures', ARRAY['id'], 'lead_id', 'true' WHERE kind = 'lead'
  UNION ALL SELECT 'questionnaire_responses', ARRAY['id'], 'lead_id', 'true' WHERE kind = 'lead'
$$;

-- Points rows elsewhere and answers them as they were and as they became.
CREATE OR REPLACE FUNCTION point_rows(tab text, ref text, which text, target integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE pairs jsonb;
BEGIN
  EXECUTE format('WITH old AS (SELECT t.ctid AS at, to_jsonb(t) AS was FROM %1$I t WHERE %3$s FOR UPDATE),
      moved AS (UPDATE %1$I t SET %2$I = $1 FROM old WHERE t.ctid = old.at RETURNING old.was, to_jsonb(t) AS now)
    SELECT coalesce(jsonb_agg(jsonb_build_object(''before'', was, ''after'', now)), ''[]'') FROM moved', tab, ref, which)
    INTO pairs USING target;
  RETURN pairs;
END $$;

-- A row as it was, while it stands as it became; otherwise only what it refers to, if it still does.
CREATE OR REPLACE FUNCTION put_row_back(tab text, keys text[], ref text, pair jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE columns text; here text; touched integer;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
    WHERE attrelid = tab::regclass AND attnum > 0 AND NOT attisdropped;
  SELECT string_agg(format('t.%1$I = a.%1$I', k), ' AND ') INTO here FROM unnest(keys) k;
  EXECUTE format('UPDATE %1$I t SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1 -> ''before''))
    FROM jsonb_populate_record(NULL::%1$I, $1 -> ''after'') a WHERE %3$s AND to_jsonb(t) = $1 -> ''after''', tab, columns, here) USING pair;
  GET DIAGNOSTICS touched = ROW_COUNT;
  IF touched = 0 AND NOT ref = ANY (keys) THEN
    EXECUTE format('UPDATE %1$I t SET %2$I = b.%2$I FROM jsonb_populate_record(NULL::%1$I, $1 -> ''after'') a,
      jsonb_populate_record(NULL::%1$I, $1 -> ''before'') b WHERE %3$s AND t.%2$I = a.%2$I', tab, ref, here) USING pair;
  END IF;
END $$;

-- Everything of one record becomes another's, the record itself goes whole into deleted_records. `take` names the columns
-- whose values come from it; the caller holds both rows and has asked the policy.
CREATE OR REPLACE FUNCTION merge_records(kind text, kept integer, gone integer, take text[], join_notes boolean) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE tab text := kind || 's'; place record; moved jsonb := '{}'; removed jsonb := '{}'; added jsonb := '[]'; pairs jsonb;
  was jsonb; lost jsonb; became jsonb; words jsonb := '[]'; words_before jsonb := '[]'; sets text; patient integer; made integer; passage bigint;
BEGIN
  IF NOT may_delete(kind, kept) OR NOT may_delete(kind, gone) THEN RAISE insufficient_privilege; END IF;
  PERFORM set_config('app.reason', 'Merged', true), set_config('app.evidence', 'still', true);
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1', tab) INTO was USING kept;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1', tab) INTO lost USING gone;
  FOR place IN SELECT * FROM references_to(kind) LOOP
    -- What there can be only one of is the kept record's own, if it has one.
    IF place.tab IN ('portal_second_factors', 'portal_recovery_codes', 'person_profiles', 'lead_conversions') THEN
      EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(t)), ''[]'') FROM %1$I t WHERE %3$s AND t.%2$I = $2
        AND EXISTS (SELECT FROM %1$I t WHERE %3$s AND t.%2$I = $1)', place.tab, place.ref, place.which) INTO pairs USING kept, gone;
      IF pairs <> '[]' THEN
        removed := removed || jsonb_build_object(place.tab, pairs);
        EXECUTE format('DELETE FROM %1$I t WHERE %3$s AND t.%2$I = $1', place.tab, place.ref, place.which) USING gone;
      END IF;
    END IF;
    pairs := point_rows(place.tab, place.ref, format('%s AND t.%I = %s', place.which, place.ref, gone), kept);
    IF pairs <> '[]' THEN moved := moved || jsonb_build_object(place.tab, pairs); END IF;
  END LOOP;
  -- Deleted and made anew, not pointed elsewhere: the words of what is restricted follow by those triggers.
  SELECT jsonb_agg(to_jsonb(r)) INTO pairs FROM record_restrictions r WHERE r.entity_type = kind AND r.entity_id = gone;
  IF pairs IS NOT NULL THEN
    removed := removed || jsonb_build_object('record_restrictions', pairs);
    WITH lifted AS (DELETE FROM record_restrictions r WHERE r.entity_type = kind AND r.entity_id = gone RETURNING reason, restricted_by_id)
      INSERT INTO record_restrictions SELECT kind, kept, reason, restricted_by_id FROM lifted ON CONFLICT DO NOTHING RETURNING entity_id INTO made;
    IF made IS NOT NULL THEN added := added || jsonb_build_array(jsonb_build_array(kind, made)); END IF;
  END IF;
  IF kind = 'lead' THEN
    SELECT coalesce(jsonb_agg(to_jsonb(o)) FILTER (WHERE o.lead_id = kept), '[]'), coalesce(jsonb_agg(to_jsonb(o)) FILTER (WHERE o.lead_id = gone), '[]')
      INTO words_before, words FROM status_overrides o WHERE o.lead_id IN (kept, gone);
    IF words <> '[]' THEN removed := removed || jsonb_build_object('status_overrides', words); END IF;
    made := NULL;
    SELECT contact_id INTO patient FROM lead_conversions WHERE lead_id = kept;
    IF patient IS NOT NULL THEN
      -- As a conversion has it: what belongs to the lead belongs to its patient too.
      FOREACH place.tab IN ARRAY ARRAY['tasks', 'appointments'] LOOP
        pairs := point_rows(place.tab, 'contact_id', format('t.lead_id = %s AND t.contact_id IS NULL', kept), patient);
        IF pairs <> '[]' THEN moved := moved || jsonb_build_object(place.tab || '.contact_id', pairs); END IF;
      END LOOP;
      INSERT INTO record_restrictions SELECT 'contact', patient, reason, restricted_by_id FROM record_restrictions
        WHERE entity_type = 'lead' AND entity_id = kept ON CONFLICT DO NOTHING RETURNING entity_id INTO made;
      IF made IS NOT NULL THEN added := added || jsonb_build_array(jsonb_build_array('contact', made)); END IF;
    END IF;
  END IF;
  EXECUTE format('DELETE FROM %I WHERE id = $1', tab) USING gone;
  SELECT max(id) INTO passage FROM stage_history WHERE entity_type = kind AND entity_id = kept;
  SELECT string_agg(format('%1$I = g.%1$I', c), ', ') INTO sets FROM unnest(take) c;
  sets := concat_ws(', ', sets, CASE WHEN join_notes THEN 'notes = concat_ws(E''\n\n'', nullif(t.notes, ''''), nullif(g.notes, ''''))' END,
    CASE WHEN kind = 'lead' THEN 'number_of_calls = coalesce(t.number_of_calls, 0) + coalesce(g.number_of_calls, 0),
      last_contacted = greatest(t.last_contacted, g.last_contacted),
      password_hash = CASE WHEN t.portal_access THEN t.password_hash ELSE g.password_hash END,
      last_portal_login = CASE WHEN t.portal_access THEN t.last_portal_login ELSE g.last_portal_login END,
      portal_access = coalesce(t.portal_access, false) OR coalesce(g.portal_access, false)'
    ELSE 'lead_id = coalesce(t.lead_id, g.lead_id)' END);
  EXECUTE format('UPDATE %1$I t SET %2$s FROM jsonb_populate_record(NULL::%1$I, $2) g WHERE t.id = $1', tab, sets) USING kept, lost;
  IF kind = 'lead' THEN PERFORM follow_merge(kept, 'status' = ANY (take), words, moved); END IF;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1', tab) INTO became USING kept;
  INSERT INTO merges (entity_type, kept_id, merged_id, kept_before, kept_after, merged_row, moved, merged_by_id)
    VALUES (kind, kept, gone, was, became, lost, jsonb_build_object('rows', moved, 'removed', removed, 'added', added,
      'words', words_before, 'passage', passage, 'deletion', pg_current_xact_id()::text), current_user_id()) RETURNING id INTO made;
  PERFORM set_config('app.reason', '', true), set_config('app.evidence', '', true);
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION merge_records(text, integer, integer, text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_records(text, integer, integer, text[], boolean) TO sdr, coach, admin;

-- What stands in the way of parting two records again: columns of the kept one that changed since, or what is no more.
CREATE OR REPLACE FUNCTION merge_obstacles(which integer) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE m merges; now_row jsonb; found text[];
BEGIN
  SELECT * INTO m FROM merges WHERE id = which;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE id = $1', m.entity_type || 's') INTO now_row USING m.kept_id;
  IF now_row IS NULL THEN RETURN ARRAY['gone']; END IF;
  found := ARRAY(SELECT key FROM jsonb_each(m.kept_after) WHERE key <> 'updated_at' AND value IS DISTINCT FROM now_row -> key ORDER BY key);
  IF EXISTS (SELECT FROM jsonb_array_elements(m.moved #> '{removed,lead_conversions}') r WHERE NOT EXISTS (SELECT FROM leads
      WHERE id = (r ->> 'lead_id')::integer) OR EXISTS (SELECT FROM lead_conversions WHERE lead_id = (r ->> 'lead_id')::integer))
    OR EXISTS (SELECT FROM jsonb_array_elements(m.moved #> '{rows,lead_conversions}') r WHERE NOT EXISTS (SELECT FROM lead_conversions c
      WHERE to_jsonb(c) = r -> 'after')) THEN
    found := found || 'conversion'::text;
  END IF;
  RETURN found;
END $$;

-- Both records as they were. What came to the kept one since stays with it.
CREATE OR REPLACE FUNCTION part_records(which integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m merges; tab text; place record; pair jsonb; left_over record;
BEGIN
  SELECT * INTO m FROM merges WHERE id = which FOR UPDATE;
  IF NOT FOUND OR m.undone_at IS NOT NULL THEN RETURN; END IF;
  IF NOT may_delete(m.entity_type, m.kept_id) OR cardinality(merge_obstacles(which)) > 0 THEN RAISE insufficient_privilege; END IF;
  tab := m.entity_type || 's';
  PERFORM set_config('app.parting', 'on', true), set_config('app.restoring', 'on', true);
  DELETE FROM record_restrictions r USING jsonb_array_elements(m.moved -> 'added') a
    WHERE r.entity_type = a ->> 0 AND r.entity_id = (a ->> 1)::integer;
  PERFORM put_row_back(tab, ARRAY['id'], 'id', jsonb_build_object('before', m.kept_before, 'after', to_jsonb(t)))
    FROM (SELECT * FROM leads WHERE m.entity_type = 'lead' AND id = m.kept_id) t;
  PERFORM put_row_back(tab, ARRAY['id'], 'id', jsonb_build_object('before', m.kept_before, 'after', to_jsonb(t)))
    FROM (SELECT * FROM contacts WHERE m.entity_type = 'contact' AND id = m.kept_id) t;
  IF m.entity_type = 'lead' THEN
    DELETE FROM status_overrides WHERE lead_id = m.kept_id;
    INSERT INTO status_overrides SELECT * FROM jsonb_populate_recordset(NULL::status_overrides, coalesce(m.moved -> 'words', '[]'));
  END IF;
  DELETE FROM stage_history WHERE entity_type = m.entity_type AND entity_id = m.kept_id AND id > (m.moved ->> 'passage')::bigint;
  UPDATE stage_history SET left_at = NULL WHERE id = (m.moved ->> 'passage')::bigint;
  EXECUTE format('INSERT INTO %1$I SELECT (jsonb_populate_record(NULL::%1$I, $1)).*', tab) USING m.merged_row;
  FOREACH tab IN ARRAY ARRAY['tasks', 'appointments'] LOOP
    FOR pair IN SELECT * FROM jsonb_array_elements(m.moved -> 'rows' -> (tab || '.contact_id')) LOOP
      PERFORM put_row_back(tab, ARRAY['id'], 'contact_id', pair);
    END LOOP;
  END LOOP;
  FOR place IN SELECT * FROM references_to(m.entity_type) LOOP
    FOR pair IN SELECT * FROM jsonb_array_elements(m.moved -> 'rows' -> place.tab) LOOP
      PERFORM put_row_back(place.tab, place.keys, place.ref, pair);
    END LOOP;
  END LOOP;
  FOR left_over IN SELECT key, value FROM jsonb_each(m.moved -> 'removed') LOOP
    EXECUTE format('INSERT INTO %1$I SELECT * FROM jsonb_populate_recordset(NULL::%1$I, $1)', left_over.key) USING left_over.value;
  END LOOP;
  DELETE FROM deleted_records WHERE deletion = m.moved ->> 'deletion' AND entity_type IN (m.entity_type, 'lead_conversion', 'status_override');
  UPDATE merges SET undone_at = now(), undone_by_id = current_user_id() WHERE id = which;
  PERFORM set_config('app.parting', '', true), set_config('app.restoring', '', true);
END $$;
REVOKE ALL ON FUNCTION part_records(integer), point_rows(text, text, text, integer), put_row_back(text, text[], text, jsonb), merge_obstacles(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION part_records(integer), merge_obstacles(integer) TO sdr, coach, admin;
