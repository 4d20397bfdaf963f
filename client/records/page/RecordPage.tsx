import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages.ts'
import { fullName, type Named } from '../../lib/session.ts'
import { useTitle } from '../../lib/title.ts'
import { LiveState } from '../../ui/LiveState.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { type PanelPlace, SidePanel } from '../../ui/SidePanel.tsx'
import type { RecordKind } from '../record.ts'
import { NoRecord } from './NoRecord.tsx'
import classes from './RecordPage.module.css'

type Shown<Row> = {
  kind: RecordKind
  query: UseQueryResult<{ row: Row }>
  menu: (row: Row) => ReactNode
  /** Everything about the one record. */
  children: (row: Row) => ReactNode
}
type RecordPageProps<Row> = Shown<Row> & {
  /** Until the name is known. */
  title: string
  /** The way to the list. */
  parent: ReactNode
}

/** One record on a page of its own, at an address one can send. */
export function RecordPage<Row extends Named>({ kind, query, menu, children, parent, ...props }: RecordPageProps<Row>) {
  const row = query.data?.row
  const title = row ? fullName(row) : props.title
  useTitle(title)
  return (
    <>
      <PageBar title={title} parent={parent}>
        <LiveState />
        {row && menu(row)}
      </PageBar>
      <ScrollRegion className={classes.body} label={title}>
        {row ? children(row) : <NoRecord kind={kind} error={query.error} onRetry={() => void query.refetch()} />}
      </ScrollRegion>
    </>
  )
}

/** The record beside the list it was opened from. */
export function RecordPanel<Row extends Named>({ kind, query, menu, children, place }: Shown<Row> & { place: PanelPlace }) {
  const row = query.data?.row
  return (
    <SidePanel {...place} label={row ? fullName(row) : t('common.loading')} actions={row && menu(row)}>
      {row ? children(row) : <NoRecord kind={kind} error={query.error} onRetry={() => void query.refetch()} />}
    </SidePanel>
  )
}
