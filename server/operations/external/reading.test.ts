import { expect, test } from 'vitest'
import { complaintIn, faultsIn, readInfo, readLog } from './reading.ts'

const damaged = `stanza: healthcrm
status: error
  backup: 20261123-014942F, status: invalid, total files checked: 964, total valid files: 963
    checksum invalid: 1
`
const whole = `stanza: healthcrm
status: ok
  archiveId: 15-1, total WAL checked: 7, total valid WAL: 7
    missing: 0, checksum invalid: 0, size invalid: 0, other: 0
`

test('only what verify itself calls whole is whole: not its exit code, nor its silence', () => {
  expect(faultsIn(whole)).toEqual([])
  expect(faultsIn(damaged)).toEqual([
    'backup: 20261123-014942F, status: invalid, total files checked: 964, total valid files: 963',
    'checksum invalid: 1',
  ])
  for (const nothing of ['', 'stanza: healthcrm\n', 'status: okay']) expect(faultsIn(nothing)).toHaveLength(1)
})

test('each repository has its own backups and its own trouble', () => {
  const backup = (repository: number, label: string, type: string) => ({
    label,
    type,
    archive: { start: '000000010000000000000002', stop: '000000010000000000000003' },
    database: { id: 1, 'repo-key': repository },
    error: repository === 2,
    info: { repository: { delta: 464, size: 2833632 } },
    lsn: { start: '0/2000028', stop: '0/3000088' },
    timestamp: { start: 1795398582, stop: 1795398591 },
  })
  const archive = [1, 2].map((key) => ({ id: `15-${key}`, database: { id: 1, 'repo-key': key } }))
  const repo = [
    { key: 1, status: { code: 0, message: 'ok' } },
    { key: 2, status: { code: 99, message: 'other' } },
    { key: 3, status: { code: 1, message: 'missing stanza path' } },
  ]
  const found = readInfo(
    JSON.stringify([{ archive, repo, backup: [backup(1, 'a', 'full'), backup(2, 'b', 'full'), backup(1, 'c', 'diff')] }]),
  )
  expect(found.map(({ key, error, archiveId, backups }) => [key, error, archiveId, backups.map(({ label }) => label)])).toEqual([
    [1, null, '15-1', ['a', 'c']],
    [2, 'other', '15-2', ['b']],
    [3, null, undefined, []],
  ])
  expect(found[1]?.backups[0]).toMatchObject({ type: 'full', bytes: 464, hasBadPages: true, startedAt: new Date('2026-11-23T01:49:42Z') })
  expect(readInfo('[]')).toEqual([])
  const sealed = [{ archive: [], backup: [], repo: [{ key: 1, status: { code: 99, message: 'BYTES' } }] }]
  expect(readInfo(JSON.stringify(sealed).replace('BYTES', 'no key: \u0001\u001b\n'))).toMatchObject([
    { key: 1, backups: [], error: 'no key:    ' },
  ])
})

test('of the log only whole pieces of the present major version count', () => {
  const hash = 'bf0d3a742e147879675a8746edb5734ce78b2444'
  const listing = {
    '.': { type: 'path' },
    [`15-1/0000000100000000/000000010000000000000002-${hash}.zst`]: { type: 'file', size: 768 },
    [`15-1/0000000100000000/000000010000000000000001-${hash}`]: { type: 'file', size: 16777216 },
    '15-1/0000000100000000/000000010000000000000002.00000028.backup': { type: 'file', size: 400 },
    [`15-1/0000000100000000/000000010000000000000003.partial-${hash}.zst`]: { type: 'file', size: 400 },
    '15-1/00000002.history': { type: 'file', size: 40 },
    [`14-1/0000000100000000/000000010000000000000009-${hash}.zst`]: { type: 'file', size: 768 },
  }
  expect(readLog(JSON.stringify(listing), '15-1')).toEqual({
    segments: ['000000010000000000000001', '000000010000000000000002'],
    histories: ['00000002.history'],
  })
})

test('a complaint is one line of words, whatever bytes it quotes', () => {
  expect(complaintIn('P00  ERROR: [055]: unable to load info file\n  more')).toBe('unable to load info file')
  expect(complaintIn('ERROR: [029]: key outside of section at line 1: \u0001\ufffdX')).toBe('key outside of section at line 1:')
  expect(complaintIn('all is well')).toBeUndefined()
})
