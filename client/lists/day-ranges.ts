/** Periods that a filter of days offers by name, with how many rows each would leave. */
import { t } from '../lib/messages.ts'
import type { KnownRange } from '../ui/filters.ts'

const periods = {
  today: 'leadFilters.periods.today',
  days7: 'leadFilters.periods.days7',
  days30: 'leadFilters.periods.days30',
  days90: 'leadFilters.periods.days90',
  earlier: 'leadFilters.periods.earlier',
  never: 'leadFilters.periods.never',
} as const

type Period = { period: keyof typeof periods; from: string | null; to: string | null; count: number }

/** As days where the person is. */
export function dayRanges(facet: readonly Period[] | undefined): KnownRange[] | undefined {
  return facet?.map(({ period, from, to, count }) => ({
    label: t(periods[period]),
    from: from === null ? undefined : dayOf(from),
    to: to === null ? undefined : dayOf(to),
    none: period === 'never' ? true : undefined,
    count,
  }))
}

/** The day of a moment where the person is, as a date field has it. */
function dayOf(at: string): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
