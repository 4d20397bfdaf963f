/** The machine itself: program, database, jobs, the last import, the largest tables. */
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import type { Health } from './queries.ts'
import { Fact, Section } from './Section.tsx'
import classes from './system.module.css'
import { bytes } from './units.ts'

export function MachineSections({ health }: { health: Health }) {
  return (
    <>
      <Program app={health.app} />
      <Database health={health} />
      <Jobs health={health} />
      <LastImport lastImport={health.lastImport} />
      <Tables tables={health.database.tables} />
    </>
  )
}

function Program({ app }: { app: Health['app'] }) {
  return (
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
  )
}

function Database({ health: { database, migrations, disk } }: { health: Health }) {
  return (
    <Section title={t('system.database')}>
      <Fact label="PostgreSQL">{database.version}</Fact>
      <Fact label={t('system.size')}>{bytes(database.bytes)}</Fact>
      <Fact label={t('system.connections')}>{t('system.of', { used: database.connections.used, most: database.connections.most })}</Fact>
      <Fact label={t('system.pool')}>{t('system.poolWords', { open: database.pool.open, waiting: database.pool.waiting })}</Fact>
      <Fact label={t('system.migrations')}>{t('system.of', { used: migrations.applied, most: migrations.known })}</Fact>
      <Fact label={t('system.disk')}>{t('system.free', { free: bytes(disk.freeBytes), total: bytes(disk.totalBytes) })}</Fact>
    </Section>
  )
}

function LastImport({ lastImport }: { lastImport: Health['lastImport'] }) {
  return (
    <Section title={t('system.imports')}>
      {lastImport ? (
        <Fact label={t(lastImport.kind === 'leads' ? 'system.leads' : 'system.contacts')}>
          {t(`system.import_${stateOf(lastImport.state)}`)} <RelativeTime at={lastImport.at} inSentence />
        </Fact>
      ) : (
        <p className={classes.quiet}>{t('system.noImport')}</p>
      )}
    </Section>
  )
}

const stateOf = (state: string) => (state === 'done' || state === 'failed' || state === 'undone' ? state : 'underway')

function Jobs({ health: { jobs } }: { health: Health }) {
  return (
    <Section title={t('system.jobs')}>
      <Fact label={t('system.waiting')}>{count(jobs.waiting)}</Fact>
      <Fact label={t('system.active')}>{count(jobs.active)}</Fact>
      <Fact label={t('system.failed')}>{count(jobs.failed)}</Fact>
      <Fact label={t('system.oldest')}>{jobs.oldestWaitingAt ? <RelativeTime at={jobs.oldestWaitingAt} /> : '–'}</Fact>
      {jobs.queues.filter(isOurs).map(({ name, waiting, active, failed }) => (
        <Fact key={name} label={name}>
          {t('system.queue', { waiting, active, failed })}
        </Fact>
      ))}
    </Section>
  )
}

/** The job library keeps queues of its own, whose names say nothing here. */
const isOurs = ({ name }: { name: string }) => !name.startsWith('__pgboss')

function Tables({ tables }: { tables: Health['database']['tables'] }) {
  return (
    <Section title={t('system.tables')} isWide>
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
    </Section>
  )
}
