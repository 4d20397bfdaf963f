import { ownZone } from '../../lib/zones.ts'
import { whenIn } from '../lib/booking.ts'
import { useMe } from '../lib/session.ts'

/** Day and time in words, in the zone of the patient. */
export function useWhen() {
  const zone = useMe().timeZone ?? ownZone()
  return (instant: string) => whenIn(zone, instant)
}
