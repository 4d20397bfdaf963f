import { expect, test } from 'vitest'
import { contactStages } from '#shared/values'
import type { StagePassage } from '../records/record.ts'
import { cellsOf, dayOf, yearsOf } from './journey.ts'

const day = 86_400_000
const start = Date.parse('2025-01-01T00:00:00.000Z')
const at = (days: number) => new Date(start + days * day).toISOString()

/** Passages of so many days each; the last one is open. */
function passages(...stays: [stage: string, days: number][]): StagePassage[] {
  let from = 0
  return stays.map(([stage, days], index) => {
    const passage = {
      stage,
      enteredAt: at(from),
      leftAt: index === stays.length - 1 ? null : at(from + days),
      enteredById: 1,
      reason: null,
    }
    from += days
    return passage
  })
}

test('the cells say where, how long, and what is next', () => {
  const [year] = yearsOf(passages(['Intake', 2], ['Initial Labs', 11], ['Initial Lab Review', 4]))
  if (!year) throw new Error('no year')
  const cells = cellsOf(year, start + 17 * day)
  const says = (stage: (typeof contactStages)[number]) => [cells.get(stage)?.state, (cells.get(stage)?.milliseconds ?? 0) / day]
  expect(says('Intake')).toEqual(['done', 2])
  expect(says('Initial Labs')).toEqual(['done', 11])
  expect(says('Initial Lab Review')).toEqual(['now', 4])
  expect(says('Initial Provider Exam')).toEqual(['next', 0])
  expect(says('First Medication Refill')).toEqual(['ahead', 0])
  expect(dayOf(year, start + 17 * day)).toBe(18)
  expect(dayOf(year, start - 20_000), 'on a clock that has not moved on yet').toBe(1)
})

test('a stage entered twice has the time of both stays, one passed over is skipped', () => {
  const [year] = yearsOf(passages(['Intake', 2], ['Initial Lab Review', 3], ['Intake', 5], ['Initial Lab Review', 1]))
  if (!year) throw new Error('no year')
  const cells = cellsOf(year, start + 11 * day)
  expect(cells.get('Intake')?.milliseconds).toBe(7 * day)
  expect(cells.get('Initial Lab Review')?.milliseconds).toBe(4 * day)
  expect(cells.get('Initial Labs')?.state).toBe('skipped')
})

test('restarting opens the next year at Initial Labs, and the earlier one stays readable', () => {
  const years = yearsOf(
    passages(...contactStages.map((stage): [string, number] => [stage, 10]), ['Initial Labs', 3], ['Initial Lab Review', 1]),
  )
  expect(years.map(({ isCurrent, passages: { length } }) => [isCurrent, length])).toEqual([
    [false, 15],
    [true, 2],
  ])
  const [first, second] = years
  if (!first || !second) throw new Error('no years')
  const now = start + 154 * day
  expect([...cellsOf(first, now).values()].every(({ state, milliseconds }) => state === 'done' && milliseconds === 10 * day)).toBe(true)
  expect(cellsOf(second, now).get('Intake')?.state, 'Intake is no part of a later year: nobody skipped it').toBe('first-year')
  expect(cellsOf(second, now).get('Restart Annual Process')?.state).toBe('ahead')
  expect(dayOf(second, now)).toBe(5)
})

test('going back to Initial Labs from elsewhere opens no year', () => {
  expect(yearsOf(passages(['Initial Labs', 1], ['Initial Lab Review', 1], ['Initial Labs', 1]))).toHaveLength(1)
})

test('the time of all years adds up to the age of the record', () => {
  const all = passages(...contactStages.map((stage): [string, number] => [stage, 7]), ['Initial Labs', 9])
  const now = start + (15 * 7 + 9) * day
  const total = yearsOf(all)
    .flatMap((year) => [...cellsOf(year, now).values()])
    .reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  expect(total).toBe(now - start)
})
