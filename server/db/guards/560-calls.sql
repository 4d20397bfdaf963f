-- A call that was logged by mistake is taken back soon or stays; whoever may change the lead may not unsay another's calls.
GRANT DELETE ON calls TO sdr, coach, admin;
CREATE POLICY staff_takes_back ON calls FOR DELETE TO sdr, coach
  USING (user_id = (SELECT current_user_id()) AND created_at > now() - interval '10 minutes' AND lead_id <> ALL ((SELECT hidden('lead'))::integer[]));
