/**
 * Times on the clocks of three places: the clinic's, the person's, one's own. Every time is shown with the name of its
 * zone where more than one clock is in play.
 */
import { instantOf, wallOf } from '#shared/clock'
import { dateFormat } from './formats.ts'

import { locale as spoken } from './language.ts'

export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** "9:00 AM" on the zone's clock. */
export function timeIn(zone: string, at: string | number, locale: Intl.LocalesArgument = spoken()): string {
  return dateFormat(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(new Date(at))
}

/** "Thursday 26 November" on the zone's calendar, in the order of the person's language. */
export function longDayIn(zone: string, at: string | number, locale: Intl.LocalesArgument = spoken()): string {
  return dateFormat(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at))
}

/** The same with its year when it is another one. */
export function datedDayIn(zone: string, at: string | number, now: number, locale: Intl.LocalesArgument = spoken()): string {
  const yearOf = (moment: string | number) => new Date(wallOf(zone, new Date(moment).getTime())).getUTCFullYear()
  if (yearOf(at) === yearOf(now)) return longDayIn(zone, at, locale)
  return dateFormat(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at))
}

/** "Thu 26 Nov" */
export function shortDayIn(zone: string, at: string | number, locale: Intl.LocalesArgument = spoken()): string {
  return dateFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at))
}

/** "PT": short where the language has a short name, else as long as needed. */
export function zoneShort(zone: string, at: string | number = Date.now(), locale: Intl.LocalesArgument = spoken()): string {
  const parts = dateFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(new Date(at))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** "Eastern Time" */
export function zoneLong(zone: string, at: string | number = Date.now(), locale: Intl.LocalesArgument = spoken()): string {
  const parts = dateFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date(at))
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** "New York": the place a zone is named after. */
export const placeOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** "America/New York": how a zone stands in a list to choose from. */
export const zoneWords = (zone: string) => zone.replaceAll('_', ' ')

/** "New York (ET)"; the place alone where the language has no short name and says "the time of New York". */
export function placeAndZone(zone: string, at: string | number = Date.now()): string {
  const [place, short] = [placeOf(zone), zoneShort(zone, at)]
  return short.includes(place) ? place : `${place} (${short})`
}

/** Whether two zones show the same time at an instant. */
export const sameClock = (one: string, other: string, at: string | number) =>
  one === other || wallOf(one, new Date(at).getTime()) === wallOf(other, new Date(at).getTime())

/** What a `datetime-local` field shows for an instant in a zone. */
export const fieldOf = (zone: string, at: string | number) => new Date(wallOf(zone, new Date(at).getTime())).toISOString().slice(0, 16)

/** The instant that a `datetime-local` field means in a zone; nothing while it is unfinished. */
export function instantOfField(zone: string, field: string): string | undefined {
  const wall = Date.parse(`${field}Z`)
  return Number.isNaN(wall) ? undefined : new Date(instantOf(zone, wall)).toISOString()
}

/** Zones to choose from: those of the states first, then all that the browser knows. */
export const allZones = (): string[] => Intl.supportedValuesOf('timeZone')
