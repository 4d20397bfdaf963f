-- Questionnaires. Whoever may see a lead may read its answers; a patient writes their own; an Admin keeps the drafts.
GRANT SELECT ON questionnaire_versions TO sdr, coach, admin, patient;
GRANT INSERT (questionnaire, version, definition, created_by_id), UPDATE (definition, published_at, published_by_id), DELETE
  ON questionnaire_versions TO admin;
CREATE POLICY published ON questionnaire_versions FOR SELECT TO sdr, coach, patient USING (published_at IS NOT NULL);
CREATE POLICY admin ON questionnaire_versions TO admin USING (true) WITH CHECK (true);

GRANT SELECT ON questionnaire_responses TO sdr, coach, admin, patient;
GRANT INSERT (lead_id, version_id, answers, revision, supersedes_id, saved_at, started_at), UPDATE (answers, revision, state, saved_at, completed_at)
  ON questionnaire_responses TO patient;
CREATE POLICY admin ON questionnaire_responses FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON questionnaire_responses FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden('lead'))::integer[])
  AND NOT EXISTS (SELECT FROM lead_conversions c WHERE c.lead_id = questionnaire_responses.lead_id AND c.contact_id = ANY ((SELECT hidden('contact'))::integer[])));
CREATE POLICY patient ON questionnaire_responses TO patient
  USING (lead_id = (SELECT current_lead_id())) WITH CHECK (lead_id = (SELECT current_lead_id()));

-- A published version never changes, whoever asks: answers and signatures point at it.
CREATE OR REPLACE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A published version never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER keep_published BEFORE UPDATE OR DELETE ON questionnaire_versions FOR EACH ROW
  WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION keep_published();

