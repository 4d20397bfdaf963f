-- Forms are an Admin's; where a lead came from and what they agreed to is seen by whoever sees the lead, and changed by nobody.
GRANT SELECT ON public_forms TO sdr, coach, admin;
GRANT INSERT, UPDATE ON public_forms TO admin;
CREATE POLICY staff ON public_forms FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY admin_adds ON public_forms FOR INSERT TO admin WITH CHECK (true);
CREATE POLICY admin_changes ON public_forms FOR UPDATE TO admin USING (true);

GRANT SELECT (id, form_id, lead_id, created_at) ON form_submissions TO admin;
CREATE POLICY admin ON form_submissions FOR SELECT TO admin USING (true);

GRANT SELECT ON lead_touches, consents TO sdr, coach, admin;
CREATE POLICY staff ON lead_touches FOR SELECT TO sdr, coach, admin USING (lead_id <> ALL ((SELECT hidden('lead'))::integer[]));
CREATE POLICY staff ON consents FOR SELECT TO sdr, coach, admin USING (lead_id <> ALL ((SELECT hidden('lead'))::integer[]));

GRANT SELECT (id, lead_id, kind, wording, given_at, withdrawn_at) ON consents TO patient;
CREATE POLICY patient ON consents FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
REVOKE DELETE ON consents FROM system;
