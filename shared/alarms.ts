/** What an alarm can be about; the server raises them, the system page says what to do. */
export const alarmKinds = [
  'backup_late',
  'backup_failed',
  'backup_damaged',
  'drill_late',
  'drill_failed',
  'archive_failing',
  'archive_gap',
  'disk_low',
  'job_late',
  'replica_late',
  'audit_failed',
  'audit_late',
  'seals_late',
] as const
export type AlarmKind = (typeof alarmKinds)[number]
