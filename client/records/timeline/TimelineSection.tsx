import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import { tasksQuery, timelineQuery, visitsQuery } from '../queries.ts'
import type { RecordRef, StoryRef } from '../record.ts'
import section from '../section.module.css'
import { CommentBox } from './CommentBox.tsx'
import { Entry } from './TimelineEntry.tsx'
import type { TitleOf } from './timeline-words.ts'

const choices = ['everything', 'call', 'comment'] as const
type Shown = (typeof choices)[number]

/** Everything that happened with a lead or a patient, newest first, and a place to say something. */
export function TimelineSection({ record }: { record: RecordRef }) {
  const [shown, setShown] = useState<Shown>('everything')
  const titleOf = useTitleOf(record)
  const choice = (
    <SegmentedControl
      aria-label={t('timeline.show')}
      value={shown}
      onChange={(value) => setShown(choices.find((each) => each === value) ?? 'everything')}
      data={[
        { value: 'everything', label: t('timeline.everything') },
        { value: 'call', label: t('timeline.onlyCalls') },
        { value: 'comment', label: t('comments.only') },
      ]}
    />
  )
  return (
    <PanelSection title={t('timeline.title')} aside={choice}>
      <CommentBox key={record.id} about={record} />
      <Entries about={record} shown={shown} titleOf={titleOf} />
    </PanelSection>
  )
}

const untitled: TitleOf = () => undefined

/** The same of a task: comments and what was done to it. */
export function TaskStory({ id }: { id: number }) {
  const about: StoryRef = { kind: 'task', id }
  return (
    <PanelSection title={t('timeline.title')}>
      <CommentBox about={about} />
      <Entries about={about} shown="everything" titleOf={untitled} />
    </PanelSection>
  )
}

function Entries({ about, shown, titleOf }: { about: StoryRef; shown: Shown; titleOf: TitleOf }) {
  const query = useInfiniteQuery(timelineQuery(about))
  if (query.isPending) return <SkeletonRows rows={4} columns={2} height={36} />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const entries = query.data.pages.flatMap(({ data }) => data).filter(({ kind }) => shown === 'everything' || kind === shown)
  const nothing = { everything: t('timeline.empty'), call: t('calls.none'), comment: t('comments.none') }
  return (
    <>
      {entries.length === 0 && <p className={section.none}>{nothing[shown]}</p>}
      <ol className={section.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} about={about} entry={entry} titleOf={titleOf} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="subtle" color="gray" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('timeline.older')}
        </Button>
      )}
    </>
  )
}

/** The trail keeps no free text: titles come from the tasks and appointments as they stand. */
function useTitleOf(record: RecordRef): TitleOf {
  const { data: tasks } = useQuery(tasksQuery(record))
  const { data: visits } = useQuery(visitsQuery(record))
  return (entityType, id) => {
    const all = entityType === 'task' ? tasks : entityType === 'appointment' ? visits : undefined
    return all?.find((each) => each.id === id)?.title
  }
}
