import { expect, test } from 'vitest'
import { alarmsIn, type Facts } from './alarms.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const well: Facts = {
  now,
  since: ago(10_000),
  newestBackup: ago(600),
  lastRun: { state: 'done', error: null },
  lastDrill: { state: 'passed', startedAt: ago(500), error: null },
  archiveFails: false,
  oldestWaiting: ago(1),
  disks: [{ place: '/data', free: 50e9, size: 100e9 }],
}
const kinds = (change: Partial<Facts>) => alarmsIn({ ...well, ...change }).map(({ kind }) => kind)

test('when all is well there is no alarm', () => {
  expect(kinds({})).toEqual([])
})

test.each<[string, Partial<Facts>, string[]]>([
  ['a backup older than 26 hours', { newestBackup: ago(26 * 60 + 1) }, ['backup_late']],
  ['no backup an hour after the start', { newestBackup: undefined, since: ago(61) }, ['backup_late']],
  ['a backup that failed', { lastRun: { state: 'failed', error: 'no space' } }, ['backup_failed']],
  ['a drill that failed', { lastDrill: { state: 'failed', startedAt: ago(5), error: 'damaged' } }, ['drill_failed']],
  ['no drill for fifty hours', { lastDrill: { state: 'passed', startedAt: ago(50 * 60 + 1), error: null } }, ['drill_late']],
  ['a log that PostgreSQL cannot hand over', { archiveFails: true }, ['archive_failing']],
  ['a log that has waited four minutes', { oldestWaiting: ago(4.1) }, ['archive_gap']],
  ['a disk with less than a tenth and 2 GB free', { disks: [{ place: '/data', free: 1.9e9, size: 100e9 }] }, ['disk_low']],
])('%s is an alarm', (_, change, expected) => {
  expect(kinds(change)).toEqual(expected)
})

test('what a new installation has not had time for is no alarm', () => {
  expect(kinds({ since: ago(59), newestBackup: undefined, lastRun: undefined, lastDrill: undefined })).toEqual([])
})

test('a small disk with a tenth free is no alarm', () => {
  expect(kinds({ disks: [{ place: '/data', free: 1e9, size: 5e9 }] })).toEqual([])
})
