import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { count } from '../lib/dates.ts'
import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermission } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import classes from './system.module.css'

type Health = ApiReply<'GET /system'>

const healthQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => call('GET /system', { signal }),
  refetchInterval: 30_000,
})

/** Whether the machine is well, in sections. */
export function SystemPage() {
  useTitle(t('system.title'))
  if (!useMe().permissions.includes('GET /system'))
    return (
      <>
        <PageBar title={t('system.title')} />
        <NoPermission />
      </>
    )
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
  const { app, database, migrations, disk, lastImport } = health
  return (
    <div className={classes.page}>
      <State health={health} />
      <div className={classes.sections}>
        <Section title={t('system.app')}>
          <Fact label={t('system.version')}>{app.version}</Fact>
          <Fact label="Node.js">{app.node}</Fact>
          <Fact label={t('system.started')}>
            <RelativeTime at={app.startedAt} />
          </Fact>
          <Fact label={t('system.memory')}>{bytes(app.memoryBytes)}</Fact>
          <Fact label={t('system.streams')}>{count(app.openStreams)}</Fact>
          <Fact label={t('system.mail')}>{t(app.mail ? 'system.mailSet' : 'system.mailMissing')}</Fact>
        </Section>
        <Section title={t('system.database')}>
          <Fact label="PostgreSQL">{database.version}</Fact>
          <Fact label={t('system.size')}>{bytes(database.bytes)}</Fact>
          <Fact label={t('system.connections')}>
            {t('system.of', { used: database.connections.used, most: database.connections.most })}
          </Fact>
          <Fact label={t('system.pool')}>{t('system.poolWords', { open: database.pool.open, waiting: database.pool.waiting })}</Fact>
          <Fact label={t('system.migrations')}>{t('system.of', { used: migrations.applied, most: migrations.known })}</Fact>
          <Fact label={t('system.disk')}>{t('system.free', { free: bytes(disk.freeBytes), total: bytes(disk.totalBytes) })}</Fact>
        </Section>
        <Jobs health={health} />
        <Section title={t('system.imports')}>
          {lastImport ? (
            <Fact label={t(lastImport.kind === 'leads' ? 'system.leads' : 'system.contacts')}>
              {t(`system.import_${stateOf(lastImport.state)}`)} <RelativeTime at={lastImport.at} inSentence />
            </Fact>
          ) : (
            <p className={classes.quiet}>{t('system.noImport')}</p>
          )}
        </Section>
        <Tables tables={database.tables} />
      </div>
    </div>
  )
}

const stateOf = (state: string) => (state === 'done' || state === 'failed' || state === 'undone' ? state : 'underway')

function State({ health: { state, jobs, disk } }: { health: Health }) {
  const alarms = [
    ...state.alarms,
    ...(jobs.failed ? [t('system.jobsFailed', { count: jobs.failed })] : []),
    ...(disk.freeBytes < disk.totalBytes / 10 ? [t('system.diskLow', { free: bytes(disk.freeBytes) })] : []),
  ]
  const Icon = alarms.length ? IconAlertTriangle : IconCircleCheck
  return (
    <div className={classes.state} data-bad={alarms.length > 0 || undefined} role="status">
      <Icon size={18} aria-hidden />
      <strong>{alarms.length ? t('system.alarms', { count: alarms.length }) : t('system.well')}</strong>
      {alarms.length > 0 && (
        <ul>
          {alarms.map((alarm) => (
            <li key={alarm}>{alarm}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Jobs({ health: { jobs } }: { health: Health }) {
  return (
    <Section title={t('system.jobs')}>
      <Fact label={t('system.waiting')}>{count(jobs.waiting)}</Fact>
      <Fact label={t('system.active')}>{count(jobs.active)}</Fact>
      <Fact label={t('system.failed')}>{count(jobs.failed)}</Fact>
      <Fact label={t('system.oldest')}>{jobs.oldestWaitingAt ? <RelativeTime at={jobs.oldestWaitingAt} /> : '–'}</Fact>
      {jobs.queues.map(({ name, waiting, active, failed }) => (
        <Fact key={name} label={name}>
          {t('system.queue', { waiting, active, failed })}
        </Fact>
      ))}
    </Section>
  )
}

function Tables({ tables }: { tables: Health['database']['tables'] }) {
  return (
    <section className={classes.wide}>
      <h2>{t('system.tables')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('system.table')}</th>
            <th scope="col">{t('system.rows')}</th>
            <th scope="col">{t('system.size')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, rows, bytes: size }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count(rows)}</td>
              <td>{bytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  )
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function bytes(value: number): string {
  const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
  const shown = value / 1000 ** step
  const digits = shown < 10 && step > 0 ? 1 : 0
  return numberFormat(locale(), { style: 'unit', unit: units[step] ?? 'byte', maximumFractionDigits: digits }).format(shown)
}
