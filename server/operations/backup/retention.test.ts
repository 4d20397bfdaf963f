import { expect, test } from 'vitest'
import type { Manifest } from '../repository.ts'
import { segmentName } from '../wal/names.ts'
import { everySecondDays, retained } from './retention.ts'

const day = 24 * 60 * 60 * 1000
const begin = Date.UTC(2026, 0, 1, 2, 0)

/** A backup each night; ten segments of log a day. */
function nightly(nights: number): Manifest[] {
  return Array.from({ length: nights }, (_, night) => {
    const time = new Date(begin + night * day).toISOString()
    return {
      format: 1,
      id: time.replace(/[-:]/g, '').replace('.000', ''),
      product: 'test',
      postgres: '18',
      systemId: '1',
      startedAt: time,
      stoppedAt: time,
      timeline: 1,
      startSegment: segmentName(1, BigInt(night * 10)),
      stopSegment: segmentName(1, BigInt(night * 10 + 1)),
      stopLsn: '0/0',
      bytes: 1,
      sealedBytes: 1,
      sha256: '',
      timeZone: 'UTC',
      keyFingerprint: '',
    }
  })
}

/** Runs night after night, forgetting what is dropped, and answers what is left. */
function live(nights: number) {
  let kept: Manifest[] = []
  for (const backup of nightly(nights)) {
    kept = retained([...kept, backup], new Date(Date.parse(backup.stoppedAt) + 1000)).keep
  }
  return { kept, now: new Date(begin + (nights - 1) * day + 1000) }
}

test('after forty nights every second of two weeks can be restored, and nothing of it is missing in the log', () => {
  const { kept, now } = live(40)
  const { isNeeded } = retained(kept, now)
  for (let back = 0; back <= everySecondDays * day; back += 3_600_000) {
    const moment = now.getTime() - back
    const from = kept.findLast(({ stoppedAt }) => Date.parse(stoppedAt) <= moment)
    expect(from).toBeDefined()
    const first = Math.floor((Date.parse(from?.startedAt ?? '') - begin) / day) * 10
    const last = Math.floor(((moment - begin) / day) * 10)
    for (let number = first; number <= last; number++) expect(isNeeded(segmentName(1, BigInt(number)))).toBe(true)
  }
})

test('after forty nights: fifteen of the window, and one a week before it', () => {
  const { kept, now } = live(40)
  const ages = kept.map(({ stoppedAt }) => Math.round((now.getTime() - Date.parse(stoppedAt)) / day))
  expect(ages.filter((age) => age <= everySecondDays)).toHaveLength(15)
  expect(ages.filter((age) => age > everySecondDays)).toEqual([36, 29, 22, 15])
})

test('after two years there are at most 15 + 8 + 12 backups, and the oldest is of about a year ago', () => {
  const { kept, now } = live(730)
  expect(kept.length).toBeLessThanOrEqual(15 + 9 + 13)
  const oldest = (now.getTime() - Date.parse(kept[0]?.stoppedAt ?? '')) / day
  expect(oldest).toBeGreaterThan(320)
  expect(oldest).toBeLessThan(373)
})

test('when backups stop, the last one and all log behind it are kept for ever', () => {
  const { kept } = live(40)
  const { keep, isNeeded } = retained(kept, new Date(begin + 4000 * day))
  expect(keep.map(({ id }) => id)).toEqual([kept.at(-1)?.id])
  expect(isNeeded(segmentName(1, 500n))).toBe(true)
  expect(isNeeded(segmentName(1, 389n))).toBe(false)
})

test('a weekly backup that stands alone keeps the log from its beginning to its end, and no more', () => {
  const { kept, now } = live(40)
  const alone = kept[0] as Manifest
  const { isNeeded } = retained(kept, now)
  expect([isNeeded(alone.startSegment), isNeeded(alone.stopSegment)]).toEqual([true, true])
  expect(isNeeded(segmentName(1, BigInt(`0x${alone.stopSegment.slice(16)}`) + 1n))).toBe(false)
})

test('without backups nothing is dropped', () => {
  expect(retained([], new Date()).isNeeded(segmentName(1, 1n))).toBe(true)
})
