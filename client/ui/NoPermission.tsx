import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import { EmptyState } from './EmptyState.tsx'
import { PageBar } from './PageBar.tsx'

/** Instead of a page the person's role has no part in. */
export function NoPermission() {
  const back = (
    <Button component={Link} to="/my-day" variant="default">
      {t('shell.toMyDay')}
    </Button>
  )
  return <EmptyState title={t('shell.noPermission')} detail={t('shell.noPermissionDetail')} action={back} />
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
