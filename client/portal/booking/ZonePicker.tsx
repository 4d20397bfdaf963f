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

const near = [...new Set(Object.values(states).flatMap((state) => state.zone ?? []))]
const isNear = new Set(near)
/** By place alone: the names of four hundred clocks take a slow phone a second, at each drawing. */
const far = allZones()
  .filter((zone) => !isNear.has(zone))
  .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))

const nameOf = (zone: string) => (isNear.has(zone) ? `${placeOf(zone)} · ${zoneLong(zone)}` : placeOf(zone))

/** Those of the states first, then the rest of the world. */
const zonesWith = (zone: string): string[] => [...new Set([...near, zone, ...far])]
