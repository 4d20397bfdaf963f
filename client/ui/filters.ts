import type { ReactNode } from 'react'
import { dateFormat, listFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'

export type FilterOption = { value: string; label: string; glyph?: ReactNode; count?: number }

export type Filter = { kind: 'choice'; name: string; label: string; options: readonly FilterOption[] } | RangeFilter

/** The values are kept under `<name>From` and `<name>To`, days as `YYYY-MM-DD`; rows without one under `<name>` as `none`. */
export type RangeFilter = { kind: 'days' | 'numbers'; name: string; label: string; ranges?: readonly KnownRange[] }
/** A range offered by name: either end may be open; `none` asks for rows that have no value at all. */
export type KnownRange = { label: string; from?: string; to?: string; none?: true; count?: number }

/** What is filtered, as the address has it: names to the values that any one may match. */
export type FilterValues = Readonly<Record<string, readonly string[] | undefined>>

/** The chip's words after the label: "me or unowned", "from 1 Nov". Nothing when the filter is not in use. */
export function filterWords(filter: Filter, values: FilterValues): string | undefined {
  if (filter.kind !== 'choice') return rangeWords(filter, values)
  const chosen = values[filter.name] ?? []
  const labels = chosen.map((value) => filter.options.find((option) => option.value === value)?.label ?? value)
  if (labels.length === 0) return undefined
  return listFormat(locale(), { type: 'disjunction' }).format(labels)
}

/** The same values without this filter's. */
export function withoutFilter(filter: Filter, values: FilterValues): FilterValues {
  const names = filter.kind === 'choice' ? [filter.name] : [filter.name, `${filter.name}From`, `${filter.name}To`]
  return { ...values, ...Object.fromEntries(names.map((name) => [name, undefined])) }
}

export function toggled(chosen: readonly string[], value: string): string[] | undefined {
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  return next.length > 0 ? next : undefined
}

/** Whether exactly this known range is asked for. */
export function isRange({ name }: RangeFilter, values: FilterValues, { from, to, none }: KnownRange): boolean {
  const [asked] = values[name] ?? []
  return values[`${name}From`]?.[0] === from && values[`${name}To`]?.[0] === to && (asked === 'none') === (none === true)
}

export function withRange({ name }: RangeFilter, values: FilterValues, { from, to, none }: KnownRange): FilterValues {
  const list = (value: string | undefined) => (value === undefined ? undefined : [value])
  return { ...values, [name]: none && ['none'], [`${name}From`]: list(from), [`${name}To`]: list(to) }
}

function rangeWords(filter: RangeFilter, values: FilterValues): string | undefined {
  const { kind, name, ranges } = filter
  const [from, to] = [values[`${name}From`]?.[0], values[`${name}To`]?.[0]]
  if (!from && !to && !values[name]) return undefined
  const known = ranges?.find((range) => isRange(filter, values, range))
  if (known) return known.label.toLocaleLowerCase(locale())
  if (values[name]) return t('filters.noValue')
  return kind === 'days' ? dayWords(from, to) : numberWords(from, to)
}

function dayWords(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return t('filters.between', { from: showDay(from), to: showDay(to) })
  if (from) return t('filters.from', { day: showDay(from) })
  return to ? t('filters.to', { day: showDay(to) }) : undefined
}

function numberWords(from: string | undefined, to: string | undefined): string | undefined {
  if (from && to) return from === to ? from : t('filters.numbers', { from: Number(from), to: Number(to) })
  if (from) return t('filters.atLeast', { from: Number(from) })
  return to ? t('filters.atMost', { to: Number(to) }) : undefined
}

/** Noon keeps the day the same in every zone. */
function showDay(day: string): string {
  const date = new Date(`${day}T12:00:00`)
  return Number.isNaN(date.getTime()) ? day : dateFormat(locale(), { dateStyle: 'medium' }).format(date)
}
