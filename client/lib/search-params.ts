/**
 * Small validators for what a page keeps in its address. A wrong value is dropped, never an error: links outlive lists.
 */

type Raw = Record<string, unknown>

export function textIn(raw: Raw, name: string, longest = 200): string | undefined {
  const value = raw[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined
}

export function oneOf<T extends string>(raw: Raw, name: string, allowed: readonly T[]): T | undefined {
  return allowed.find((value) => value === raw[name])
}

/** Repeated values; one alone may stand without a list. */
export function someOf<T extends string>(raw: Raw, name: string, allowed: readonly T[]): T[] | undefined {
  const value = raw[name]
  const given: unknown[] = Array.isArray(value) ? value : [value]
  const kept = allowed.filter((one) => given.includes(one))
  return kept.length > 0 ? kept : undefined
}

/** A switch in an address: on, or not there. */
export const switchIn = (raw: Raw, name: string): ['true'] | undefined =>
  raw[name] === true || someOf(raw, name, ['true']) ? ['true'] : undefined

export function textsIn(raw: Raw, name: string): string[] | undefined {
  const value = raw[name]
  const given: unknown[] = Array.isArray(value) ? value : [value]
  const kept = given.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
  return kept.length > 0 ? kept : undefined
}

/** A row's id. */
export function idIn(raw: Raw, name: string): number | undefined {
  const value = Number(raw[name])
  return Number.isSafeInteger(value) && value > 0 ? value : undefined
}

/** A day as `2026-11-22`. */
export function dayIn(raw: Raw, name: string): string | undefined {
  const day = textIn(raw, name)
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}

/** Ids of colleagues as text, or `none`. */
export function referencesIn(raw: Raw, name: string): string[] | undefined {
  const kept = textsIn(raw, name)?.filter((value) => value === 'none' || /^[1-9]\d{0,9}$/.test(value))
  return kept?.length ? kept : undefined
}

/** The same as the API takes them. */
export const references = (values: readonly string[] | undefined): (number | 'none')[] | undefined =>
  values?.map((value) => (value === 'none' ? value : Number(value)))

/** The day's first moment where the person is. */
export const dayBegins = (day: string | undefined) => moment(day, '00:00:00.000')
/** And its last. */
export const dayEnds = (day: string | undefined) => moment(day, '23:59:59.999')

const moment = (day: string | undefined, time: string) => (day ? new Date(`${day}T${time}`).toISOString() : undefined)
