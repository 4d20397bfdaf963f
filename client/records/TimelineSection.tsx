import { Button, SegmentedControl } from '@mantine/core'
import {
  IconArrowRight,
  IconCalendarEvent,
  IconChecklist,
  IconHandGrab,
  IconHeartHandshake,
  IconLock,
  IconPencil,
  IconPhone,
  IconPlus,
  IconProgress,
  IconUpload,
} from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { useNameOf } from './people.ts'
import { tasksQuery, timelineQuery, visitsQuery } from './queries.ts'
import type { RecordRef, TimelineEntry } from './record.ts'
import classes from './TimelineSection.module.css'
import { type Change, entryWords, type TitleOf } from './timeline-words.ts'

type Shown = 'everything' | 'calls'

/** Everything that happened, newest first. */
export function TimelineSection({ record }: { record: RecordRef }) {
  const [shown, setShown] = useState<Shown>('everything')
  const choice = (
    <SegmentedControl
      aria-label={t('timeline.show')}
      value={shown}
      onChange={(value) => setShown(value === 'calls' ? 'calls' : 'everything')}
      data={[
        { value: 'everything', label: t('timeline.everything') },
        { value: 'calls', label: t('timeline.onlyCalls') },
      ]}
    />
  )
  return (
    <PanelSection title={t('timeline.title')} aside={choice}>
      <Entries record={record} shown={shown} />
    </PanelSection>
  )
}

function Entries({ record, shown }: { record: RecordRef; shown: Shown }) {
  const query = useInfiniteQuery(timelineQuery(record))
  const titleOf = useTitleOf(record)
  if (query.isPending) return <SkeletonRows rows={4} columns={2} height={36} />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const entries = query.data.pages.flatMap(({ data }) => data).filter(({ kind }) => shown === 'everything' || kind === 'call')
  return (
    <>
      {entries.length === 0 && <p className={classes.none}>{shown === 'calls' ? t('calls.none') : t('timeline.empty')}</p>}
      <ol className={classes.list}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} titleOf={titleOf} />
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

function Entry({ entry, titleOf }: { entry: TimelineEntry; titleOf: TitleOf }) {
  const nameOf = useNameOf()
  const { who, did, about, changes, quote, reason } = entryWords(entry, nameOf, titleOf)
  const Icon = iconOf(entry)
  return (
    <li className={classes.entry}>
      <span className={classes.glyph} aria-hidden>
        <Icon size={14} stroke={1.5} />
      </span>
      <div className={classes.words}>
        <div className={classes.line}>
          <span>
            <strong>{who}</strong> {did}
            {about && <>: {about}</>}
          </span>
          <RelativeTime at={entry.at} className={classes.when} />
        </div>
        {changes.map((change) => (
          <ChangeLine key={change.label} change={change} alone={changes.length === 1} />
        ))}
        {quote && <q className={classes.more}>{quote}</q>}
        {reason && <span className={classes.more}>{t('timeline.because', { reason })}</span>}
      </div>
    </li>
  )
}

function ChangeLine({ change: { label, from, to }, alone }: { change: Change; alone: boolean }) {
  return (
    <span className={classes.more}>
      {!alone && `${label}: `}
      {from} <IconArrowRight size={12} aria-label={t('timeline.to')} /> {to}
    </span>
  )
}

const icons: Record<string, typeof IconPlus> = {
  created: IconPlus,
  imported: IconUpload,
  status_changed: IconProgress,
  stage_changed: IconProgress,
  claimed: IconHandGrab,
  called: IconPhone,
  converted: IconHeartHandshake,
  restricted: IconLock,
}

function iconOf({ entityType, action }: TimelineEntry) {
  if (entityType === 'task') return IconChecklist
  if (entityType === 'appointment') return IconCalendarEvent
  return icons[action] ?? IconPencil
}
