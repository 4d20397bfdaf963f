-- Who acts, as the request's transaction says; NULL without an actor.
CREATE OR REPLACE FUNCTION current_user_id() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::integer $$;

-- Compares without regard to case. Unlike lower() it can use an index behind a row-level policy: it leaks nothing.
CREATE COLLATION IF NOT EXISTS caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

-- Lower case without accents, for search.
CREATE OR REPLACE FUNCTION normalised(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

-- The parts of a name of several: O'Brien-Smith begins with b and s as well.
CREATE OR REPLACE FUNCTION name_parts(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN name ~ '[-''’‐‑]' THEN regexp_replace(name, '[-''’‐‑]+', ' ', 'g') END $$;

-- The searchable words of a person: each word after a space, so that '% ab%' finds beginnings of words.
CREATE OR REPLACE FUNCTION person_words(first_name text, last_name text, email text, phone text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT normalised(concat_ws(' ', '', first_name, last_name, email, phone, regexp_replace(phone, '\D', '', 'g'),
    name_parts(first_name), name_parts(last_name))) $$;

-- One word of a search as a LIKE pattern: a word that looks like a phone number is compared by its digits.
CREATE OR REPLACE FUNCTION search_pattern(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN length(w) < 3 THEN '% ' ELSE '%' END || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%'
  FROM (SELECT CASE WHEN word ~ '^[-0-9()+./]*[0-9][-0-9()+./]*$' THEN regexp_replace(word, '\D', '', 'g') ELSE normalised(word) END) AS s(w)
$$;

-- Ids the actor may not know of: restricted records of somebody else. A statement for each kind: the planner tries out
-- what a statement calls, so one that holds all kinds would call itself without end.
CREATE OR REPLACE FUNCTION hidden(kind text) RETURNS integer[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM record_restrictions) THEN RETURN '{}'; END IF;
  IF kind = 'lead' THEN
    -- With those that were merged into them: their trail is still there.
    RETURN ARRAY(SELECT unnest(l.id || ARRAY(SELECT merged_into('lead', l.id))) FROM record_restrictions r JOIN leads l ON l.id = r.entity_id
      WHERE r.entity_type = 'lead' AND l.owner_id IS DISTINCT FROM current_user_id());
  ELSIF kind = 'contact' THEN
    RETURN ARRAY(SELECT unnest(c.id || ARRAY(SELECT merged_into('contact', c.id))) FROM record_restrictions r JOIN contacts c ON c.id = r.entity_id
      WHERE r.entity_type = 'contact' AND c.health_coach_id IS DISTINCT FROM current_user_id());
  ELSIF kind = 'task' THEN
    RETURN ARRAY(SELECT t.id FROM tasks t WHERE t.lead_id = ANY ((SELECT hidden('lead'))::integer[])
      UNION SELECT t.id FROM tasks t WHERE t.contact_id = ANY ((SELECT hidden('contact'))::integer[]));
  END IF;
  RETURN ARRAY(SELECT a.id FROM appointments a WHERE a.lead_id = ANY ((SELECT hidden('lead'))::integer[])
    UNION SELECT a.id FROM appointments a WHERE a.contact_id = ANY ((SELECT hidden('contact'))::integer[]));
END $$;

-- activity_logs.details is text: JSON from us, whatever else from elsewhere; always an object on the way out.
CREATE OR REPLACE FUNCTION activity_details(details text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE parsed jsonb;
BEGIN
  IF details IS NULL THEN RETURN NULL; END IF;
  parsed := details::jsonb;
  RETURN CASE WHEN jsonb_typeof(parsed) = 'object' THEN parsed ELSE jsonb_build_object('text', details) END;
EXCEPTION WHEN others THEN RETURN jsonb_build_object('text', details);
END $$;
