import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { ownZone } from '../../lib/zones.ts'
import { useMe } from '../lib/session.ts'

/** Day and time in words, in the zone of the patient. */
export function useWhen() {
  const timeZone = useMe().timeZone ?? ownZone()
  const when = { timeZone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const
  return (instant: string) => dateFormat(locale(), when).format(new Date(instant))
}
