import { useId } from 'react'
import { t } from '../messages.ts'
import classes from './booking.module.css'
import { partsOfDay } from './days.ts'
import type { Slot } from './queries.ts'
import { clockIn } from './words.ts'

type TimesProps = { zone: string; slots: readonly Slot[]; chosen: string | undefined; busy: boolean; onChoose: (startsAt: string) => void }

/** A day's free times as large buttons, by the part of the day they lie in. */
export function Times({ zone, slots, chosen, busy, onChoose }: TimesProps) {
  const id = useId()
  return partsOfDay(zone, slots).map(({ name, slots: own }) => (
    <div key={name} className={classes.part}>
      <h3 id={`${id}-${name}`} className={classes.partName}>
        {t(name)}
      </h3>
      <TimeList zone={zone} times={own.map(({ startsAt }) => startsAt)} labelledBy={`${id}-${name}`} {...{ chosen, busy, onChoose }} />
    </div>
  ))
}

type TimeListProps = Omit<TimesProps, 'slots'> & {
  times: readonly string[]
  labelledBy?: string
  say?: (zone: string, at: string) => string
}

export function TimeList({ zone, times, chosen, busy, onChoose, labelledBy, say = clockIn }: TimeListProps) {
  return (
    <ul className={classes.times} aria-labelledby={labelledBy}>
      {times.map((startsAt) => (
        <li key={startsAt}>
          <button
            type="button"
            className={classes.time}
            aria-pressed={startsAt === chosen}
            aria-disabled={busy}
            onClick={() => busy || onChoose(startsAt)}
          >
            {say(zone, startsAt)}
          </button>
        </li>
      ))}
    </ul>
  )
}
