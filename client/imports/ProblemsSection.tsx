import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type RowOutcome, rowOutcomes } from '#shared/imports'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { type Import, problemsQuery } from './queries.ts'
import { reasonWords } from './reasons.ts'
import classes from './rows.module.css'

/** The rows to know about, one kind at a time. */
export function ProblemsSection({ list }: { list: Import }) {
  const present = rowOutcomes.filter((outcome) => howMany(list, outcome) > 0)
  const [chosen, setChosen] = useState<RowOutcome>()
  const outcome = present.find((each) => each === chosen) ?? present[0]
  if (!outcome) return null
  return (
    <section className={classes.wide} aria-labelledby="import-problems">
      <h2 id="import-problems" className={classes.heading}>
        {t('imports.problems')}
      </h2>
      <p className={classes.quiet}>{t('imports.problemsDetail')}</p>
      <SegmentedControl
        size="xs"
        aria-labelledby="import-problems"
        value={outcome}
        onChange={(value) => setChosen(rowOutcomes.find((each) => each === value))}
        data={present.map((value) => ({ value, label: `${t(`imports.outcomes.${value}`)} ${count(howMany(list, value))}` }))}
      />
      <Rows list={list} outcome={outcome} />
    </section>
  )
}

function howMany({ counts, undone }: Import, outcome: RowOutcome): number {
  if (outcome === 'kept') return undone?.kept ?? 0
  if (!counts) return 0
  return { refused: counts.refused, duplicate: counts.duplicates, warning: counts.warnings }[outcome]
}

function Rows({ list, outcome }: { list: Import; outcome: RowOutcome }) {
  const problems = useInfiniteQuery(problemsQuery(list.id, outcome, list.updatedAt))
  if (problems.isPending) return <SkeletonRows rows={6} columns={3} />
  if (problems.isError) return <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />
  return (
    <>
      <ScrollRegion className={classes.scroll} labelledBy="import-problems">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('imports.row')}</th>
              <th scope="col">{t('imports.why')}</th>
              <th scope="col">{t('imports.who')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.data.pages
              .flatMap(({ data }) => data)
              .map(({ line, reason, cells }) => (
                <tr key={line}>
                  <th scope="row">{count(line)}</th>
                  <td className={classes.reason}>{reasonWords(reason)}</td>
                  <td title={cells.join(', ')}>{cells.filter(Boolean).slice(0, 4).join(' · ')}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </ScrollRegion>
      {problems.hasNextPage && (
        <Button variant="default" loading={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
          {t('imports.morePages')}
        </Button>
      )}
    </>
  )
}
