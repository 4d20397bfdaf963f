import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { type LeadSource, leadSources, limits } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/Dialogs.module.css'
import { sourceWords } from '../records/marks.tsx'
import { NameFields, NewPersonDialog, type PersonValues } from '../records/NewPersonDialog.tsx'
import { useActor } from '../records/people.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { useListChoices } from '../records/value-lists.ts'
import { toast } from '../ui/toast.ts'
import { type Lead } from './queries.ts'

type Values = PersonValues & {
  leadSource: LeadSource
  leadType: string
  ownerId: string
}
type Body = ApiInput<'POST /leads'>['body']

export function NewLeadDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (lead: Lead) => void }) {
  const me = useActor().userId
  const form = useForm<Values>({
    initialValues: { firstName: '', lastName: '', email: '', phone: '', leadSource: 'None', leadType: '', ownerId: String(me) },
  })
  const adding = useAddLead((lead) => {
    onClose()
    onAdded(lead)
  })
  return (
    <NewPersonDialog
      {...{ form, adding, onClose }}
      title={t('newLead.title')}
      save={t('newLead.save')}
      saveAnyway={t('newLead.saveAnyway')}
      add={(values, told) => adding.mutate(asBody(values), told)}
    >
      <Fields form={form} />
    </NewPersonDialog>
  )
}

function Fields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const owners = usePersonOptions('everyone').map(({ value, label }) => ({ value, label }))
  const types = useListChoices('lead_type', null).filter(({ value }) => value !== '')
  const sources = leadSources.map((value) => ({ value, label: sourceWords(value) }))
  return (
    <>
      <NameFields form={form} />
      <div className={classes.pair}>
        <TextInput type="tel" label={t('leadFields.phone')} maxLength={limits.phone} {...form.getInputProps('phone')} />
        <Select
          label={t('leadFields.leadType')}
          data={types}
          clearable
          clearButtonProps={{ 'aria-label': t('table.clearField') }}
          {...form.getInputProps('leadType')}
          value={form.values.leadType || null}
        />
      </div>
      <div className={classes.pair}>
        <Select label={t('leadFields.leadSource')} data={sources} allowDeselect={false} {...form.getInputProps('leadSource')} />
        <Select label={t('leadFields.ownerId')} data={owners} allowDeselect={false} searchable {...form.getInputProps('ownerId')} />
      </div>
    </>
  )
}

function useAddLead(done: (lead: Lead) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => call('POST /leads', { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: (lead) => {
      void queries.invalidateQueries({ queryKey: ['leads'] })
      toast({ text: t('newLead.saved', { name: fullName(lead) }) })
      done(lead)
    },
  })
}

const asBody = ({ ownerId, phone, leadType, ...rest }: Values): Body => ({
  ...rest,
  leadType: leadType || null,
  phone: phone.trim() || null,
  ownerId: ownerId === '' ? null : Number(ownerId),
})
