import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { count } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { isStatus } from '../../lib/problem.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { toastMilliseconds } from '../../ui/toast.ts'
import classes from './BulkDock.module.css'
import { type BulkJobDetail, isUnderWay, jobQuery, useUndoBulk } from './jobs.ts'
import { useRunningJob } from './running-job.ts'
import { progressOf, records, resultWords } from './words.ts'

/** The bulk job under way, on whatever page one is; when it is done, what came of it and the way back. */
export function BulkDock() {
  const [id, follow] = useRunningJob()
  if (id === undefined) return null
  return <Followed key={id} id={id} onClose={() => follow(undefined)} />
}

function Followed({ id, onClose }: { id: number; onClose: () => void }) {
  const { data: job, error } = useQuery(jobQuery(id))
  useFreshLists(job)
  useEffect(() => {
    if (isStatus(error, 404)) onClose()
  }, [error, onClose])
  if (!job) return null
  return (
    <section className={classes.dock} aria-label={t('bulk.dock')}>
      {isUnderWay(job) ? <UnderWay job={job} onClose={onClose} /> : <Ended job={job} onClose={onClose} />}
    </section>
  )
}

/** Lists that showed the records show them as they are now. */
function useFreshLists(job: BulkJobDetail | undefined) {
  const queries = useQueryClient()
  const wasUnderWay = useRef(false)
  useEffect(() => {
    if (!job) return
    const now = isUnderWay(job)
    if (wasUnderWay.current && !now) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'one' })
    wasUnderWay.current = now
  }, [job, queries])
}

type PartProps = { job: BulkJobDetail; onClose: () => void }

function UnderWay({ job, onClose }: PartProps) {
  const undo = useUndoBulk()
  const { done, total } = progressOf(job)
  const words = t(job.state === 'undoing' ? 'bulk.undoing' : 'bulk.working', { what: records(job.entityType, total) })
  return (
    <>
      <div className={classes.line}>
        <p className={classes.words}>{words}</p>
        <span className={classes.figure}>{t('bulk.progress', { done: count(done), total: count(total) })}</span>
        <CloseButton onClose={onClose} />
      </div>
      <ProgressBar label={words} done={done} total={total} />
      {job.state !== 'undoing' && (
        <div className={classes.line}>
          <Button variant="subtle" size="compact-sm" onClick={() => void undo(job.id)}>
            {t('bulk.stop')}
          </Button>
        </div>
      )}
    </>
  )
}

function Ended({ job, onClose }: PartProps) {
  const undo = useUndoBulk()
  const [held, setHeld] = useState(false)
  const calm = job.counts.refused + job.counts.kept === 0 && !job.failure
  useEffect(() => {
    if (held || !calm) return
    const timer = setTimeout(onClose, toastMilliseconds)
    return () => clearTimeout(timer)
  }, [held, calm, onClose])
  return (
    // Reading or reaching for it stops the clock.
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only hold the timer; the buttons act.
    <div onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <div className={classes.line}>
        <p className={classes.words} role="status">
          {resultWords(job)}
        </p>
        <CloseButton onClose={onClose} />
      </div>
      <div className={classes.line}>
        {job.state !== 'undone' && job.counts.changed > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => void undo(job.id)}>
            {t('common.undo')}
          </Button>
        )}
        <Link to="/bulk" search={{ job: job.id }} className={classes.more} onClick={onClose}>
          {t('bulk.details')}
        </Link>
      </div>
    </div>
  )
}

const CloseButton = ({ onClose }: { onClose: () => void }) => (
  <ActionIcon aria-label={t('bulk.hide')} onClick={onClose}>
    <IconX size={14} />
  </ActionIcon>
)
