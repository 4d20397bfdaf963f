-- Statuses are earned: each by a proof of its own (docs/decisions/130-statuses-are-earned.md has the table). Whatever path brings
-- a proof or takes it away, the lead's status follows in the same transaction.

-- The furthest status that the proofs reach.
CREATE OR REPLACE FUNCTION status_of(signed boolean, begun boolean, paid boolean, live boolean) RETURNS varchar LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN paid AND live THEN 'Booking: Paid/Booked' WHEN paid THEN 'Booking: Paid/Not Booked'
    WHEN begun OR live THEN 'Booking: Not Paid' WHEN signed THEN 'HHQ Signed' ELSE 'HHQ Started' END
$$;

-- Whether a status, where it stands on somebody's word, says that there is such a proof.
CREATE OR REPLACE FUNCTION status_claims(status text, kind text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_position(ARRAY['HHQ Started', 'HHQ Signed', 'Booking: Not Paid', 'Booking: Paid/Not Booked', 'Booking: Paid/Booked'], status), 1)
    > array_position(ARRAY['signed', 'begun', 'paid', 'live'], kind)
$$;

-- A time as the API writes it.
CREATE OR REPLACE FUNCTION as_sent(moment timestamp) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Whether a visit is one: it took place, or was booked ahead of its time. What is written down as planned in the past is no booking.
CREATE OR REPLACE FUNCTION visit_counts(status text, scheduled_at timestamp, created_at timestamp) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT status = 'Completed' OR status = 'Scheduled' AND scheduled_at > coalesce(created_at, '-infinity')
$$;

