import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import { EmptyState } from './EmptyState.tsx'
import { PageBar } from './PageBar.tsx'

/** Instead of a page the person's role has no part in. */
export function NoPermission() {
  return <EmptyState title={t('shell.noPermission')} detail={t('shell.noPermissionDetail')} />
}

/** The whole of such a page. */
export function NoPermissionPage({ title, parent }: { title: string; parent?: ReactNode }) {
  return (
    <>
      <PageBar title={title} parent={parent} />
      <NoPermission />
    </>
  )
}
