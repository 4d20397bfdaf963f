/** What adding a lead and adding a patient share: one small form; who is here already is said before it is saved. */
import { Button, TextInput } from '@mantine/core'
import type { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { useSettled } from '../lib/settled.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import classes from './Dialogs.module.css'
import { DuplicateList } from './DuplicateList.tsx'
import { likeQuery, type PersonLike } from './queries.ts'

type Form<Values extends PersonValues> = ReturnType<typeof useForm<Values>>
export type PersonValues = { firstName: string; lastName: string; email: string; phone: string }

type NewPersonDialogProps<Values extends PersonValues> = {
  title: string
  save: string
  saveAnyway: string
  form: Form<Values>
  adding: { isPending: boolean; error: unknown }
  add: (values: Values, told: { onError: (error: unknown) => void }) => void
  onClose: () => void
  children: ReactNode
}

export function NewPersonDialog<Values extends PersonValues>(props: NewPersonDialogProps<Values>) {
  const { title, save, saveAnyway, form, adding, add, onClose, children } = props
  const like = useLike(form.values)
  const submit = (values: Values) => add(values, { onError: (error) => form.setErrors(fieldErrors(error)) })
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
        {children}
        <div aria-live="polite">
          {like.length > 0 && (
            <div className={classes.like}>
              <p className={classes.likeTitle}>{t('duplicates.before', { count: like.length })}</p>
              <DuplicateList people={like} />
            </div>
          )}
        </div>
        {adding.error !== null && Object.keys(form.errors).length === 0 && <Refusal error={adding.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={adding.isPending}>
            {like.length > 0 ? saveAnyway : save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The name and the address, which nobody goes without. */
export function NameFields<Values extends PersonValues>({ form }: { form: Form<Values> }) {
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t('leadFields.firstName')} required autoFocus maxLength={limits.name} {...form.getInputProps('firstName')} />
        <TextInput label={t('leadFields.lastName')} required maxLength={limits.name} {...form.getInputProps('lastName')} />
      </div>
      <TextInput type="email" label={t('leadFields.email')} required maxLength={limits.email} {...form.getInputProps('email')} />
    </>
  )
}

/** Once the typing rests. A name counts when both of its parts are there. */
function useLike({ firstName, lastName, email, phone }: PersonValues) {
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
