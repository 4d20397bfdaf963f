import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { count } from '../lib/dates.ts'
import classes from './Navigation.module.css'
import type { NavigationPage } from './pages.ts'

/** Under "leads", so that every change of a lead brings fresh figures. */
const workQuery = queryOptions({
  queryKey: ['leads', 'work'],
  queryFn: ({ signal }) => call('GET /reports/work', { signal }),
})

/** How much waits behind a page of the navigation. */
export function PageCount({ of }: { of: NonNullable<NavigationPage['count']> }) {
  const { data } = useQuery(workQuery)
  return data && <span className={classes.count}>{count(of(data))}</span>
}
