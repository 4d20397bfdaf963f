import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { useTitle } from '../../lib/title.ts'
import { useNameOf } from '../../records/people.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import classes from './BulkJobsPage.module.css'
import { type BulkJob, isUnderWay, jobQuery, jobsQuery, useUndoBulk } from './jobs.ts'
import { fieldWords, progressOf, records, resultWords, whyWords } from './words.ts'

/** What was changed in bulk, by whom, what came of it, and the way back. */
export function BulkJobsPage() {
  useTitle(t('bulk.pageTitle'))
  const list = useInfiniteQuery(jobsQuery)
  const jobs = list.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <>
      <PageBar title={t('bulk.pageTitle')} />
      {list.isPending && <SkeletonRows rows={8} columns={3} />}
      {list.isError && jobs.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && jobs.length === 0 && <EmptyState title={t('bulk.emptyTitle')} detail={t('bulk.emptyDetail')} />}
      {jobs.length > 0 && (
        <ScrollRegion className={classes.scroll} label={t('bulk.pageTitle')}>
          <ul className={classes.list}>
            {jobs.map((job) => (
              <JobItem key={job.id} job={job} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button variant="default" className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('bulk.older')}
            </Button>
          )}
        </ScrollRegion>
      )}
    </>
  )
}

function JobItem({ job }: { job: BulkJob }) {
  const asked = useSearch({ from: '/staff/bulk' }).job
  const [open, setOpen] = useState(asked === job.id)
  const nameOf = useNameOf()
  const undo = useUndoBulk()
  const { done, total } = progressOf(job)
  const problems = job.counts.refused + job.counts.kept
  const back = t(isUnderWay(job) ? 'bulk.stop' : 'common.undo')
  const title = t('bulk.jobTitle', {
    fields: Object.keys(job.changes).map(fieldWords).join(', '),
    what: records(job.entityType, job.total),
  })
  return (
    <li className={classes.job}>
      <div className={classes.words}>
        <h2 className={classes.title}>{title}</h2>
        <p className={classes.detail}>
          {nameOf(job.requestedById)} · <RelativeTime at={job.createdAt} />
          {job.reason && ` · ${job.reason}`}
        </p>
        {isUnderWay(job) ? (
          <div className={classes.progress}>
            <ProgressBar label={title} done={done} total={total} />
          </div>
        ) : (
          <p className={classes.detail}>{resultWords(job)}</p>
        )}
        {problems > 0 && (
          <Button variant="subtle" size="compact-sm" className={classes.which} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'bulk.hideWhich' : 'bulk.which', { many: count(problems) })}
          </Button>
        )}
        {open && problems > 0 && <Problems job={job} of={problems} />}
      </div>
      {job.state !== 'undone' && job.state !== 'undoing' && (isUnderWay(job) || job.counts.changed > 0) && (
        <Button variant="default" onClick={() => void undo(job.id)} aria-label={`${back}: ${title}`}>
          {back}
        </Button>
      )}
    </li>
  )
}

function Problems({ job, of }: { job: BulkJob; of: number }) {
  const { data } = useQuery(jobQuery(job.id))
  if (!data) return null
  return (
    <ul className={classes.problems}>
      {data.problems.map(({ entityId, name, reason, fields }) => (
        <li key={entityId}>
          <strong>{name ?? t('bulk.unknown', { id: entityId })}</strong> {whyWords(reason)}
          {fields.length > 0 && `: ${fields.map(fieldWords).join(', ')}`}
        </li>
      ))}
      {of > data.problems.length && <li>{t('bulk.andMore', { many: count(of - data.problems.length) })}</li>}
    </ul>
  )
}
