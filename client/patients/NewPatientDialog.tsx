import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput } from '#shared/api'
import { type ContactStage, contactStages, limits } from '#shared/values'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/Dialogs.module.css'
import { NameFields, NewPersonDialog, type PersonValues } from '../records/NewPersonDialog.tsx'
import { useActor } from '../records/people.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { toast } from '../ui/toast.ts'
import { forgetLists } from './cache.ts'
import type { Patient } from './queries.ts'

type Values = PersonValues & { stage: ContactStage; healthCoachId: string }
type Body = ApiInput<'POST /contacts'>['body']

export function NewPatientDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (patient: Patient) => void }) {
  const me = useActor().userId
  const form = useForm<Values>({
    initialValues: { firstName: '', lastName: '', email: '', phone: '', stage: 'Intake', healthCoachId: String(me) },
  })
  const adding = useAddPatient((patient) => {
    onClose()
    onAdded(patient)
  })
  return (
    <NewPersonDialog
      {...{ form, adding, onClose }}
      title={t('patient.addTitle')}
      save={t('patient.save')}
      saveAnyway={t('patient.saveAnyway')}
      add={(values, told) => adding.mutate(asBody(values), told)}
    >
      <Fields form={form} />
    </NewPersonDialog>
  )
}

function Fields({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const coaches = usePersonOptions('coaches').map(({ value, label }) => ({ value, label }))
  const stages = contactStages.map((value) => ({ value, label: valueWord(value) }))
  return (
    <>
      <NameFields form={form} />
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
