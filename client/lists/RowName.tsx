import { fullName } from '../lib/session.ts'
import { PresenceMark } from '../records/page/PresenceLine.tsx'
import type { RecordRef } from '../records/record.ts'
import classes from './ListPage.module.css'

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
