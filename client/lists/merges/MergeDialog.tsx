import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { fullName } from '../../lib/session.ts'
import { valueWord } from '../../lib/value-words.ts'
import dialog from '../../records/Dialogs.module.css'
import { useNameOf } from '../../records/people.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import { fieldWords } from '../bulk/words.ts'
import { differs, type MergeKind, mergeFields, type Row, type Side, usualSides } from './fields.ts'
import { KeepChoice } from './KeepChoice.tsx'
import classes from './MergeDialog.module.css'
import { bothQuery, type NewMerge, useMerge } from './merges.ts'

type MergeDialogProps = {
  kind: MergeKind
  /** The record that stays unless somebody chooses otherwise, and the one that goes into it. */
  ids: readonly [number, number]
  onClose: () => void
  onMerged?: (keptId: number) => void
}

/** Two records side by side: which one stays, and which value of each field that differs. */
export function MergeDialog({ kind, ids, onClose, onMerged }: MergeDialogProps) {
  const both = useQuery(bothQuery(kind, ids))
  return (
    <Dialog title={t(kind === 'lead' ? 'merges.leadsTitle' : 'merges.contactsTitle')} onClose={onClose} width={680}>
      {both.isPending && <SkeletonRows rows={5} columns={3} />}
      {both.isError && <ErrorState error={both.error} onRetry={() => void both.refetch()} />}
      {both.data && <Choices kind={kind} both={both.data} onClose={onClose} onMerged={onMerged} />}
    </Dialog>
  )
}

type Both = readonly [Version, Version]
type Version = { row: Row & { id: number; firstName: string; lastName: string }; etag: string | undefined }
type ChoicesProps = Pick<MergeDialogProps, 'kind' | 'onClose' | 'onMerged'> & { both: Both }

function Choices({ kind, both, onClose, onMerged }: ChoicesProps) {
  const [keeps, setKeeps] = useState<0 | 1>(0)
  const [kept, merged] = keeps === 0 ? both : [both[1], both[0]]
  // A choice names the record, so that it stands when the other one is to stay.
  const [chosen, setChosen] = useState<Readonly<Record<string, number | 'both'>>>({})
  const usual = usualSides(kind, kept.row, merged.row)
  const sideOf = (name: string): Side => {
    const pick = chosen[name]
    if (pick === undefined) return usual[name] ?? 'kept'
    return pick === 'both' ? 'both' : pick === kept.row.id ? 'kept' : 'merged'
  }
  const fields = mergeFields[kind].filter((name) => differs(kept.row, merged.row, name))
  const merge = useMerge((id) => {
    onClose()
    onMerged?.(id)
  })
  const submit = () => {
    const sides = Object.fromEntries(fields.map((name) => [name, sideOf(name)]))
    const ids = { keptId: kept.row.id, mergedId: merged.row.id, etags: { kept: kept.etag, merged: merged.etag } }
    // The names are those of the kind; the server checks them.
    merge.mutate({ entityType: kind, ...ids, fields: sides } as NewMerge)
  }
  return (
    <div className={dialog.form}>
      <p className={dialog.detail}>{t('merges.detail')}</p>
      <KeepChoice kind={kind} people={[both[0].row, both[1].row]} keptId={kept.row.id} onChoose={setKeeps} />
      {fields.length > 0 && <Heads both={both} keptId={kept.row.id} />}
      {fields.length === 0 && <p className={dialog.detail}>{t('merges.same')}</p>}
      {fields.map((name) => (
        <FieldChoice
          key={name}
          name={name}
          both={both}
          keptId={kept.row.id}
          side={sideOf(name)}
          onChoose={(pick) => setChosen({ ...chosen, [name]: pick })}
        />
      ))}
      <Refusal error={merge.error} />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button onClick={submit} loading={merge.isPending}>
          {t('merges.action')}
        </Button>
      </div>
    </div>
  )
}

/** Whose values stand in which column; on a phone, where they stand below one another, in which order. */
function Heads({ both, keptId }: { both: Both; keptId: number }) {
  return (
    <div className={classes.heads} aria-hidden>
      {both.map(({ row }) => (
        <div key={row.id}>
          <strong>{t('merges.recordNo', { name: fullName(row), id: String(row.id) })}</strong>{' '}
          <span>{t(row.id === keptId ? 'merges.stays' : 'merges.goes')}</span>
        </div>
      ))}
    </div>
  )
}

type FieldChoiceProps = { name: string; both: Both; keptId: number; side: Side; onChoose: (pick: number | 'both') => void }

function FieldChoice({ name, both, keptId, side, onChoose }: FieldChoiceProps) {
  const words = useValueWords()
  const radio = (checked: boolean, pick: number | 'both', text: string) => (
    <label key={pick} className={classes.choice} data-chosen={checked || undefined}>
      <input type="radio" name={`merge-${name}`} checked={checked} onChange={() => onChoose(pick)} />
      <span>{text}</span>
    </label>
  )
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{name === 'notes' ? t('leadFields.notes') : nameWords(name)}</legend>
      <div className={classes.pair}>
        {both.map(({ row }) => radio(side === (row.id === keptId ? 'kept' : 'merged'), row.id, words(name, row[name])))}
      </div>
      {name === 'notes' && radio(side === 'both', 'both', t('merges.both'))}
    </fieldset>
  )
}

function nameWords(name: string): string {
  if (name === 'firstName' || name === 'lastName' || name === 'email' || name === 'phone') return t(`leadFields.${name}`)
  return name === 'healthCoachBookedWith' ? t('leadFields.healthCoachBookedWith') : fieldWords(name)
}

function useValueWords() {
  const nameOf = useNameOf()
  return (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('merges.empty')
    if (typeof value === 'number') return nameOf(value)
    return ['status', 'stage', 'leadReadiness', 'leadSource', 'leadOutcome'].includes(name) ? valueWord(String(value)) : String(value)
  }
}
