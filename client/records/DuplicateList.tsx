import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { showPhone } from '../lib/phones.ts'
import { fullName } from '../lib/session.ts'
import classes from './DuplicateList.module.css'
import type { Duplicate } from './record.ts'
import { placeOf } from './record-place.ts'

const kinds = { lead: 'duplicates.lead', contact: 'duplicates.contact' } as const
const signs = { email: 'duplicates.email', phone: 'duplicates.phone', name: 'duplicates.name' } as const

type DuplicateListProps = {
  people: readonly Duplicate[]
  /** What can be done about one of them. */
  action?: (person: Duplicate) => ReactNode
}

/** People who look like the same one, and by what. */
export function DuplicateList({ people, action }: DuplicateListProps) {
  return (
    <ul className={classes.list}>
      {people.map((person) => (
        <li key={`${person.entityType} ${person.id}`} className={classes.person}>
          <div className={classes.who}>
            <Name person={person} />
            <span className={classes.quiet}>{t(kinds[person.entityType])}</span>
          </div>
          <div className={classes.quiet}>{[person.email, person.phone && showPhone(person.phone)].filter(Boolean).join(' · ')}</div>
          <div className={classes.quiet}>{sameWords(person)}</div>
          {action?.(person)}
        </li>
      ))}
    </ul>
  )
}

function Name({ person }: { person: Duplicate }) {
  return (
    <Link to={placeOf({ kind: person.entityType, id: person.id })} className={classes.name}>
      {fullName(person)}
    </Link>
  )
}

const sameWords = ({ by }: Duplicate) => t('duplicates.same', { what: listFormat(locale()).format(by.map((sign) => t(signs[sign]))) })
