/** A patient's years as cells of group and round, from the passages the database keeps. Pure, so that it can be tested. */
import { type ContactStage, contactStages, nextStage } from '#shared/values'
import type { StagePassage } from '../records/record.ts'

export type CellState = 'done' | 'now' | 'next' | 'skipped' | 'ahead' | 'first-year'
export type Cell = { stage: ContactStage; state: CellState; milliseconds: number }
export type Year = {
  startedAt: string
  isFirst: boolean
  /** The year the patient is in. */
  isCurrent: boolean
  passages: readonly StagePassage[]
}

/** `Restart Annual Process` followed by `Initial Labs` opens the next year; earlier ones stay as they were. */
export function yearsOf(passages: readonly StagePassage[]): Year[] {
  const years: StagePassage[][] = []
  for (const [at, passage] of passages.entries()) {
    const restarts = passage.stage === 'Initial Labs' && passages[at - 1]?.stage === 'Restart Annual Process'
    if (at === 0 || restarts) years.push([])
    years.at(-1)?.push(passage)
  }
  return years.flatMap((each, at) => {
    const [first] = each
    return first ? [{ startedAt: first.enteredAt, isFirst: at === 0, isCurrent: at === years.length - 1, passages: each }] : []
  })
}

/** How long a passage lasted, or has lasted so far. */
export const lasted = ({ enteredAt, leftAt }: Pick<StagePassage, 'enteredAt' | 'leftAt'>, now: number) =>
  Math.max(0, (leftAt ? Date.parse(leftAt) : now) - Date.parse(enteredAt))

/** Each stage of one year: entered stages with all their time, the present one, the next, those passed over, those to come. */
export function cellsOf(year: Year, now: number): Map<ContactStage, Cell> {
  const here = year.isCurrent ? year.passages.at(-1)?.stage : undefined
  const place = contactStages.map(String).indexOf(here ?? '')
  const next = place < 0 ? undefined : nextStage(contactStages[place] ?? 'Intake')
  return new Map(
    contactStages.map((stage, at) => {
      const stays = year.passages.filter((passage) => passage.stage === stage)
      const milliseconds = stays.reduce((sum, passage) => sum + lasted(passage, now), 0)
      return [
        stage,
        { stage, milliseconds, state: stateOf({ stage, at, place, here, next, entered: stays.length > 0, isFirst: year.isFirst }) },
      ]
    }),
  )
}

type Known = { stage: ContactStage; at: number; place: number; here?: string; next?: ContactStage; entered: boolean; isFirst: boolean }

function stateOf({ stage, at, place, here, next, entered, isFirst }: Known): CellState {
  if (stage === here) return 'now'
  if (entered) return 'done'
  if (stage === next) return 'next'
  // A year begins after it, but for the first.
  if (stage === 'Intake' && !isFirst) return 'first-year'
  return place < 0 || at < place ? 'skipped' : 'ahead'
}

/** "Day 119" of a year, counted from 1. The clock on screen moves every half minute: a year may have begun after what it shows. */
export const dayOf = (year: Year, now: number) => Math.max(0, Math.floor((now - Date.parse(year.startedAt)) / 86_400_000)) + 1
