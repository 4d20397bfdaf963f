-- Signatures: whoever may see a lead sees that it signed; a patient sees their own. Rows are added by the product, never changed.
REVOKE UPDATE, DELETE ON signatures, signature_voids FROM system;
REVOKE DELETE ON signing_keys FROM system;
GRANT SELECT ON signatures, signature_voids TO sdr, coach, admin;
GRANT SELECT (id, public_id, response_id, lead_id, method, signer_name, canonical, digest, signature, key_id, signed_at) ON signatures TO patient;
GRANT SELECT (signature_id, voided_at) ON signature_voids TO patient;
GRANT INSERT ON signature_voids TO admin;
GRANT SELECT (id, public_key, created_at, retired_at) ON signing_keys TO sdr, coach, admin, patient;

CREATE POLICY admin ON signatures FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON signatures FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden('lead'))::integer[]));
CREATE POLICY own ON signatures FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
CREATE POLICY admin ON signature_voids FOR SELECT TO admin USING (true);
CREATE POLICY admin_voids ON signature_voids FOR INSERT TO admin WITH CHECK (voided_by_id = (SELECT current_user_id()));
CREATE POLICY of_signature ON signature_voids FOR SELECT TO sdr, coach, patient
  USING (EXISTS (SELECT FROM signatures s WHERE s.id = signature_id));
CREATE POLICY everyone ON signing_keys FOR SELECT TO sdr, coach, admin, patient USING (true);

-- A signature is under the complete answers of its own person, and over exactly these, whoever writes it.
CREATE OR REPLACE FUNCTION check_signature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r questionnaire_responses;
BEGIN
  -- Nobody edits the answers between this look and the commit.
  SELECT * INTO r FROM questionnaire_responses WHERE id = NEW.response_id FOR UPDATE;
  IF NOT FOUND OR r.lead_id <> NEW.lead_id OR r.state <> 'complete' THEN
    RAISE EXCEPTION 'Only complete answers of the same person can be signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'signatures_complete_check';
  END IF;
  IF NEW.digest <> encode(sha256(convert_to(NEW.canonical, 'UTF8')), 'hex') OR (NEW.canonical::jsonb -> 'answers') IS DISTINCT FROM r.answers THEN
    RAISE EXCEPTION 'A signature is over the answers it stands under' USING ERRCODE = 'check_violation', CONSTRAINT = 'signatures_canonical_check';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_signature BEFORE INSERT ON signatures FOR EACH ROW EXECUTE FUNCTION check_signature();

-- Nobody changes or removes a signature or a void. Records that are merged or parted take theirs along.
CREATE OR REPLACE FUNCTION keep_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'signatures' AND to_jsonb(NEW) - 'lead_id' = to_jsonb(OLD) - 'lead_id'
    AND (current_setting('app.evidence', true) = 'still' OR current_setting('app.parting', true) = 'on') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND current_setting('app.expunging', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Signatures are only added to' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER keep_signatures BEFORE UPDATE OR DELETE ON signatures FOR EACH ROW EXECUTE FUNCTION keep_signatures();
CREATE OR REPLACE TRIGGER keep_voids BEFORE UPDATE OR DELETE ON signature_voids FOR EACH ROW EXECUTE FUNCTION keep_signatures();
CREATE OR REPLACE TRIGGER keep_all_signatures BEFORE TRUNCATE ON signatures FOR EACH STATEMENT EXECUTE FUNCTION keep_signatures();

-- What was signed stays as it was said: of signed answers only that later ones supersede them may change.
CREATE OR REPLACE FUNCTION keep_signed_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM signatures s WHERE s.response_id = OLD.id) AND (to_jsonb(NEW) - 'state' - 'lead_id' <> to_jsonb(OLD) - 'state' - 'lead_id'
      OR NEW.state <> OLD.state AND NEW.state <> 'superseded') THEN
    RAISE EXCEPTION 'Signed answers never change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_signed_answers BEFORE UPDATE ON questionnaire_responses FOR EACH ROW EXECUTE FUNCTION keep_signed_answers();

-- A lead that signed stays: what was signed is evidence.
CREATE OR REPLACE FUNCTION has_signed(lead integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM signatures WHERE lead_id = lead) $$;
REVOKE ALL ON FUNCTION has_signed(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_signed(integer) TO sdr, coach, admin, system;
