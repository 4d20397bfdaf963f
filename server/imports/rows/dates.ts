/** Dates in the shapes other systems write, as an instant in UTC. */
import type { DateOrder } from '#shared/imports'

export type DateReader = (typed: string) => string | undefined

const firstYear = 1900
const lastYear = 2200

/** Answers `2025-02-05T00:00:00.000Z`, or undefined for what is no date. A date without a zone is read as UTC. */
export function dateReader(order: DateOrder): DateReader {
  return (typed) => {
    const text = typed.trim()
    if (text.length > 60) return undefined
    const date = fromYearFirst(text) ?? fromNumbers(text, order) ?? fromWords(text) ?? fromSeconds(text)
    const year = date?.getUTCFullYear() ?? Number.NaN
    return date && year >= firstYear && year < lastYear ? date.toISOString() : undefined
  }
}

function fromYearFirst(text: string): Date | undefined {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$/.exec(text)
  return parts ? instant(parts[1], parts[2], parts[3], parts[4]) : undefined
}

function fromNumbers(text: string, order: DateOrder): Date | undefined {
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?:,? +(.*))?$/.exec(text)
  if (!parts) return undefined
  const [, first, second, year, time] = parts
  return order === 'dayFirst' ? instant(year, second, first, time) : instant(year, first, second, time)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function fromWords(text: string): Date | undefined {
  const dayFirst = /^(?:[A-Za-z]{3,9}, )?(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?:,? +(?:at )?(.*))?$/.exec(text)
  if (dayFirst) return instant(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1], dayFirst[4])
  const monthFirst = /^(?:[A-Za-z]{3,9}, )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? +(?:at )?(.*))?$/.exec(text)
  return monthFirst ? instant(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2], monthFirst[4]) : undefined
}

function monthNumber(name = ''): string {
  return String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1)
}

/** Seconds or milliseconds since 1970, as some systems export. */
function fromSeconds(text: string): Date | undefined {
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000)
  return /^\d{13}$/.test(text) ? new Date(Number(text)) : undefined
}

function instant(year = '', month = '', day = '', time = ''): Date | undefined {
  const clock = readClock(time)
  if (!clock) return undefined
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  const date = new Date(Date.UTC(fullYear, Number(month) - 1, Number(day)))
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? new Date(date.getTime() + clock.milliseconds) : undefined
}

/** `14:05`, `2:05:07 PM`, `14:05:07.123Z`, `14:05+02:00`; nothing is midnight. */
function readClock(time: string): { milliseconds: number } | undefined {
  if (time === '') return { milliseconds: 0 }
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?([AaPp])?\.?(?:[Mm]\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/.exec(time)
  if (!parts) return undefined
  const [, hour, minute, second = '0', fraction = '0', half, zone] = parts
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (hours > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  const ahead = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0
  const seconds = hours * 3600 + (Number(minute) - ahead) * 60 + Number(second)
  return { milliseconds: seconds * 1000 + Math.floor(Number(`0.${fraction}`) * 1000) }
}
