import { states } from '#shared/zones'
import { allZones, placeOf, zoneLong } from '../../lib/zones.ts'
import { t } from '../messages.ts'
import { Select } from '../ui/Field.tsx'
import { useNow } from './now.ts'
import { useSetPlace } from './queries.ts'
import { clockIn } from './words.ts'

/** Which clock the times are shown by, and what it shows now. */
export function ZonePicker({ zone }: { zone: string }) {
  const setPlace = useSetPlace()
  const now = useNow(30_000)
  const shown = setPlace.isPending ? (setPlace.variables.timeZone ?? zone) : zone
  return (
    <Select
      label={t('booking.zone')}
      hint={t('booking.zoneNow', { time: clockIn(shown, now) })}
      value={shown}
      options={zonesWith(shown).map((each) => ({ value: each, label: `${placeOf(each)} · ${zoneLong(each)}` }))}
      onChange={(timeZone) => setPlace.mutate({ timeZone })}
    />
  )
}

/** Those of the states first, then the rest of the world. */
function zonesWith(zone: string): string[] {
  const near = [...new Set(Object.values(states).flatMap((state) => state.zone ?? []))]
  return [...new Set([...near, zone, ...allZones()])]
}
