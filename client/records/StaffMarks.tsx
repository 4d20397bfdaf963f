/** Staff as initials and names. */
import { memo } from 'react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useNameOf } from './people.ts'
import classes from './StaffMarks.module.css'

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
