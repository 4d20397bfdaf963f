import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { type LeadSource, leadSources, limits } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import classes from '../records/Dialogs.module.css'
import { DuplicateList } from '../records/DuplicateList.tsx'
import { sourceWords } from '../records/marks.tsx'
import { useActor } from '../records/people.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { likeQuery, type PersonLike } from '../records/queries.ts'
import { useListChoices } from '../records/value-lists.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import { type Lead } from './queries.ts'

type Values = {
  firstName: string
  lastName: string
  email: string
  phone: string
  leadSource: LeadSource
  leadType: string
  ownerId: string
}
type Body = ApiInput<'POST /leads'>['body']

/** One small form; who is here already is said before it is saved. */
export function NewLeadDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (lead: Lead) => void }) {
  const me = useActor().userId
  const form = useForm<Values>({
    initialValues: { firstName: '', lastName: '', email: '', phone: '', leadSource: 'None', leadType: '', ownerId: String(me) },
  })
  const like = useLike(form.values)
  const add = useAddLead((lead) => {
    onClose()
    onAdded(lead)
  })
  const submit = (values: Values) => add.mutate(asBody(values), { onError: (error) => form.setErrors(fieldErrors(error)) })
  return (
    <Dialog title={t('newLead.title')} onClose={onClose}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
        <Fields form={form} />
        <div aria-live="polite">
          {like.length > 0 && (
            <div className={classes.like}>
              <p className={classes.likeTitle}>{t('duplicates.before', { count: like.length })}</p>
              <DuplicateList people={like} />
            </div>
          )}
        </div>
        {add.isError && Object.keys(form.errors).length === 0 && (
          <p className={classes.problem} role="alert">
            {explainShortly(add.error)}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {like.length > 0 ? t('newLead.saveAnyway') : t('newLead.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Fields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const owners = usePersonOptions('everyone').map(({ value, label }) => ({ value, label }))
  const types = useListChoices('lead_type', null).filter(({ value }) => value !== '')
  const sources = leadSources.map((value) => ({ value, label: sourceWords(value) }))
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t('leadFields.firstName')} required autoFocus maxLength={limits.name} {...form.getInputProps('firstName')} />
        <TextInput label={t('leadFields.lastName')} required maxLength={limits.name} {...form.getInputProps('lastName')} />
      </div>
      <TextInput type="email" label={t('leadFields.email')} required maxLength={limits.email} {...form.getInputProps('email')} />
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

/** Once the typing rests. A name counts when both of its parts are there. */
function useLike({ firstName, lastName, email, phone }: Values) {
  const named = firstName.trim().length > 1 && lastName.trim().length > 1
  const person: PersonLike = {
    ...(email.includes('@') ? { email: email.trim() } : {}),
    ...(phone.replace(/\D/g, '').length > 6 ? { phone: phone.trim() } : {}),
    ...(named ? { firstName: firstName.trim(), lastName: lastName.trim() } : {}),
  }
  const settled = useSettled(JSON.stringify(person), 250)
  const wanted: PersonLike = JSON.parse(settled)
  const asks = Object.keys(wanted).length > 0
  const { data } = useQuery({ ...likeQuery(wanted), enabled: asks })
  return asks ? (data ?? []) : []
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
