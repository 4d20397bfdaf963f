import { IconHandFinger } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { useNameOf } from '../records/people.ts'
import classes from './ByHandMark.module.css'
import { cardQuery } from './cards.ts'
import type { LeadCard } from './queries.ts'

/** Says quietly that the status stands on somebody's word, and on which. */
export function ByHandMark({ byHand, brief }: { byHand: LeadCard['byHand']; brief?: true }) {
  const nameOf = useNameOf()
  if (!byHand) return null
  const words = byHand.reason ?? t('lead.byHandSilent')
  const whole = t('lead.byHand', { name: byHand.setById === null ? t('timeline.system') : nameOf(byHand.setById), reason: words })
  return (
    <span className={classes.mark} title={whole}>
      <IconHandFinger size={13} stroke={1.5} aria-hidden />
      <span className={brief ? 'visually-hidden' : classes.words}>{brief ? whole : words}</span>
    </span>
  )
}

/** In a row of the table, whose list is read without it. */
export function RowByHandMark({ id }: { id: number }) {
  const { data } = useQuery(cardQuery(id))
  return data?.byHand ? <ByHandMark byHand={data.byHand} brief /> : null
}
