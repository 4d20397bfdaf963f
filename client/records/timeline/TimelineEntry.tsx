import {
  IconArrowRight,
  IconCalendarEvent,
  IconChecklist,
  IconHandGrab,
  IconHeartHandshake,
  IconLock,
  IconMessage,
  IconPencil,
  IconPhone,
  IconPlus,
  IconProgress,
  IconUpload,
} from '@tabler/icons-react'
import { t } from '../../lib/messages.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { useNameOf } from '../people.ts'
import type { StoryRef, TimelineEntry } from '../record.ts'
import { CommentText } from './CommentText.tsx'
import classes from './TimelineSection.module.css'
import { type Change, entryWords, type TitleOf } from './timeline-words.ts'

/** Who did what and when, with somebody's own words where there are some. */
export function Entry({ about, entry, titleOf }: { about: StoryRef; entry: TimelineEntry; titleOf: TitleOf }) {
  const nameOf = useNameOf()
  const { who, did, about: subject, changes, quote, reason, missing } = entryWords(entry, nameOf, titleOf)
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
            {subject && <>: {subject}</>}
          </span>
          <RelativeTime at={entry.at} className={classes.when} />
        </div>
        {changes.map((change) => (
          <ChangeLine key={change.label} change={change} alone={changes.length === 1} />
        ))}
        {entry.kind === 'comment' && <CommentText about={about} entry={entry} />}
        {quote && <q className={classes.more}>{quote}</q>}
        {reason && <span className={classes.more}>{t('timeline.because', { reason })}</span>}
        {missing && <span className={classes.more}>{t('timeline.wasMissing', { what: missing })}</span>}
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

function iconOf({ kind, entityType, action }: TimelineEntry) {
  if (kind === 'comment') return IconMessage
  if (entityType === 'task') return IconChecklist
  if (entityType === 'appointment') return IconCalendarEvent
  return icons[action] ?? IconPencil
}
