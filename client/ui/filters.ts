import type { ReactNode } from 'react'
import { dateFormat, listFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'

export type FilterOption = { value: string; label: string; glyph?: ReactNode; count?: number }

export type Filter =
  | { kind: 'choice'; name: string; label: string; options: readonly FilterOption[] }
  /** Two days; the values are kept under `<name>From` and `<name>To` as `YYYY-MM-DD`. */
  | { kind: 'days'; name: string; label: string }

/** What is filtered, as the address has it: names to the values that any one may match. */
export type FilterValues = Readonly<Record<string, readonly string[] | undefined>>

/** The chip's words after the label: "me or unowned", "from 1 Nov". Nothing when the filter is not in use. */
export function filterWords(filter: Filter, values: FilterValues): string | undefined {
  if (filter.kind === 'days') return dayWords(values[`${filter.name}From`]?.[0], values[`${filter.name}To`]?.[0])
  const chosen = values[filter.name] ?? []
  const labels = chosen.map((value) => filter.options.find((option) => option.value === value)?.label ?? value)
  if (labels.length === 0) return undefined
  return listFormat(locale(), { type: 'disjunction' }).format(labels)
}

/** The same values without this filter's. */
export function withoutFilter(filter: Filter, values: FilterValues): FilterValues {
  const names = filter.kind === 'days' ? [`${filter.name}From`, `${filter.name}To`] : [filter.name]
  return { ...values, ...Object.fromEntries(names.map((name) => [name, undefined])) }
}

export function toggled(chosen: readonly string[], value: string): string[] | undefined {
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  return next.length > 0 ? next : undefined
}

function dayWords(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return t('filters.between', { from: showDay(from), to: showDay(to) })
  if (from) return t('filters.from', { day: showDay(from) })
  return to ? t('filters.to', { day: showDay(to) }) : undefined
}

/** Noon keeps the day the same in every zone. */
function showDay(day: string): string {
  const date = new Date(`${day}T12:00:00`)
  return Number.isNaN(date.getTime()) ? day : dateFormat(locale(), { dateStyle: 'medium' }).format(date)
}
