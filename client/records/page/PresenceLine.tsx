import { IconEye } from '@tabler/icons-react'
import { listFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { t } from '../../lib/messages.ts'
import { useBeingAt, usePresent } from '../../lib/presence.ts'
import { useMe } from '../../lib/session.ts'
import { useNameOf } from '../people.ts'
import type { RecordRef } from '../record.ts'
import classes from './PresenceLine.module.css'

/** Says quietly who else has this record open, and tells the others of us. */
export function PresenceLine({ record: { kind, id } }: { record: RecordRef }) {
  const place = { entityType: kind, entityId: id }
  useBeingAt(place)
  const names = useOthers({ kind, id })
  return (
    <p className={classes.line} role="status">
      {names.length > 0 && (
        <>
          <IconEye size={14} stroke={1.5} aria-hidden />
          {t('presence.here', { count: names.length, names: listed(names) })}
        </>
      )}
    </p>
  )
}

/** On a card or in a row: a colleague has it open. Most have nobody and ask for no names. */
export function PresenceMark({ record }: { record: RecordRef }) {
  const present = usePresent({ entityType: record.kind, entityId: record.id })
  return present.length === 0 ? null : <OthersMark record={record} />
}

function OthersMark({ record }: { record: RecordRef }) {
  const names = useOthers(record)
  if (names.length === 0) return null
  const words = t('presence.open', { count: names.length, names: listed(names) })
  return (
    <span className={classes.mark} role="img" aria-label={words} title={words}>
      <IconEye size={14} stroke={1.5} aria-hidden />
    </span>
  )
}

const listed = (names: readonly string[]) => listFormat(locale(), { type: 'conjunction' }).format(names)

function useOthers({ kind, id }: RecordRef): string[] {
  const me = useMe().id
  const nameOf = useNameOf()
  const present = usePresent({ entityType: kind, entityId: id })
  return present.flatMap((userId) => (userId === me ? [] : nameOf(userId) || []))
}