-- Whether the proof stands: a signature that is not void under the complete questionnaire; a booking that nobody gave up; the
-- visit's price in the ledger; a visit that is planned or took place.
CREATE OR REPLACE FUNCTION has_proof(lead integer, kind text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  CASE kind
    WHEN 'signed' THEN RETURN EXISTS (SELECT FROM signatures s JOIN questionnaire_responses r ON r.id = s.response_id
        JOIN questionnaire_versions v ON v.id = r.version_id
      WHERE s.lead_id = lead AND r.state = 'complete' AND v.questionnaire = 'hhq'
        AND NOT EXISTS (SELECT FROM signature_voids x WHERE x.signature_id = s.id));
    WHEN 'begun' THEN RETURN EXISTS (SELECT FROM bookings b WHERE b.lead_id = lead AND b.withdrawn_at IS NULL);
    -- What is left of the payments covers what the visit cost when the first of them came; one that costs nothing is paid once it is booked.
    WHEN 'paid' THEN RETURN coalesce((SELECT s.state IN ('paid', 'overpaid') OR s.state = 'free' AND has_proof(lead, 'live') FROM payment_standing(lead) s), false);
    WHEN 'live' THEN RETURN EXISTS (SELECT FROM appointments a
      WHERE a.lead_id = lead AND visit_counts(a.status, a.scheduled_at, a.created_at));
  END CASE;
END $$;
REVOKE ALL ON FUNCTION has_proof(integer, text) FROM PUBLIC;

-- What the proofs alone say.
CREATE OR REPLACE FUNCTION earned_status(lead integer) RETURNS varchar LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT status_of(has_proof(lead, 'signed'), has_proof(lead, 'begun'), has_proof(lead, 'paid'), has_proof(lead, 'live')) $$;
REVOKE ALL ON FUNCTION earned_status(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION earned_status(integer) TO system;

-- Restorations and merges bring their status along; whoever sets `app.evidence` to `still` says what becomes of it.
CREATE OR REPLACE FUNCTION evidence_is_still() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('app.evidence', true) IN ('still', 'moving') OR current_setting('app.restoring', true) = 'on'
    OR current_setting('app.parting', true) = 'on', false)
$$;

-- Writes a status that the system sets: its history, its one entry in the trail and the notice to open pages, whoever's act it followed.
CREATE OR REPLACE FUNCTION move_status(lead integer, was text, becomes text, cause text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE before text := current_setting('app.reason', true); still text := current_setting('app.evidence', true); entry integer;
BEGIN
  PERFORM set_config('app.reason', 'system: ' || replace(cause, '_', ' '), true), set_config('app.evidence', 'moving', true);
  UPDATE leads SET status = becomes WHERE id = lead;
  INSERT INTO activity_logs (entity_type, entity_id, action, details) VALUES ('lead', lead, 'status_changed', jsonb_build_object(
      'actor', jsonb_build_object('kind', 'system'), 'cause', cause, 'changes', jsonb_build_object('status', jsonb_build_array(was, becomes)))::text)
    RETURNING id INTO entry;
  -- What the app writes is told by the app; of this it does not know.
  IF current_setting('app.bulk', true) = 'on' THEN
    PERFORM pg_notify('activity', json_build_object('id', entry, 'entityType', 'lead', 'entityId', lead, 'action', 'status_changed', 'userId', NULL)::text);
  END IF;
  PERFORM set_config('app.reason', coalesce(before, ''), true), set_config('app.evidence', coalesce(still, ''), true);
END $$;
REVOKE ALL ON FUNCTION move_status(integer, text, text, text) FROM PUBLIC;

-- Whether there is a proof of the kind, as far as the word still speaks for it. What somebody set by hand also denies; a status
-- that was only brought along denies nothing that is there.
CREATE OR REPLACE FUNCTION holds_true(word status_overrides, lead integer, kind text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN word.id IS NULL OR kind <> ALL (word.speaks_for) THEN has_proof(lead, kind)
    WHEN word.set_by_id IS NULL AND word.reason IS NULL THEN status_claims(word.status, kind) OR has_proof(lead, kind)
    ELSE status_claims(word.status, kind) END
$$;
REVOKE ALL ON FUNCTION holds_true(status_overrides, integer, text) FROM PUBLIC;

-- The word that stands for a lead, without the kinds of proofs that have moved since. Until the first proof that was the status itself.
CREATE OR REPLACE FUNCTION word_without(lead integer, was text, kinds text[]) RETURNS status_overrides LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE word status_overrides; every text[] := ARRAY['signed', 'begun', 'paid', 'live'];
BEGIN
  SELECT * INTO word FROM status_overrides o WHERE o.lead_id = lead ORDER BY o.id DESC LIMIT 1;
  IF NOT FOUND THEN
    INSERT INTO status_overrides (lead_id, status, earned, speaks_for) VALUES (lead, was, 'HHQ Started', every) RETURNING * INTO word;
  ELSIF word.ended_at IS NOT NULL THEN
    RETURN NULL;
  END IF;
  word.speaks_for := ARRAY(SELECT k FROM unnest(word.speaks_for) k WHERE k <> ALL (kinds));
  -- A word that says what the proofs say as well is no longer needed.
  IF NOT EXISTS (SELECT FROM unnest(word.speaks_for) k WHERE holds_true(word, lead, k) <> has_proof(lead, k)) THEN word.ended_at := now(); END IF;
  UPDATE status_overrides SET speaks_for = word.speaks_for, ended_at = word.ended_at WHERE id = word.id;
  RETURN word;
END $$;
REVOKE ALL ON FUNCTION word_without(integer, text, text[]) FROM PUBLIC;

-- Proofs of these kinds came or went: the status is what they say, and for kinds that nothing moved yet what the standing word says.
CREATE OR REPLACE FUNCTION follow_evidence(lead integer, kinds text[], cause text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE was text; becomes text; word status_overrides;
BEGIN
  -- One after the other: two proofs that come at the same moment see one another.
  SELECT status INTO was FROM leads WHERE id = lead FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  word := word_without(lead, was, kinds);
  becomes := status_of(holds_true(word, lead, 'signed'), holds_true(word, lead, 'begun'), holds_true(word, lead, 'paid'), holds_true(word, lead, 'live'));
  IF becomes IS DISTINCT FROM was THEN PERFORM move_status(lead, was, becomes, cause); END IF;
END $$;
REVOKE ALL ON FUNCTION follow_evidence(integer, text[], text) FROM PUBLIC;

-- A status set past its proofs, by whomever: the word is kept with its reason.
CREATE OR REPLACE FUNCTION keep_word() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE every text[] := ARRAY['signed', 'begun', 'paid', 'live'];
BEGIN
  IF evidence_is_still() THEN RETURN NULL; END IF;
  UPDATE status_overrides SET ended_at = now() WHERE lead_id = NEW.id AND ended_at IS NULL;
  IF EXISTS (SELECT FROM unnest(every) k WHERE status_claims(NEW.status, k) <> has_proof(NEW.id, k)) THEN
    INSERT INTO status_overrides (lead_id, status, earned, speaks_for, reason, set_by_id)
      VALUES (NEW.id, NEW.status, earned_status(NEW.id), every, nullif(current_setting('app.reason', true), ''), current_user_id());
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_word AFTER UPDATE OF status ON leads FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION keep_word();

CREATE OR REPLACE FUNCTION signature_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF evidence_is_still() THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'signatures' THEN
    PERFORM follow_evidence(NEW.lead_id, ARRAY['signed'], 'questionnaire_signed');
  ELSIF TG_TABLE_NAME = 'signature_voids' THEN
    PERFORM follow_evidence(s.lead_id, ARRAY['signed'], 'signature_voided') FROM signatures s WHERE s.id = NEW.signature_id;
  ELSE
    PERFORM follow_evidence(NEW.lead_id, ARRAY['signed'], 'questionnaire_edited');
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER proof AFTER INSERT ON signatures FOR EACH ROW EXECUTE FUNCTION signature_moved();
CREATE OR REPLACE TRIGGER proof AFTER INSERT ON signature_voids FOR EACH ROW EXECUTE FUNCTION signature_moved();
CREATE OR REPLACE TRIGGER proof AFTER UPDATE OF state ON questionnaire_responses FOR EACH ROW
  WHEN (OLD.state = 'complete' AND NEW.state <> 'complete') EXECUTE FUNCTION signature_moved();

CREATE OR REPLACE FUNCTION booking_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF evidence_is_still() THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN
    PERFORM follow_evidence(OLD.lead_id, ARRAY['begun'], 'booking_withdrawn');
  ELSE
    PERFORM follow_evidence(NEW.lead_id, ARRAY['begun'], CASE WHEN NEW.withdrawn_at IS NULL THEN 'booking_begun' ELSE 'booking_withdrawn' END);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER proof AFTER INSERT OR DELETE ON bookings FOR EACH ROW EXECUTE FUNCTION booking_moved();
CREATE OR REPLACE TRIGGER proof_update AFTER UPDATE OF withdrawn_at ON bookings FOR EACH ROW
  WHEN ((OLD.withdrawn_at IS NULL) <> (NEW.withdrawn_at IS NULL)) EXECUTE FUNCTION booking_moved();

CREATE OR REPLACE FUNCTION ledger_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF evidence_is_still() THEN RETURN NULL; END IF;
  PERFORM follow_evidence(NEW.lead_id, ARRAY['paid'],
    CASE NEW.entry WHEN 'payment' THEN 'payment_settled' WHEN 'refund' THEN 'payment_refunded' ELSE 'payment_voided' END);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER proof AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION ledger_moved();

-- Only what changes whether the visit counts: moving it to another hour, or having held it, does not.
CREATE OR REPLACE FUNCTION visit_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lost integer; gained integer;
BEGIN
  IF evidence_is_still() THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' AND visit_counts(OLD.status, OLD.scheduled_at, OLD.created_at) THEN lost := OLD.lead_id; END IF;
  IF TG_OP <> 'DELETE' AND visit_counts(NEW.status, NEW.scheduled_at, NEW.created_at) THEN gained := NEW.lead_id; END IF;
  IF lost IS NOT DISTINCT FROM gained THEN RETURN NULL; END IF;
  IF lost IS NOT NULL THEN
    PERFORM follow_evidence(lost, ARRAY['live'], CASE WHEN TG_OP = 'DELETE' THEN 'visit_deleted' WHEN NEW.status = 'Cancelled' THEN 'visit_cancelled'
      WHEN NEW.status = 'No Show' THEN 'visit_missed' ELSE 'visit_moved' END);
  END IF;
  IF gained IS NOT NULL THEN PERFORM follow_evidence(gained, ARRAY['live'], 'visit_booked'); END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER proof AFTER INSERT ON appointments FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL) EXECUTE FUNCTION visit_moved();
CREATE OR REPLACE TRIGGER proof_delete AFTER DELETE ON appointments FOR EACH ROW WHEN (OLD.lead_id IS NOT NULL) EXECUTE FUNCTION visit_moved();
CREATE OR REPLACE TRIGGER proof_update AFTER UPDATE OF status, lead_id, scheduled_at ON appointments FOR EACH ROW
  WHEN ((OLD.status, OLD.lead_id, OLD.scheduled_at) IS DISTINCT FROM (NEW.status, NEW.lead_id, NEW.scheduled_at)) EXECUTE FUNCTION visit_moved();

-- What a lead's status stands on, for those who may see the lead: they read it, the database alone writes it.
GRANT SELECT ON status_overrides TO sdr, coach, admin;
CREATE POLICY admin ON status_overrides FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON status_overrides FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden('lead'))::integer[]));

