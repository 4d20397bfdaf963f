import { expect, test } from 'vitest'
import { alarmsIn, type BackupFacts, type Facts } from './alarms.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const backups: BackupFacts = {
  newestBackup: ago(600),
  lastRun: { state: 'done', error: null },
  lastDrill: { state: 'passed', startedAt: ago(500), error: null },
  archiveFails: false,
  oldestWaiting: ago(1),
  damage: [],
}
const well: Omit<Facts, 'backups'> = {
  now,
  since: ago(10_000),
  disks: [{ place: '/data', free: 50e9, size: 100e9 }],
  oldestJob: ago(3),
  replicas: [{ name: 'second', lagMs: 900 }],
  audit: { lastCheck: { state: 'passed', startedAt: ago(1500), fault: null }, unsealedSince: ago(2) },
}
const nothingYet = { lastCheck: undefined, unsealedSince: undefined }
type Change = Partial<BackupFacts & Omit<Facts, 'backups'>>
const kinds = (change: Change) => alarmsIn({ ...well, ...change, backups: { ...backups, ...change } }).map(({ kind }) => kind)

test('when all is well there is no alarm', () => {
  expect(kinds({})).toEqual([])
})

test.each<[string, Change, string[]]>([
  ['a backup older than 26 hours', { newestBackup: ago(26 * 60 + 1) }, ['backup_late']],
  ['no backup an hour after the start', { newestBackup: undefined, since: ago(61) }, ['backup_late']],
  ['a backup that failed', { lastRun: { state: 'failed', error: 'no space' } }, ['backup_failed']],
  ['a drill that failed', { lastDrill: { state: 'failed', startedAt: ago(5), error: 'damaged' } }, ['drill_failed']],
  ['no drill for fifty hours', { lastDrill: { state: 'passed', startedAt: ago(50 * 60 + 1), error: null } }, ['drill_late']],
  ['a log that PostgreSQL cannot hand over', { archiveFails: true }, ['archive_failing']],
  ['a log that has waited four minutes', { oldestWaiting: ago(4.1) }, ['archive_gap']],
  ['a disk with less than a tenth and 2 GB free', { disks: [{ place: '/data', free: 1.9e9, size: 100e9 }] }, ['disk_low']],
  ['two full disks', { disks: [1, 2].map((place) => ({ place: `/${place}`, free: 1e9, size: 100e9 })) }, ['disk_low']],
  ['a backup that lacks a piece', { damage: ['The write-ahead log is missing'] }, ['backup_damaged']],
  ['a job that has waited a quarter of an hour', { oldestJob: ago(15.1) }, ['job_late']],
  ['a replica that is a minute behind', { replicas: [{ name: 'second', lagMs: 60_001 }] }, ['replica_late']],
  [
    'an audit trail that was changed',
    { audit: { lastCheck: { state: 'failed', startedAt: ago(5), fault: 'row 7 was changed' }, unsealedSince: undefined } },
    ['audit_failed'],
  ],
  ['no verification for more than a day', { audit: { lastCheck: undefined, unsealedSince: undefined } }, ['audit_late']],
  ['a trail that is not sealed any more', { audit: { ...well.audit, unsealedSince: ago(16) } }, ['seals_late']],
])('%s is an alarm, and no other', (_, change, expected) => {
  expect(kinds(change)).toEqual(expected)
})

test('what a new installation has not had time for is no alarm', () => {
  expect(kinds({ since: ago(59), newestBackup: undefined, lastRun: undefined, lastDrill: undefined, audit: nothingYet })).toEqual([])
})

test('a small disk with a tenth free is no alarm', () => {
  expect(kinds({ disks: [{ place: '/data', free: 1e9, size: 5e9 }] })).toEqual([])
})

test('where the operator backs the database up himself, backups are no concern, but disks and jobs are', () => {
  const facts = { ...well, disks: [{ place: '/data', free: 1e9, size: 100e9 }], oldestJob: ago(20), backups: undefined }
  expect(alarmsIn(facts).map(({ kind }) => kind)).toEqual(['disk_low', 'job_late'])
})
