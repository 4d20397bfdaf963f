-- Jobs are written by whoever changes something, through this door alone; only the product works them off.
CREATE OR REPLACE FUNCTION enqueue_job(queue_name text, payload jsonb, after_seconds integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pgboss, pg_temp AS $$
BEGIN
  -- A queue that no worker has opened yet.
  IF NOT EXISTS (SELECT FROM pgboss.queue WHERE name = queue_name) THEN
    PERFORM pgboss.create_queue(queue_name, '{"policy": "standard", "retryLimit": 30, "retryDelay": 2, "retryDelayMax": 3600, "retryBackoff": true, "heartbeatSeconds": 30, "notify": true}');
  END IF;
  INSERT INTO pgboss.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds, retry_limit, retry_delay,
      retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
    SELECT q.name, payload, now() + after_seconds * interval '1 second', now() + (after_seconds + q.retention_seconds) * interval '1 second',
      q.expire_seconds, q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter,
      q.heartbeat_seconds
    FROM pgboss.queue q WHERE q.name = queue_name;
  -- pg-boss's own channel: its workers wake at once.
  IF after_seconds = 0 THEN
    PERFORM pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), queue_name);
  END IF;
END $$;
REVOKE ALL ON FUNCTION enqueue_job(text, jsonb, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job(text, jsonb, integer) TO sdr, coach, admin, system;
