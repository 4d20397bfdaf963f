import { IconPaperclip } from '@tabler/icons-react'
import { t } from '../../lib/messages.ts'
import { fileSize } from '../../lib/sizes.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { useNameOf } from '../people.ts'
import classes from './Talk.module.css'
import { fileAddress, type Message } from './talks.ts'

/** Who, when, what; whether the other side has read it. */
export function MessageLine({ message: { userId, body, createdAt, readAt, readById, files } }: { message: Message }) {
  const nameOf = useNameOf()
  const theirs = userId === null
  const mark =
    readAt === null ? (theirs ? t('talk.new') : t('talk.notRead')) : theirs ? t('talk.readBy', { who: nameOf(readById) }) : t('talk.seen')
  return (
    <li className={classes.message} data-theirs={theirs || undefined} data-unread={(theirs && readAt === null) || undefined}>
      <p className={classes.about}>
        <strong>{theirs ? t('talk.patient') : nameOf(userId)}</strong> <RelativeTime at={createdAt} /> · {mark}
      </p>
      {body && <p className={classes.body}>{body}</p>}
      {files.map(({ id, name, bytes }) => (
        <a key={id} className={classes.file} href={fileAddress(id)} download={name}>
          <IconPaperclip size={14} aria-hidden />
          {name} <span className={classes.size}>{fileSize(bytes)}</span>
        </a>
      ))}
    </li>
  )
}
