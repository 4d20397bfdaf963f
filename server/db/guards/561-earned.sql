-- What the proofs alone say, for whoever may see the lead: a change of many asks for a reason where they say otherwise.
CREATE OR REPLACE FUNCTION earned_status_of(lead integer) RETURNS varchar LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('role') NOT IN ('admin', 'system') AND (current_user_id() IS NULL OR lead = ANY (hidden('lead'))) THEN RETURN NULL; END IF;
  RETURN earned_status(lead);
END $$;
REVOKE ALL ON FUNCTION earned_status_of(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION earned_status_of(integer) TO sdr, coach, admin;
