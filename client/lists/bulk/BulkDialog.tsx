import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import classes from '../../records/Dialogs.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { type BulkChoices, type BulkField, changesOf } from './fields.ts'
import { type NewBulkJob, outlookQuery, useBeginBulk } from './jobs.ts'
import { reasonWords } from './words.ts'

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
  const wanted = job({ changes })
  const mayAsk = fields.some(({ name, reason: asked }) => asked && choices[name] !== undefined)
  const outlook = useQuery({ ...outlookQuery(wanted), enabled: mayAsk })
  const asks = mayAsk && askedOf(outlook)
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
            description={asks === 'unknown' ? t('bulk.reasonHint') : reasonWords(wanted.entityType, asks)}
            maxLength={limits.reason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Refusal error={begin.error} />
        <p className={classes.detail}>{t('bulk.detail')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={begin.isPending} disabled={Object.keys(changes).length === 0 || (mayAsk && outlook.isPending)}>
            {t('bulk.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Outlook = { needReason: number; atLeast: boolean }

/** Who cannot be told how many need one may give one all the same. */
function askedOf({ data, isError }: { data: Outlook | undefined; isError: boolean }): Outlook | 'unknown' | undefined {
  if (isError) return 'unknown'
  return data && (data.needReason > 0 || data.atLeast) ? data : undefined
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
      clearButtonProps={{ 'aria-label': t('table.clearField') }}
      searchable={options.length > 8}
    />
  )
}
