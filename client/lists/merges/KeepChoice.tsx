import { t } from '../../lib/messages.ts'
import { showPhone } from '../../lib/phones.ts'
import { fullName } from '../../lib/session.ts'
import { valueWord } from '../../lib/value-words.ts'
import { useNameOf } from '../../records/people.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import type { MergeKind, Row } from './fields.ts'
import classes from './MergeDialog.module.css'

type Person = Row & { id: number; firstName: string; lastName: string }
type KeepChoiceProps = { kind: MergeKind; people: readonly [Person, Person]; keptId: number; onChoose: (at: 0 | 1) => void }

/** Which record stays: each with what tells it from the other one of the same name. */
export function KeepChoice({ kind, people: [first, second], keptId, onChoose }: KeepChoiceProps) {
  const card = (person: Person, at: 0 | 1) => <Card {...{ kind, person }} isKept={person.id === keptId} onChoose={() => onChoose(at)} />
  return (
    <fieldset className={classes.keeps}>
      <legend className={classes.legend}>{t('merges.keep')}</legend>
      <div className={classes.pair}>
        {card(first, 0)}
        {card(second, 1)}
      </div>
    </fieldset>
  )
}

type CardProps = { kind: MergeKind; person: Person; isKept: boolean; onChoose: () => void }

function Card({ kind, person, isKept, onChoose }: CardProps) {
  const nameOf = useNameOf()
  const { id, email, phone, createdAt } = person
  const place = kind === 'lead' ? person.status : person.stage
  const owner = kind === 'lead' ? person.ownerId : person.healthCoachId
  return (
    <label className={classes.card} data-chosen={isKept || undefined}>
      <input
        type="radio"
        name="merge-keeps"
        checked={isKept}
        onChange={onChoose}
        aria-label={t('merges.recordNo', { name: fullName(person), id: String(id) })}
        aria-describedby={`merge-person-${id}`}
      />
      <span id={`merge-person-${id}`} className={classes.marks}>
        <strong>{t('merges.recordNo', { name: fullName(person), id: String(id) })}</strong>
        <span>{[place && valueWord(String(place)), typeof owner === 'number' && nameOf(owner)].filter(Boolean).join(' · ')}</span>
        <span>{email ? String(email) : t('merges.noEmail')}</span>
        <span>{phone ? showPhone(String(phone)) : t('merges.noPhone')}</span>
        {typeof createdAt === 'string' && (
          <span>
            {t('merges.created')} <RelativeTime at={createdAt} inSentence />
          </span>
        )}
      </span>
    </label>
  )
}