-- Whether there is an answer at all, and whether a condition holds: as `shared/questionnaires.ts` has it.
CREATE OR REPLACE FUNCTION is_answer(answer jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE coalesce(jsonb_typeof(answer), 'null') WHEN 'null' THEN false WHEN 'string' THEN answer #>> '{}' ~ '\S'
    WHEN 'array' THEN jsonb_array_length(answer) > 0 ELSE true END
$$;
CREATE OR REPLACE FUNCTION rule_holds(rule jsonb, answer jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN coalesce(jsonb_typeof(answer), 'null') IN ('null', 'object') THEN false
    WHEN rule ? 'is' THEN jsonb_typeof(answer) IN ('string', 'array') AND answer ? (rule ->> 'is')
    WHEN jsonb_typeof(answer) <> 'number' THEN false
    ELSE (answer #>> '{}')::numeric >= coalesce((rule ->> 'atLeast')::numeric, '-Infinity')
      AND (answer #>> '{}')::numeric <= coalesce((rule ->> 'atMost')::numeric, 'Infinity') END
$$;
CREATE OR REPLACE FUNCTION condition_holds(condition jsonb, answers jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN condition IS NULL THEN true
    ELSE (SELECT CASE condition ->> 'match' WHEN 'all' THEN bool_and(h) ELSE bool_or(h) END
      FROM (SELECT rule_holds(r, answers -> (r ->> 'item')) AS h FROM jsonb_array_elements(condition -> 'rules') r) s) END
$$;

-- Questions that are asked and needed, and have no answer.
CREATE OR REPLACE FUNCTION questionnaire_gaps(definition jsonb, answers jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE section jsonb; item jsonb; answer jsonb; shown jsonb := '{}'; gaps text[] := '{}'; before jsonb;
BEGIN
  FOR section IN SELECT value FROM jsonb_array_elements(coalesce(definition -> 'sections', '[]')) LOOP
    CONTINUE WHEN NOT condition_holds(section -> 'showIf', shown);
    FOR item IN SELECT value FROM jsonb_array_elements(section -> 'items') LOOP
      CONTINUE WHEN NOT condition_holds(item -> 'showIf', shown);
      answer := answers -> (item ->> 'id');
      IF is_answer(answer) THEN
        shown := shown || jsonb_build_object(item ->> 'id', answer);
        IF jsonb_typeof(answer) = 'object' AND NOT coalesce((item ->> 'mayDecline')::boolean, false) THEN gaps := gaps || (item ->> 'id'); END IF;
      ELSIF coalesce((item ->> 'required')::boolean, false) THEN
        gaps := gaps || (item ->> 'id');
      END IF;
    END LOOP;
  END LOOP;
  RETURN gaps;
END $$;

-- What may become of answers: a draft grows, is complete when nothing is missing, and is superseded; what is complete stays as it
-- was said. A person has one draft and one complete response at a time; merged records may bring along more.
CREATE OR REPLACE FUNCTION keep_response() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.restoring', true) = 'on' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM questionnaire_versions v WHERE v.id = NEW.version_id AND v.published_at IS NOT NULL) THEN
      RAISE EXCEPTION 'Only what is published is asked' USING ERRCODE = 'check_violation';
    END IF;
    -- Two devices that begin at the same moment: the second waits here.
    PERFORM FROM leads WHERE id = NEW.lead_id FOR NO KEY UPDATE;
    IF NEW.state = 'draft' AND EXISTS (SELECT FROM questionnaire_responses r WHERE r.lead_id = NEW.lead_id AND r.state = 'draft') THEN
      RAISE EXCEPTION 'There is a draft already' USING ERRCODE = 'unique_violation';
    END IF;
  ELSIF NEW.version_id <> OLD.version_id OR NEW.supersedes_id IS DISTINCT FROM OLD.supersedes_id OR NEW.revision < OLD.revision
    OR OLD.state <> 'draft' AND (NEW.answers, NEW.revision, NEW.completed_at) IS DISTINCT FROM (OLD.answers, OLD.revision, OLD.completed_at)
    OR NOT (OLD.state = NEW.state OR OLD.state = 'draft' OR OLD.state = 'complete' AND NEW.state = 'superseded') THEN
    RAISE EXCEPTION 'Answers that are complete never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'complete' AND (TG_OP = 'INSERT' OR OLD.state = 'draft')
    AND cardinality((SELECT questionnaire_gaps(v.definition, NEW.answers) FROM questionnaire_versions v WHERE v.id = NEW.version_id)) > 0 THEN
    RAISE EXCEPTION 'Something that is needed has no answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_response BEFORE INSERT OR UPDATE ON questionnaire_responses FOR EACH ROW EXECUTE FUNCTION keep_response();

-- The moment a later edit is complete, what stood before is superseded, and its signature no longer counts.
CREATE OR REPLACE FUNCTION supersede_responses() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE questionnaire_responses r SET state = 'superseded'
    FROM questionnaire_versions v, questionnaire_versions mine
    WHERE r.lead_id = NEW.lead_id AND r.id <> NEW.id AND r.state = 'complete'
      AND v.id = r.version_id AND mine.id = NEW.version_id AND v.questionnaire = mine.questionnaire;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER supersede AFTER UPDATE OF state ON questionnaire_responses FOR EACH ROW
  WHEN (OLD.state = 'draft' AND NEW.state = 'complete') EXECUTE FUNCTION supersede_responses();

-- Answers go whole with their lead and come back with it.
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON questionnaire_responses REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('questionnaire_response', 'id');

-- When a complete response was signed, while that signature stands; nothing else of the signature.
CREATE OR REPLACE FUNCTION response_signed_at(response integer) RETURNS timestamp LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.signed_at FROM signatures s JOIN questionnaire_responses r ON r.id = s.response_id
    WHERE r.id = response AND r.state = 'complete' AND NOT EXISTS (SELECT FROM signature_voids x WHERE x.signature_id = s.id)
$$;
REVOKE ALL ON FUNCTION response_signed_at(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION response_signed_at(integer) TO sdr, coach, admin, patient, system;
