-- What a payment service is asked to give back is written by the product alone; no role of the staff reads or changes it.
REVOKE ALL ON refunds_underway FROM sdr, coach, admin, patient;
