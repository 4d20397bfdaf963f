import { states } from '#shared/zones'
import { allZones, placeOf, zoneLong } from '../../lib/zones.ts'
import { t } from '../messages.ts'
import { useNow } from './now.ts'
import { Picker } from './Picker.tsx'
import { useSetPlace } from './queries.ts'
import { clockIn } from './words.ts'

/** Which clock the times are shown by, and what it shows now. */
export function ZonePicker({ zone }: { zone: string }) {
  const setPlace = useSetPlace()
  const now = useNow(30_000)
  const shown = setPlace.isPending ? (setPlace.variables.timeZone ?? zone) : zone
  const nameOf = (each: string) => `${placeOf(each)} · ${zoneLong(each)}`
  return (
    <Picker
      label={t('booking.zone')}
      value={shown}
      options={zonesWith(shown).map((each) => ({
        value: each,
        label: each === shown ? t('booking.zoneNow', { place: placeOf(each), time: clockIn(each, now) }) : nameOf(each),
      }))}
      onChange={(timeZone) => setPlace.mutate({ timeZone })}
    />
  )
}

/** Those of the states first, then the rest of the world. */
function zonesWith(zone: string): string[] {
  const near = [...new Set(Object.values(states).flatMap((state) => state.zone ?? []))]
  return [...new Set([...near, zone, ...allZones()])]
}
