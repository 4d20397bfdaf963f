import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayMs } from '#shared/clock'
import { call } from '../../lib/api.ts'
import { dateAndTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { type RecordRef, recordKey } from '../record.ts'
import classes from './FreeTimes.module.css'

type FreeTimesProps = { record: RecordRef; coachId: number | undefined; onChoose: (startsAt: string, coachId: number) => void }

/** The times that the portal would offer this person, the next ones first. */
export function FreeTimes({ record, coachId, onChoose }: FreeTimesProps) {
  const [from] = useState(() => new Date().toISOString())
  const { data } = useQuery({
    queryKey: [...recordKey(record), 'slots', coachId ?? 0, from],
    queryFn: ({ signal }) => {
      const query = { from, to: new Date(Date.parse(from) + 28 * dayMs).toISOString(), ...(coachId ? { coachId } : {}) }
      return call('GET /slots', {
        query: { ...query, ...(record.kind === 'lead' ? { leadId: record.id } : { contactId: record.id }) },
        signal,
      })
    },
  })
  if (!data) return null
  return (
    <div className={classes.free}>
      <p className={classes.label}>{t(data.data.length ? 'waitlist.freeTimes' : 'waitlist.noFreeTimes')}</p>
      <ul className={classes.times} aria-label={t('waitlist.freeTimes')}>
        {spread(data.data).map(({ startsAt, coachIds }) => (
          <li key={startsAt}>
            <Button variant="default" size="compact-xs" onClick={() => coachIds[0] !== undefined && onChoose(startsAt, coachIds[0])}>
              {dateAndTime(startsAt, Date.now())}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The first three of each of the next days: a choice, not a list. */
function spread<S extends { startsAt: string }>(slots: readonly S[]): S[] {
  const days = Map.groupBy(slots, ({ startsAt }) => new Date(startsAt).toDateString())
  return [...days.values()].slice(0, 3).flatMap((day) => day.filter((_, at) => at % Math.ceil(day.length / 3) === 0).slice(0, 3))
}