-- A lead's words go whole with it and come back with it.
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON status_overrides REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT WHEN (current_setting('app.parting', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION keep_deleted('status_override', 'id');

-- After a merge: the kept lead's status follows the proofs that came to it; where its status was taken from the other, so is the word for it.
CREATE OR REPLACE FUNCTION follow_merge(kept integer, taken boolean, words jsonb, moved jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE kinds text[] := ARRAY(SELECT kind FROM (VALUES ('signatures', 'signed'), ('bookings', 'begun'), ('payments', 'paid'), ('appointments', 'live')) AS v(tab, kind)
  WHERE moved ? tab);
BEGIN
  IF taken THEN
    UPDATE status_overrides SET ended_at = now() WHERE lead_id = kept AND ended_at IS NULL;
    INSERT INTO status_overrides (lead_id, status, earned, speaks_for, reason, set_by_id, created_at)
      SELECT kept, w.status, w.earned, w.speaks_for, w.reason, w.set_by_id, w.created_at
      FROM jsonb_populate_recordset(NULL::status_overrides, words) w WHERE w.ended_at IS NULL;
    -- A status without any word of its own was only brought along.
    INSERT INTO status_overrides (lead_id, status, earned, speaks_for)
      SELECT kept, status, 'HHQ Started', ARRAY['signed', 'begun', 'paid', 'live'] FROM leads WHERE id = kept AND words = '[]';
  END IF;
  IF cardinality(kinds) > 0 THEN PERFORM follow_evidence(kept, kinds, 'records_merged'); END IF;
END $$;
REVOKE ALL ON FUNCTION follow_merge(integer, boolean, jsonb, jsonb) FROM PUBLIC;

-- How far a lead has come, proof by proof, for whoever may see the lead: dates, states and names, no answers.
CREATE OR REPLACE FUNCTION way_of(lead integer) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE l leads; word jsonb; asked jsonb; signed jsonb; paid jsonb; booked jsonb;
BEGIN
  CASE current_setting('role')
    WHEN 'patient' THEN IF lead IS DISTINCT FROM current_lead_id() THEN RETURN NULL; END IF;
    WHEN 'admin', 'system' THEN NULL;
    ELSE IF current_user_id() IS NULL OR lead = ANY (hidden('lead')) THEN RETURN NULL; END IF;
  END CASE;
  SELECT * INTO l FROM leads WHERE id = lead;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT jsonb_build_object('status', o.status, 'reason', o.reason, 'setById', o.set_by_id, 'at', as_sent(o.created_at), 'speaksFor', to_jsonb(o.speaks_for))
    INTO word FROM status_overrides o WHERE o.lead_id = lead AND o.ended_at IS NULL ORDER BY o.id DESC LIMIT 1;
  SELECT jsonb_build_object('state', r.state, 'startedAt', as_sent(r.started_at), 'savedAt', as_sent(r.saved_at), 'completedAt', as_sent(r.completed_at))
    INTO asked FROM questionnaire_responses r JOIN questionnaire_versions v ON v.id = r.version_id
    WHERE r.lead_id = lead AND v.questionnaire = 'hhq' AND r.state <> 'superseded' ORDER BY r.state = 'draft' DESC, r.id DESC LIMIT 1;
  SELECT jsonb_build_object('state', CASE WHEN x.signature_id IS NOT NULL THEN 'void' WHEN r.state = 'complete' THEN 'valid' ELSE 'outdated' END,
      'id', s.id, 'method', s.method, 'signerName', s.signer_name, 'at', as_sent(s.signed_at),
      'voidedAt', as_sent(x.voided_at), 'voidedById', x.voided_by_id, 'voidReason', x.reason)
    INTO signed FROM signatures s JOIN questionnaire_responses r ON r.id = s.response_id LEFT JOIN signature_voids x ON x.signature_id = s.id
    WHERE s.lead_id = lead ORDER BY x.signature_id IS NULL AND r.state = 'complete' DESC, s.id DESC LIMIT 1;
  SELECT jsonb_build_object('state', CASE s.state WHEN 'overpaid' THEN 'paid' WHEN 'due' THEN 'none' ELSE s.state END,
      'at', as_sent((SELECT max(p.settled_at) FROM payments p WHERE p.lead_id = lead)))
    INTO paid FROM payment_standing(lead) s;
  SELECT jsonb_build_object('state', CASE WHEN a.status = 'Completed' THEN 'held' WHEN a.status = 'Cancelled' THEN 'cancelled'
      WHEN a.status = 'No Show' THEN 'missed' ELSE 'booked' END, 'at', as_sent(a.scheduled_at), 'appointmentId', a.id, 'userId', a.user_id)
    INTO booked FROM appointments a WHERE a.lead_id = lead AND (a.status <> 'Scheduled' OR visit_counts(a.status, a.scheduled_at, a.created_at))
    ORDER BY a.status = 'Completed' DESC, a.status = 'Scheduled' DESC, a.scheduled_at DESC LIMIT 1;
  IF booked IS NULL OR booked ->> 'state' IN ('cancelled', 'missed') THEN
    booked := coalesce((SELECT jsonb_build_object('state', 'begun', 'at', as_sent(b.begun_at), 'appointmentId', NULL, 'userId', NULL)
      FROM bookings b WHERE b.lead_id = lead AND b.withdrawn_at IS NULL AND booked IS NULL ORDER BY b.id DESC LIMIT 1), booked);
  END IF;
  RETURN jsonb_build_object('leadId', l.id, 'status', l.status, 'earned', earned_status(lead), 'word', word,
    'questionnaire', coalesce(asked, '{"state": "none", "startedAt": null, "savedAt": null, "completedAt": null}'),
    'signature', coalesce(signed, '{"state": "none", "id": null, "method": null, "signerName": null, "at": null, "voidedAt": null, "voidedById": null, "voidReason": null}'),
    'payment', coalesce(paid, '{"state": "none", "at": null}'),
    'booking', coalesce(booked, '{"state": "none", "at": null, "appointmentId": null, "userId": null}'));
END $$;
REVOKE ALL ON FUNCTION way_of(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION way_of(integer) TO sdr, coach, admin, patient, system;
