/** What the calendar keeps in its address: how it is looked at, which days, whose visits, which one is open. */
import { isDay } from '#shared/clock'
import { idIn, oneOf, textIn, textsIn } from '../lib/search-params.ts'

export const calendarViews = ['day', 'week', 'month', 'agenda'] as const
export type CalendarView = (typeof calendarViews)[number]
export type CalendarSearch = {
  view?: CalendarView
  /** `2026-11-22` on the clinic's calendar; today without. */
  date?: string
  /** Ids of coaches, or `none` for visits that nobody has yet. */
  coach?: string[]
  cancelled?: 'shown'
  visit?: number
}

export function readCalendarSearch(raw: Record<string, unknown>): CalendarSearch {
  const date = textIn(raw, 'date', 10)
  return {
    view: oneOf(raw, 'view', calendarViews),
    date: date && isDay(date) ? date : undefined,
    coach: textsIn(raw, 'coach')?.filter((id) => /^(\d{1,9}|none)$/.test(id)),
    cancelled: oneOf(raw, 'cancelled', ['shown']),
    visit: idIn(raw, 'visit'),
  }
}
