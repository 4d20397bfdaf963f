import { useQuery } from '@tanstack/react-query'
import { ClockMark } from '../records/next-step/ClockMark.tsx'
import { Requirements } from '../records/next-step/Requirements.tsx'
import { standingQuery } from '../records/queries.ts'
import { cardQuery } from './cards.ts'
import classes from './LeadStanding.module.css'
import { leadRef } from './queries.ts'

/** The clock of the lead's status and what is asked for before it is left. */
export function LeadStanding({ id }: { id: number }) {
  const { data: standing } = useQuery(standingQuery(leadRef(id)))
  if (!standing || standing.clock.state === 'none') return null
  return (
    <div className={classes.standing}>
      <ClockMark clock={standing.clock} />
      <Requirements standing={standing} />
    </div>
  )
}

/** In a row of the table. */
export function LeadClock({ id }: { id: number }) {
  const { data } = useQuery(cardQuery(id))
  return data ? <ClockMark clock={data.clock} /> : null
}
