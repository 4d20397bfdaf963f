/** The moment somebody wants to go back to: `latest`, RFC 3339, or a bare time on the clinic's clock. */
import { Temporal } from 'temporal-polyfill'
import { StartError } from '../../start-error.ts'

export type AskedTime = 'latest' | Date

const bare = /^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/

/** Throws StartError with what can be asked for. An hour that the clock showed twice is the earlier one. */
export function readAskedTime(text: string, timeZone: string): AskedTime {
  const asked = text.trim()
  if (asked === 'latest') return 'latest'
  const time = bare.test(asked) ? onClock(asked, timeZone) : exact(asked)
  if (!time) throw new StartError(`--to "${text}" is no time: write latest, 2026-11-22 10:15 (${timeZone}) or 2026-11-22T10:15:00Z.`)
  return time
}

function onClock(text: string, timeZone: string): Date | undefined {
  try {
    const [day = '', hour = ''] = text.split(/[ T]/)
    const plain = Temporal.PlainDateTime.from(`${day}T${hour.padStart(hour.indexOf(':') === 1 ? hour.length + 1 : 0, '0')}`, {
      overflow: 'reject',
    })
    return new Date(plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)
  } catch {
    return undefined
  }
}

function exact(text: string): Date | undefined {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds)
  } catch {
    return undefined
  }
}
