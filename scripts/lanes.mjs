// What npm test leaves to npm run test:operations, and what that lane runs beside it with full counts.

/** Whole servers, whole databases, the app in development, disks and lines that fail: too long for every day. */
export const ofOperationsAlone = [
  'server/start/side-by-side.test.ts',
  'server/start/killed.test.ts',
  'server/start/killed-way.test.ts',
  'server/start/full-disk.test.ts',
  'server/start/deploy-files.test.ts',
  'server/operations/alarms/killed-delivery.test.ts',
  'server/operations/restore/restore.test.ts',
  'server/operations/carry/carry.test.ts',
  'server/operations/backup/days.test.ts',
  'server/operations/three-days.test.ts',
  'server/operations/external/bucket.test.ts',
  'server/operations/external/external.test.ts',
  'server/operations/external/retention.test.ts',
  'server/operations/external/three-days.test.ts',
  'server/expungements/many-rows.test.ts',
  'scripts/dev.test.ts',
  'server/jobs/killed-workers.test.ts',
  'server/trust/slow-database.test.ts',
]

/** Browser tests of the trust lane: too many pages for every day. */
export const ofTrustAlone = ['e2e/hostile.test.ts']

export const ofOperationsToo = [
  'server/operations',
  'server/commands/restore',
  'server/db/replicas',
  'server/db/kept',
  'server/db/tls',
  'server/fleet',
  'server/start/runbooks',
]
