-- What each source of leads costs is on everybody's dashboard; an Admin enters it.
GRANT SELECT ON source_costs TO sdr, coach, admin;
GRANT INSERT, UPDATE, DELETE ON source_costs TO admin;
CREATE POLICY staff ON source_costs FOR SELECT TO sdr, coach USING (true);
CREATE POLICY admin ON source_costs TO admin USING (true) WITH CHECK (updated_by_id = (SELECT current_user_id()));
