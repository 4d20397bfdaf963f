/**
 * Times as people read them, in the person's own language and zone: relative under a week, the date after.
 * Every `at` is an ISO string as the API sends it; `now` is passed in so that the words can be tested.
 */

import { dateFormat, numberFormat, relativeFormat } from './formats.ts'
import { locale as spoken } from './language.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "now", "5m ago", "2h ago", "yesterday", "3d ago", then "16 Nov", with the year when it is another one. */
export function relativeTime(at: string, now: number, locale: Intl.LocalesArgument = spoken()): string {
  const then = Date.parse(at)
  const distance = then - now
  const days = calendarDays(now, then)
  const words = relativeFormat(locale, { numeric: 'auto', style: 'narrow' })
  if (Math.abs(distance) < minute) return words.format(0, 'second')
  if (Math.abs(distance) < hour) return words.format(Math.trunc(distance / minute), 'minute')
  if (days === 0) return words.format(Math.trunc(distance / hour), 'hour')
  if (Math.abs(days) < 7) return words.format(days, 'day')
  return shortDate(at, now, locale)
}

/** The same standing alone: with a capital. */
export function asSentence(words: string, locale: Intl.LocalesArgument = spoken()): string {
  const first = words.slice(0, 1).toLocaleUpperCase(typeof locale === 'string' ? locale : undefined)
  return first + words.slice(1)
}

/** "16 Nov" this year, "16 Nov 2024" otherwise, in the order the person's language has. */
export function shortDate(at: string, now: number, locale: Intl.LocalesArgument = spoken()): string {
  const date = new Date(at)
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date)
}

/** The whole truth, for hover and screen readers: weekday, date, time and zone. */
export function exactTime(at: string, locale: Intl.LocalesArgument = spoken()): string {
  return dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))
}

/** "24 Nov, 2:30 PM": for times that are to come, where the hour matters. */
export function dateAndTime(at: string, now: number, locale: Intl.LocalesArgument = spoken()): string {
  const time = dateFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at))
  return `${dayName(at, now, locale)}, ${time}`
}

/** "5 d": how long something has stood, rounded down; never shorter than a minute. */
export function duration(milliseconds: number, locale: Intl.LocalesArgument = spoken()): string {
  const [value, unit] =
    milliseconds < hour
      ? [Math.max(1, Math.floor(milliseconds / minute)), 'minute']
      : milliseconds < day
        ? [Math.floor(milliseconds / hour), 'hour']
        : [Math.floor(milliseconds / day), 'day']
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
}

/** "1,137": every count on screen goes through here. */
export function count(value: number, locale: Intl.LocalesArgument = spoken()): string {
  return numberFormat(locale).format(value)
}

/** "Today", "Yesterday", "Tomorrow", then the date. */
export function dayName(at: string, now: number, locale: Intl.LocalesArgument = spoken()): string {
  const days = calendarDays(now, Date.parse(at))
  if (Math.abs(days) > 1) return shortDate(at, now, locale)
  return asSentence(relativeFormat(locale, { numeric: 'auto' }).format(days, 'day'), locale)
}

/** Midnights between two moments where the person is; Math.round swallows the hour a clock change adds or takes. */
function calendarDays(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / day)
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
