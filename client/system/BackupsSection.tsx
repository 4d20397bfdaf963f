import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { BackupSetup } from './BackupSetup.tsx'
import keeping from './keeping.module.css'
import { type Backups, backUp, backupsQuery, lookSoonMs, useDoing } from './queries.ts'
import { Fact, Section } from './Section.tsx'
import classes from './system.module.css'
import { bytes } from './units.ts'

type Run = Backups['runs'][number]
const longestWaitMs = 30_000

/** Where the backups are, how old the newest is, and whether the log behind it is whole. */
export function BackupsSection({ backups }: { backups: Backups }) {
  const [last] = backups.runs
  const { begin, isRunning } = useBackUp(last)
  const action = (
    <Button variant="default" loading={isRunning} onClick={begin}>
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

/** A job takes it up a moment after the answer: until it stands among the runs one looks often, though not for ever. */
function useBackUp(last: Run | undefined) {
  const doing = useDoing(backUp, () => t('system.backupBegun'))
  const [asked, setAsked] = useState<{ behind: number | undefined }>()
  const isAwaited = asked !== undefined && asked.behind === last?.id
  useQuery({ ...backupsQuery, refetchInterval: isAwaited ? lookSoonMs : false })
  useEffect(() => {
    if (!isAwaited) return
    const patience = setTimeout(() => setAsked(undefined), longestWaitMs)
    return () => clearTimeout(patience)
  }, [isAwaited])
  const mutate = () => doing.mutate(undefined, { onSuccess: () => setAsked({ behind: last?.id }) })
  return { begin: mutate, isRunning: doing.isPending || isAwaited || last?.state === 'running' }
}

function LastRun({ run: { state, startedAt, bytes: size, error } }: { run: Run }) {
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
