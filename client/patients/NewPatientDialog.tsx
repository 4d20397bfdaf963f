import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { type ContactStage, contactStages, limits } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/Dialogs.module.css'
import { DuplicateList } from '../records/DuplicateList.tsx'
import { useActor } from '../records/people.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { likeQuery, type PersonLike } from '../records/queries.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import { forgetLists } from './cache.ts'
import type { Patient } from './queries.ts'

type Values = { firstName: string; lastName: string; email: string; phone: string; stage: ContactStage; healthCoachId: string }
type Body = ApiInput<'POST /contacts'>['body']

/** One small form; who is here already is said before it is saved. */
export function NewPatientDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (patient: Patient) => void }) {
  const me = useActor().userId
  const form = useForm<Values>({
    initialValues: { firstName: '', lastName: '', email: '', phone: '', stage: 'Intake', healthCoachId: String(me) },
  })
  const like = useLike(form.values)
  const add = useAddPatient((patient) => {
    onClose()
    onAdded(patient)
  })
  const submit = (values: Values) => add.mutate(asBody(values), { onError: (error) => form.setErrors(fieldErrors(error)) })
  return (
    <Dialog title={t('patient.addTitle')} onClose={onClose}>
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
            {like.length > 0 ? t('patient.saveAnyway') : t('patient.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Fields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const coaches = usePersonOptions('coaches').map(({ value, label }) => ({ value, label }))
  const stages = contactStages.map((value) => ({ value, label: valueWord(value) }))
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t('leadFields.firstName')} required autoFocus maxLength={limits.name} {...form.getInputProps('firstName')} />
        <TextInput label={t('leadFields.lastName')} required maxLength={limits.name} {...form.getInputProps('lastName')} />
      </div>
      <TextInput type="email" label={t('leadFields.email')} required maxLength={limits.email} {...form.getInputProps('email')} />
      <TextInput type="tel" label={t('leadFields.phone')} maxLength={limits.phone} {...form.getInputProps('phone')} />
      <div className={classes.pair}>
        <Select label={t('patientFields.stage')} data={stages} allowDeselect={false} {...form.getInputProps('stage')} />
        <Select
          label={t('patientFields.healthCoachId')}
          data={coaches}
          allowDeselect={false}
          searchable
          {...form.getInputProps('healthCoachId')}
        />
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
  const wanted: PersonLike = JSON.parse(useSettled(JSON.stringify(person), 250))
  const asks = Object.keys(wanted).length > 0
  const { data } = useQuery({ ...likeQuery(wanted), enabled: asks })
  return asks ? (data ?? []) : []
}

function useAddPatient(done: (patient: Patient) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => call('POST /contacts', { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: (patient) => {
      void forgetLists(queries)
      toast({ text: t('patient.saved', { name: fullName(patient) }) })
      done(patient)
    },
  })
}

const asBody = ({ healthCoachId, phone, ...rest }: Values): Body => ({
  ...rest,
  phone: phone.trim() || null,
  healthCoachId: healthCoachId === '' ? null : Number(healthCoachId),
})
