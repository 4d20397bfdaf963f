import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { BackupSetup } from './BackupSetup.tsx'
import keeping from './keeping.module.css'
import { type Backups, backUp, useDoing } from './queries.ts'
import { Fact, Section } from './Section.tsx'
import classes from './system.module.css'
import { bytes } from './units.ts'

/** Where the backups are, how old the newest is, and whether the log behind it is whole. */
export function BackupsSection({ backups }: { backups: Backups }) {
  const begin = useDoing(backUp, () => t('system.backupBegun'))
  const [last] = backups.runs
  const isRunning = last?.state === 'running'
  const action = (
    <Button variant="default" loading={begin.isPending || isRunning} onClick={() => begin.mutate()}>
      {t('system.backUpNow')}
    </Button>
  )
  return (
    <Section id="backups" title={t('system.backups')} action={action} isWide>
      {backups.setup && <BackupSetup setup={backups.setup} />}
      <Fact label={t('system.lastBackup')}>{last ? <LastRun run={last} /> : t('system.noBackup')}</Fact>
      <Fact label={t('system.log')}>
        {backups.waitingSince ? (
          <>
            {t('system.logWaits', { count: backups.waiting })} <RelativeTime at={backups.waitingSince} inSentence />
          </>
        ) : (
          t(backups.setup ? 'system.logNotKept' : 'system.logKept')
        )}
      </Fact>
      {backups.key?.isWrittenDown && <Fact label={t('system.key')}>{t('system.keyWritten')}</Fact>}
      {backups.places.length > 0 && <Places places={backups.places} />}
      {backups.kind !== 'elsewhere' && (
        <p className={keeping.more}>
          <Link to="/system/earlier-record">{t('earlier.title')}</Link>
        </p>
      )}
    </Section>
  )
}

function LastRun({ run: { state, startedAt, bytes: size, error } }: { run: Backups['runs'][number] }) {
  return (
    <>
      <span data-bad={state === 'failed' || undefined} className={classes.outcome}>
        {t(`system.run_${state}`)}
      </span>{' '}
      <RelativeTime at={startedAt} inSentence />
      {size !== null && `, ${bytes(size)}`}
      {error && <p className={classes.fault}>{error}</p>}
    </>
  )
}

function Places({ places }: { places: Backups['places'] }) {
  return (
    <table className={keeping.table}>
      <thead>
        <tr>
          <th scope="col">{t('system.place')}</th>
          <th scope="col">{t('system.newest')}</th>
          <th scope="col">{t('system.from')}</th>
          <th scope="col">{t('system.backups')}</th>
          <th scope="col">{t('system.size')}</th>
          <th scope="col">{t('system.logGap')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ place, newestAt, restorableFrom, backups, bytes: size, gap, error }) => (
          <tr key={place}>
            <th scope="row">
              {place}
              {error && <p className={classes.fault}>{error}</p>}
            </th>
            <td data-label={t('system.newest')}>{newestAt ? <RelativeTime at={newestAt} /> : '–'}</td>
            <td data-label={t('system.from')}>{restorableFrom ? <RelativeTime at={restorableFrom} /> : '–'}</td>
            <td data-label={t('system.backups')}>{count(backups)}</td>
            <td data-label={t('system.size')}>{bytes(size)}</td>
            <td data-label={t('system.logGap')}>
              {gap ? <span className={classes.fault}>{t('system.gapAt', { gap })}</span> : t('system.noGap')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
