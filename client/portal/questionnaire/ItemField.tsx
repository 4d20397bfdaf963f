import { useState } from 'react'
import type { Problem } from '#shared/questionnaire-answers'
import { unitWords } from '#shared/questionnaire-words'
import { type Allergy, type Answer, type Item, isDeclined, longestAnswer, type Medication } from '#shared/questionnaires'
import { t } from '../messages.ts'
import { Check, Choice, Choices } from '../ui/Choice.tsx'
import { Field, TextField } from '../ui/Field.tsx'
import { EntriesField } from './EntriesField.tsx'
import { useSpoken } from './spoken.ts'
import { problemWords } from './words.ts'

export type ItemProps = {
  item: Item
  answer: Answer | undefined
  /** Said once the person has left the question, not while they are at it. */
  problem: Problem | undefined
  onAnswer: (answer: Answer | undefined) => void
  onLeave: () => void
}

const declined = 'declined'

/** One question, by its type. */
export function ItemField(props: ItemProps) {
  const { item, answer, problem, onAnswer } = props
  const spoken = useSpoken()
  const shared = {
    label: item.label[spoken],
    hint: hintOf(item, spoken) || undefined,
    error: problem && problemWords(problem),
  }
  const decline = item.mayDecline ? [{ value: declined, label: t('questionnaire.declined') }] : []
  const refuse = (value: string) => onAnswer(value === declined ? { declined: true } : value)
  const chosen = isDeclined(answer) ? declined : typeof answer === 'string' ? answer : undefined
  switch (item.type) {
    case 'yes_no': {
      const options = [{ value: 'yes', label: t('questionnaire.yes') }, { value: 'no', label: t('questionnaire.no') }, ...decline]
      return <Choice {...shared} value={chosen} options={options} onChange={refuse} />
    }
    case 'single':
      return <Choice {...shared} value={chosen} options={[...optionsOf(item, spoken), ...decline]} onChange={refuse} />
    case 'multiple':
      return <MultipleField {...props} shared={shared} options={[...optionsOf(item, spoken), ...decline]} />
    case 'medications':
    case 'allergies':
      return <EntriesField {...props} shared={shared} entries={entriesOf(answer)} />
    case 'scale':
      return (
        <Declinable {...props}>
          <Choice
            {...shared}
            tiles
            value={typeof answer === 'number' ? String(answer) : undefined}
            options={tenths}
            onChange={(value) => onAnswer(Number(value))}
          />
        </Declinable>
      )
    default:
      return (
        <Declinable {...props}>
          <WrittenField {...props} shared={shared} />
        </Declinable>
      )
  }
}

type Spoken = ReturnType<typeof useSpoken>
type SharedProps = { shared: { label: string; hint: string | undefined; error: string | undefined } }

const tenths = Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))
const optionsOf = ({ options = [] }: Item, spoken: Spoken) => options.map(({ code, label }) => ({ value: code, label: label[spoken] }))

function hintOf(item: Item, spoken: Spoken): string {
  const { lowest, highest, help, unit } = item
  const ends = lowest && highest ? t('questionnaire.scale', { lowest: lowest[spoken], highest: highest[spoken] }) : ''
  const inUnit = unit && !help ? t('questionnaire.inUnit', { unit: unitWords(unit, spoken) }) : ''
  return [help?.[spoken], ends, inUnit].filter(Boolean).join(' ')
}

/** Entries are objects with text fields; codes of choices are not. */
function entriesOf(answer: Answer | undefined): (Medication | Allergy)[] {
  return Array.isArray(answer) ? answer.filter((each) => typeof each === 'object') : []
}

type Option = { value: string; label: string }

/** What stands alone takes the others away, and they take it away. */
function MultipleField({ item, answer, onAnswer, shared, options }: ItemProps & SharedProps & { options: Option[] }) {
  const alone = (value: string) => value === item.none || value === declined
  const values = isDeclined(answer) ? [declined] : Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : []
  const choose = (next: string[]) => {
    const added = next.find((value) => !values.includes(value))
    if (added === declined) return onAnswer({ declined: true })
    const left = added !== undefined && alone(added) ? [added] : next.filter((value) => !alone(value) || added === undefined)
    onAnswer(left.length ? left : undefined)
  }
  return <Choices {...shared} values={values} options={options} onChange={choose} />
}

function WrittenField({ item, answer, onAnswer, onLeave, shared }: ItemProps & SharedProps) {
  const value = typeof answer === 'string' ? answer : ''
  const write = (text: string) => onAnswer(text === '' ? undefined : text)
  const field = { ...shared, optional: !item.required }
  if (item.type === 'number') return <NumberField answer={answer} onAnswer={onAnswer} onLeave={onLeave} field={field} />
  if (item.type === 'date') return <Field {...field} type="date" value={value} onChange={write} onBlur={onLeave} />
  if (item.type === 'long_text')
    return <TextField {...field} rows={4} maxLength={longestAnswer.long_text} value={value} onChange={write} onBlur={onLeave} />
  return <Field {...field} maxLength={longestAnswer.text} value={value} onChange={write} onBlur={onLeave} />
}

type NumberProps = Pick<ItemProps, 'answer' | 'onAnswer' | 'onLeave'> & { field: SharedProps['shared'] & { optional: boolean } }

/** What is half a number yet stays on screen as it was typed. */
function NumberField({ answer, onAnswer, onLeave, field }: NumberProps) {
  const kept = typeof answer === 'number' ? String(answer) : ''
  const [typed, setTyped] = useState(kept)
  const [left, setLeft] = useState(false)
  const isSame = numberIn(typed) === (answer ?? undefined)
  const text = isSame || (answer === undefined && Number.isNaN(numberIn(typed) ?? 0)) ? typed : kept
  const write = (next: string) => {
    setTyped(next)
    setLeft(false)
    const value = numberIn(next)
    onAnswer(value === undefined || Number.isNaN(value) ? undefined : value)
  }
  const isNone = left && Number.isNaN(numberIn(text) ?? 0)
  const leave = () => {
    setLeft(true)
    onLeave()
  }
  const error = isNone ? t('questionnaire.needNumber') : field.error
  return <Field {...field} error={error} inputMode="decimal" maxLength={12} value={text} onChange={write} onBlur={leave} />
}

/** With a comma or a point; nothing for an empty field. */
function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  return plain === '' ? undefined : Number(plain)
}

/** A box under what is written or chosen by number. */
function Declinable({ item, answer, onAnswer, children }: ItemProps & { children: React.ReactNode }) {
  if (!item.mayDecline) return children
  const isOut = isDeclined(answer)
  return (
    <div>
      {children}
      <Check
        label={t('questionnaire.declined')}
        checked={isOut}
        onChange={(checked) => onAnswer(checked ? { declined: true } : undefined)}
      />
    </div>
  )
}
