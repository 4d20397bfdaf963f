-- What patients see of their own sign-in: where they are signed in, whether they have a second factor. Never what it is made of.
GRANT SELECT (id, lead_id, stage, created_at, last_seen_at, expires_at, address, agent), DELETE ON portal_sessions TO patient;
CREATE POLICY patient ON portal_sessions TO patient USING (lead_id = (SELECT current_lead_id()));

GRANT SELECT (lead_id, confirmed_at) ON portal_second_factors TO patient;
CREATE POLICY patient ON portal_second_factors FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
GRANT SELECT (lead_id, used_at) ON portal_recovery_codes TO patient;
CREATE POLICY patient ON portal_recovery_codes FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));

GRANT SELECT, INSERT ON portal_idempotency_keys TO patient;
CREATE POLICY patient ON portal_idempotency_keys TO patient
  USING (lead_id = (SELECT current_lead_id())) WITH CHECK (lead_id = (SELECT current_lead_id()));
