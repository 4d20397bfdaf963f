import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { count } from '../lib/dates.ts'
import { fallingQuery } from '../records/next-step/falling.ts'
import classes from './Navigation.module.css'
import type { NavigationPage } from './pages.ts'

/** Under "leads", so that every change of a lead brings fresh figures. */
const workQuery = queryOptions({
  queryKey: ['leads', 'work'],
  queryFn: ({ signal }) => call('GET /reports/work', { signal }),
})

type PageCountProps = { of: NonNullable<NavigationPage['count']>; title?: string | undefined }

/** How much waits behind a page of the navigation; nothing is not worth a figure. */
export function PageCount({ of, title }: PageCountProps) {
  return of === 'falling' ? <FallingCount /> : <WorkCount of={of} title={title} />
}

function WorkCount({ of, title }: PageCountProps & { of: Exclude<NavigationPage['count'], 'falling' | undefined> }) {
  const { data } = useQuery(workQuery)
  const figure = data ? of(data) : 0
  return (
    figure > 0 && (
      <span className={classes.count} title={title}>
        {count(figure)}
      </span>
    )
  )
}

function FallingCount() {
  const { data } = useQuery(fallingQuery)
  const figure = data ? data.leads.total + data.contacts.total : 0
  return figure > 0 && <span className={classes.count}>{count(figure)}</span>
}
