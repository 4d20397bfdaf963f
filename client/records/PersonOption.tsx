import type { ApiReply } from '#shared/api'
import { t } from '../lib/messages.ts'
import { showPhone } from '../lib/phones.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from './PersonOption.module.css'

export type PersonHit = Exclude<ApiReply<'GET /search'>['data'][number], { entityType: 'task' }>

const kinds = { lead: 'duplicates.lead', contact: 'duplicates.contact' } as const

/** Somebody to choose, with what tells them from another of the same name. */
export function PersonOption({ hit }: { hit: PersonHit }) {
  const place = valueWord(hit.entityType === 'lead' ? hit.status : hit.stage)
  const ways = [hit.email, hit.phone && showPhone(hit.phone)].filter(Boolean)
  return (
    <span className={classes.person}>
      <span>
        {fullName(hit)}{' '}
        <span className={classes.quiet}>
          {t(kinds[hit.entityType])} · {place}
        </span>
      </span>
      <span className={classes.quiet}>{ways.length ? ways.join(' · ') : t('duplicates.number', { id: String(hit.id) })}</span>
    </span>
  )
}
