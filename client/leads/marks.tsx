/** Small words for single values of a lead. */
import { type MouseEvent, memo } from 'react'
import { t } from '../lib/messages.ts'
import { phoneLink, showPhone } from '../lib/phones.ts'
import { useMe } from '../lib/session.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import classes from './marks.module.css'
import { useNameOf } from './people.ts'

/** A link inside a row answers for itself. */
const stay = (event: MouseEvent) => event.stopPropagation()

export function PhoneLink({ phone }: { phone: string | null }) {
  if (!phone) return <span>–</span>
  return (
    <a href={phoneLink(phone)} className={classes.link} onClick={stay}>
      {showPhone(phone)}
    </a>
  )
}

export function MailLink({ email }: { email: string }) {
  return (
    <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} className={classes.link} onClick={stay} title={email}>
      {email}
    </a>
  )
}

/** `None` is a value of the documents; nobody should have to read it as a name. */
export const sourceWords = (source: string | null) => (source === null || source === 'None' ? t('leads.noSource') : source)

/** Two lines rather than an ellipsis: long sources differ at their end. */
export function Source({ source }: { source: string | null }) {
  return source === null || source === 'None' ? (
    <span title={t('leads.noSource')}>–</span>
  ) : (
    <span className={classes.source}>{source}</span>
  )
}

export function When({ at, never }: { at: string | null; never?: 'late' }) {
  if (at) return <RelativeTime at={at} />
  return <span className={never && classes.late}>{never ? t('leads.never') : '–'}</span>
}

/** Initials; petrol for mine. */
export const OwnerMark = memo(function OwnerMark({ id, decorative }: { id: number | null; decorative?: boolean }) {
  const nameOf = useNameOf()
  const me = useMe().id
  if (id === null) return <span className={classes.unowned} role="img" aria-label={t('leads.nobody')} title={t('leads.nobody')} />
  return <PersonAvatar name={nameOf(id) || '?'} mine={id === me} decorative={decorative} />
})

export function PersonName({ id }: { id: number | null }) {
  const nameOf = useNameOf()
  return <span>{id === null ? '–' : nameOf(id)}</span>
}

/** Initials and name, where there is room for both. */
export function OwnerWithName({ id }: { id: number | null }) {
  const nameOf = useNameOf()
  return (
    <span className={classes.person}>
      <OwnerMark id={id} decorative />
      {nameOf(id)}
    </span>
  )
}
