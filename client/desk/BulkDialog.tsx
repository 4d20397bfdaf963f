import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type NewBulkJob, useBeginBulk } from './bulk.ts'
import { type BulkChoices, type BulkField, changesOf } from './bulk-fields.ts'
import classes from './desk.module.css'

type BulkDialogProps = {
  title: string
  fields: readonly BulkField[]
  job: (given: { changes: Record<string, unknown>; reason?: string }) => NewBulkJob
  onClose: () => void
  onBegun: () => void
}

/** What shall be changed; everything else stays as it is. */
export function BulkDialog({ title, fields, job, onClose, onBegun }: BulkDialogProps) {
  const [choices, setChoices] = useState<BulkChoices>({})
  const [reason, setReason] = useState('')
  const begin = useBeginBulk()
  const changes = changesOf(fields, choices)
  const asks = fields.find(({ name, reason: asked }) => asked && choices[name] !== undefined)?.reason
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const why = asks && reason.trim() !== '' ? { reason: reason.trim() } : {}
    begin.mutate(job({ changes, ...why }), {
      onSuccess: () => {
        onBegun()
        onClose()
      },
    })
  }
  return (
    <Dialog title={title} onClose={onClose} width={420}>
      <form className={classes.form} onSubmit={submit}>
        {fields.map((field) => (
          <FieldChoice
            key={field.name}
            field={field}
            chosen={choices[field.name]}
            onChoose={(chosen) => setChoices({ ...choices, [field.name]: chosen })}
          />
        ))}
        {asks && (
          <TextInput
            label={t('bulk.reason')}
            description={t(asks === 'always' ? 'bulk.reasonKept' : 'bulk.reasonHint')}
            required={asks === 'always'}
            maxLength={limits.reason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {begin.isError && (
          <p className={classes.problem} role="alert">
            {explainShortly(begin.error)}
          </p>
        )}
        <p className={classes.detail}>{t('bulk.detail')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={begin.isPending}
            disabled={Object.keys(changes).length === 0 || (asks === 'always' && reason.trim() === '')}
          >
            {t('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type FieldChoiceProps = { field: BulkField; chosen: string | undefined; onChoose: (chosen: string | undefined) => void }

/** The list has no empty value of its own, so taking a value away has a name here. */
const noValue = 'none'

function FieldChoice({ field, chosen, onChoose }: FieldChoiceProps) {
  const { label, options } = field
  if (!options) {
    return (
      <TextInput
        type="datetime-local"
        label={label}
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value || undefined)}
      />
    )
  }
  return (
    <Select
      label={label}
      placeholder={t('bulk.leave')}
      data={options.map(({ value, label: words }) => ({ value: value === '' ? noValue : value, label: words }))}
      value={chosen === '' ? noValue : (chosen ?? null)}
      onChange={(value) => onChoose(value === null ? undefined : value === noValue ? '' : value)}
      clearable
      searchable={options.length > 8}
      // The first field has the focus from the start: its list would lie over the others.
      openOnFocus={false}
    />
  )
}
