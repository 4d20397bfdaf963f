/** Figures as people read them. */
import { type TargetKey, targetKeys, targets } from '#shared/reports'
import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import type { Period, TargetFigure } from './queries.ts'

const daysInMonth = 365 / 12

const number = (value: number, digits: number) =>
  numberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)

export const percent = (value: number | null, digits = 1) => (value === null ? '–' : `${number(value, digits)}%`)
export const money = (cents: number | null) =>
  cents === null
    ? '–'
    : numberFormat(locale(), {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: cents % 100 === 0 || cents >= 100_00 ? 0 : 2,
      }).format(cents / 100)
export const days = (value: number | null) => (value === null ? '–' : t('reports.days', { days: number(value, value < 10 ? 1 : 0) }))

const minutes = (value: number) => t('reports.minutes', { minutes: number(value, value < 10 ? 1 : 0) })
/** What booking a visit took. */
export const bookingTime = (value: number) => minutes(value * 24 * 60)

/** A target's value with its unit; stages are spoken of in months. */
export function figureWords(key: TargetKey, value: number | null): string {
  if (value === null) return '–'
  const { unit } = targets[key]
  if (key === 'longestStage') return t('reports.months', { months: number(value / daysInMonth, 1) })
  if (unit === 'days') return t('reports.days', { days: number(value, 1) })
  if (unit === 'minutes') return minutes(value)
  return unit === 'percent' ? percent(value) : number(value, value < 10 ? 1 : 0)
}

export function goalWords(key: TargetKey): string {
  const { goal, better, unit } = targets[key]
  const shown =
    key === 'longestStage'
      ? t('reports.months', { months: number(goal / daysInMonth, 0) })
      : unit === 'days'
        ? t('reports.days', { days: number(goal, 0) })
        : unit === 'minutes'
          ? t('reports.minutes', { minutes: number(goal, 0) })
          : unit === 'percent'
            ? percent(goal, 0)
            : number(goal, 0)
  return t(better === 'above' ? 'reports.targetAbove' : 'reports.targetUnder', { goal: shown })
}

export type Trend = { direction: 'up' | 'down' | 'same'; words: string; isGood: boolean }

/** Against the period before; nothing when either has no figure. */
export function trendOf(key: TargetKey, value: number | null, before: number | null): Trend | undefined {
  if (value === null || before === null) return undefined
  const { better } = targets[key]
  const change = key === 'longestStage' ? (value - before) / daysInMonth : value - before
  const shown = number(Math.abs(change), Math.abs(change) < 10 ? 1 : 0)
  if (Number(Math.abs(change).toFixed(1)) === 0) return { direction: 'same', words: shown, isGood: true }
  const direction = change > 0 ? 'up' : 'down'
  return { direction, words: shown, isGood: (direction === 'up') === (better === 'above') }
}

export const targetName = (key: TargetKey) => t(`reports.${key}`)

/** "Behind: leads per SDR a day, and overdue tasks (Jonah Reyes holds 9 of 19)." */
export function behindWords(figures: readonly TargetFigure[]): string | undefined {
  const behind = targetKeys.flatMap((key) => figures.find((figure) => figure.key === key && figure.isMet === false) ?? [])
  if (behind.length === 0) return undefined
  const names = behind.map(({ key, most, count, stage }) => {
    const name = targetName(key).toLocaleLowerCase(locale()).replaceAll('sdr', 'SDR')
    if (most?.userName && count > 1) return t('reports.holds', { what: name, person: most.userName, count: most.count, all: count })
    return stage ? t('reports.inStage', { what: name, stage: valueWord(stage) }) : name
  })
  return t('reports.behind', { list: new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names) })
}

/** A calendar day without a clock: noon keeps it the same in every zone. */
export function dayWords(day: string, withYear = true): string {
  return new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
}

export function periodWords({ from, to }: Pick<Period, 'from' | 'to'>): string {
  if (from === to) return dayWords(from)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${dayWords(from, !sameYear)} – ${dayWords(to)}`
}

/** A status, stage, source or outcome. */
export const groupWords = (group: string) => {
  if (group === 'None') return t('reports.noSource')
  if (group === 'Patient') return t('reports.patient')
  if (group === 'onTime' || group === 'late' || group === 'open') return t(`reports.${group}Tasks`)
  return /^\d{4}-\d\d-\d\d$/.test(group) ? dayWords(group) : valueWord(group)
}
