/** Small words for single values of a lead. */
import type { MouseEvent } from 'react'
import { t } from '../lib/messages.ts'
import { phoneLink, showPhone } from '../lib/phones.ts'
import { valueWord } from '../lib/value-words.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import classes from './marks.module.css'

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

/** Where it has to break, it breaks before the @. */
export function MailLink({ email }: { email: string }) {
  const at = email.lastIndexOf('@')
  const [name, domain] = [email.slice(0, at), email.slice(at)]
  return (
    <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`} className={classes.link} onClick={stay} title={email}>
      {name}
      <wbr />
      {domain}
    </a>
  )
}

/** `None` is a value of the documents; nobody should have to read it as a name. */
export const sourceWords = (source: string | null) => (source === null || source === 'None' ? t('leads.noSource') : valueWord(source))

/** Two lines rather than an ellipsis: long sources differ at their end. */
export function Source({ source }: { source: string | null }) {
  return source === null || source === 'None' ? (
    <span title={t('leads.noSource')}>–</span>
  ) : (
    <span className={classes.source}>{valueWord(source)}</span>
  )
}

export function When({ at, never }: { at: string | null; never?: 'late' }) {
  if (at) return <RelativeTime at={at} />
  return <span className={never && classes.late}>{never ? t('leads.never') : '–'}</span>
}
