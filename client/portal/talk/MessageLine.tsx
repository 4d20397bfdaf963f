import { IconPaperclip } from '@tabler/icons-react'
import { dateAndTime, exactTime } from '../../lib/dates.ts'
import { fileSize } from '../../lib/sizes.ts'
import { fileAddress } from '../lib/files.ts'
import { t } from '../messages.ts'
import type { OwnMessage } from './queries.ts'
import classes from './talk.module.css'

/** One's own stand on the right; the clinic's name who wrote. */
export function MessageLine({ message: { author, body, createdAt, readAt, files } }: { message: OwnMessage }) {
  const own = author === null
  return (
    <li className={classes.message} data-own={own || undefined}>
      <p className={classes.about}>
        <strong>{own ? t('talk.you') : author || t('talk.clinic')}</strong>
        <time dateTime={createdAt} title={exactTime(createdAt)}>
          {dateAndTime(createdAt, Date.now())}
        </time>
      </p>
      {body && <p className={classes.body}>{body}</p>}
      {files.map(({ id, name, bytes }) => (
        <a key={id} className={classes.file} href={fileAddress(id)} download={name}>
          <IconPaperclip size={18} stroke={1.6} aria-hidden />
          <span>{name}</span>
          <span className={classes.size}>{fileSize(bytes)}</span>
        </a>
      ))}
      {own && <p className={classes.mark}>{t(readAt === null ? 'talk.sent' : 'talk.seen')}</p>}
    </li>
  )
}
