import { ActionIcon, Button, UnstyledButton } from '@mantine/core'
import {
  IconAt,
  IconCheck,
  IconClockExclamation,
  IconHandGrab,
  IconMessage,
  IconPointFilled,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { dayName } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useNameOf } from '../records/people.ts'
import { RelativeTime, useNow } from '../ui/RelativeTime.tsx'
import classes from './NoticeList.module.css'
import { byDay, type Notice, type NoticeRun, placeOf, useMarking, wordsOf } from './notices.ts'

type NoticeListProps = { notices: readonly Notice[]; onOpen?: () => void }

/** Grouped by day, newest first; each opens its record and is read with it. */
export function NoticeList({ notices, onOpen }: NoticeListProps) {
  const now = useNow()
  return byDay(notices).map(({ at, runs }) => (
    <section key={at} className={classes.day}>
      <h2 className={classes.dayName}>{dayName(at, now)}</h2>
      <ul className={classes.list}>
        {runs.map((run) => (
          <Run key={run.first.id} run={run} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  ))
}

function Run({ run: { shown, more }, onOpen }: { run: NoticeRun; onOpen?: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {(open ? [...shown, ...more] : shown).map((notice) => (
        <Row key={notice.id} notice={notice} onOpen={onOpen} />
      ))}
      {more.length > 0 && !open && (
        <li className={classes.more}>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            {t('notices.more', { count: more.length })}
          </Button>
        </li>
      )}
    </>
  )
}

const glyphs = {
  assigned: IconUserPlus,
  mentioned: IconAt,
  overdue: IconClockExclamation,
  claimed: IconHandGrab,
  message: IconMessage,
  asked: IconUserQuestion,
}

function Row({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const navigate = useNavigate()
  const nameOf = useNameOf()
  const { mark } = useMarking()
  const unread = notice.readAt === null
  const Glyph = glyphs[notice.kind]
  const open = () => {
    if (unread) mark({ id: notice.id, read: true })
    onOpen?.()
    void navigate({ href: placeOf(notice) })
  }
  return (
    <li className={classes.row} data-unread={unread || undefined}>
      <UnstyledButton className={classes.open} onClick={open}>
        <Glyph size={16} stroke={1.5} aria-hidden className={classes.glyph} data-kind={notice.kind} />
        <span className={classes.words}>
          <span className={classes.title}>
            {notice.title ?? t('notices.manyRecords')}
            {unread && <span className="visually-hidden">, {t('notices.isUnread')}</span>}
          </span>
          <span className={classes.what}>
            {wordsOf(notice, nameOf(notice.actorId))} · <RelativeTime at={notice.createdAt} inSentence />
          </span>
        </span>
      </UnstyledButton>
      <ActionIcon
        aria-label={t(unread ? 'notices.read' : 'notices.asUnread')}
        title={t(unread ? 'notices.read' : 'notices.asUnread')}
        className={classes.mark}
        onClick={() => mark({ id: notice.id, read: unread })}
      >
        {unread ? <IconPointFilled size={16} /> : <IconCheck size={14} />}
      </ActionIcon>
    </li>
  )
}
