import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermissionPage } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { FleetSections } from './FleetSections.tsx'
import { HealthState } from './HealthState.tsx'
import { KeepingSections } from './KeepingSections.tsx'
import { MachineSections } from './MachineSections.tsx'
import { type Health, healthQuery } from './queries.ts'
import classes from './system.module.css'

/** Whether the machine is well, in sections. */
export function SystemPage() {
  useTitle(t('system.title'))
  if (!useMe().permissions.includes('GET /system')) return <NoPermissionPage title={t('system.title')} />
  return <System />
}

function System() {
  const health = useQuery(healthQuery)
  return (
    <>
      <PageBar title={t('system.title')}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={health.isFetching}
          onClick={() => void health.refetch()}
        >
          {t('system.refresh')}
        </Button>
      </PageBar>
      {health.isPending && <SkeletonRows rows={10} columns={3} />}
      {health.isError && !health.data && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
      {health.data && <Sections health={health.data} />}
    </>
  )
}

function Sections({ health }: { health: Health }) {
  return (
    <div className={classes.page}>
      <HealthState health={health} />
      <div className={classes.sections}>
        <KeepingSections />
        <MachineSections health={health} />
        <FleetSections />
      </div>
    </div>
  )
}
