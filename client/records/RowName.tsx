import { fullName } from '../lib/session.ts'
import classes from './ListPage.module.css'
import { PresenceMark } from './PresenceLine.tsx'
import type { RecordRef } from './record.ts'

/** A person's name in a row of a table, with the eye of whoever has the record open. */
export function RowName({ kind, person }: { kind: RecordRef['kind']; person: { id: number; firstName: string; lastName: string } }) {
  return (
    <span className={classes.rowName}>
      <strong className={classes.name} title={fullName(person)}>
        {fullName(person)}
      </strong>
      <PresenceMark record={{ kind, id: person.id }} />
    </span>
  )
}
