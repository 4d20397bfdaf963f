import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { exactTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fieldLabel, fieldWords } from '../records/field-words.ts'
import { useNameOf } from '../records/people.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'
import keeping from './keeping.module.css'
import review from './review.module.css'
import { applyReview, type Difference, type Review } from './review-queries.ts'
import classes from './system.module.css'

type Props = { review: Review /** When it is no longer what stands. */; onAgain: () => void }

/** Row by row and field by field, with a box for each that can come back. */
export function EarlierDifferences({ review: shown, onAgain }: Props) {
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const apply = useMutation({
    mutationFn: applyReview,
    onSuccess: () => queries.invalidateQueries(),
    onError: (error) => {
      toast({ text: explainShortly(error), refused: true })
      onAgain()
    },
  })
  const toggle = (key: string) =>
    setChosen((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]))
  const bringBack = async () => {
    const detail = t('earlier.sureDetail', { count: chosen.size })
    if (!(await confirm({ title: t('earlier.sure'), detail, action: t('earlier.bringBack') }))) return
    apply.mutate({ id: shown.id, body: { version: shown.version ?? '', choices: choicesOf(shown.differences, chosen) } })
  }
  return (
    <>
      <h2 className={review.heading}>{t('earlier.asOf', { time: exactTime(shown.asOf) })}</h2>
      {shown.differences.map((difference) => (
        <RowDifference key={`${difference.entity} ${difference.id}`} difference={difference} chosen={chosen} onToggle={toggle} />
      ))}
      <Button disabled={chosen.size === 0} loading={apply.isPending} onClick={() => void bringBack()}>
        {t('earlier.bringBack')}
      </Button>
    </>
  )
}

const rowKey = ({ entity, id }: Difference) => `${entity} ${id}`
const fieldKey = (difference: Difference, name: string) => `${rowKey(difference)} ${name}`

function choicesOf(differences: readonly Difference[], chosen: ReadonlySet<string>) {
  return differences.flatMap((difference) => {
    const { entity, id, fields } = difference
    if (chosen.has(rowKey(difference))) return [{ entity, id }]
    const names = fields.flatMap(({ name }) => (chosen.has(fieldKey(difference, name)) ? [name] : []))
    return names.length ? [{ entity, id, fields: names }] : []
  })
}

type RowProps = { difference: Difference; chosen: ReadonlySet<string>; onToggle: (key: string) => void }

function RowDifference({ difference, chosen, onToggle }: RowProps) {
  const { entity, title, state, canReturn } = difference
  const name = `${t(`earlier.${entity}`)}: ${title}`
  return (
    <section className={review.row}>
      <h3>{name}</h3>
      {state === 'added' && <p className={classes.quiet}>{t('earlier.added')}</p>}
      {state === 'gone' && !canReturn && <p className={classes.quiet}>{t('earlier.goneForGood')}</p>}
      {state === 'gone' && canReturn && (
        <Checkbox label={t('earlier.gone')} checked={chosen.has(rowKey(difference))} onChange={() => onToggle(rowKey(difference))} />
      )}
      {state === 'changed' && <Fields difference={difference} chosen={chosen} onToggle={onToggle} />}
    </section>
  )
}

function Fields({ difference, chosen, onToggle }: RowProps) {
  const nameOf = useNameOf()
  return (
    <table className={keeping.table}>
      <thead>
        <tr>
          <th scope="col">{t('earlier.field')}</th>
          <th scope="col">{t('earlier.before')}</th>
          <th scope="col">{t('earlier.now')}</th>
        </tr>
      </thead>
      <tbody>
        {difference.fields.map(({ name, before, now, canReturn }) => (
          <tr key={name}>
            <th scope="row">
              {canReturn ? (
                <Checkbox
                  label={fieldLabel(name)}
                  checked={chosen.has(fieldKey(difference, name))}
                  onChange={() => onToggle(fieldKey(difference, name))}
                />
              ) : (
                <>
                  {fieldLabel(name)} <span className={classes.quiet}>{t('earlier.fixed')}</span>
                </>
              )}
            </th>
            <td data-label={t('earlier.before')}>{fieldWords(name, before, nameOf)}</td>
            <td data-label={t('earlier.now')}>{fieldWords(name, now, nameOf)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
