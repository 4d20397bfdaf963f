import { Button, Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { UserRole } from '#shared/values'
import { type MessageKey, t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import type { HandedLink } from './LinkDialog.tsx'
import classes from './ProfilePage.module.css'
import { inviteMember, type NewMember, useRefreshStaff } from './queries.ts'

const roleWords: readonly { role: UserRole; words: MessageKey }[] = [
  { role: 'SDR', words: 'team.roleSdr' },
  { role: 'Health Coach', words: 'team.roleCoach' },
  { role: 'Admin', words: 'team.roleAdmin' },
]

type InviteDialogProps = { onClose: () => void; onInvited: (link: HandedLink) => void }

export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const formId = useId()
  const refresh = useRefreshStaff()
  const form = useForm<NewMember>({ initialValues: { firstName: '', lastName: '', email: '', role: 'SDR' } })
  const invite = useMutation({
    mutationFn: inviteMember,
    onSuccess: (made) => {
      void refresh()
      onInvited({ name: fullName(made), email: made.email, url: made.invitationUrl })
    },
    onError: (error) => {
      const errors = fieldErrors(error)
      form.setErrors(errors)
      if (Object.keys(errors).length === 0) toast({ text: explainShortly(error), refused: true })
    },
  })
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={formId} loading={invite.isPending}>
        {t('team.inviteSend')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('team.inviteTitle')} onClose={onClose} footer={footer}>
      <form id={formId} className={classes.form} onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
        <div className={classes.pair}>
          <TextInput size="sm" label={t('auth.firstName')} autoComplete="off" autoFocus {...form.getInputProps('firstName')} />
          <TextInput size="sm" label={t('auth.lastName')} autoComplete="off" {...form.getInputProps('lastName')} />
        </div>
        <TextInput size="sm" type="email" label={t('auth.email')} autoComplete="off" {...form.getInputProps('email')} />
        <Radio.Group label={t('team.role')} {...form.getInputProps('role')}>
          <div className={classes.roles}>
            {roleWords.map(({ role, words }) => (
              <Radio key={role} size="xs" value={role} label={valueWord(role)} description={t(words)} />
            ))}
          </div>
        </Radio.Group>
      </form>
    </Dialog>
  )
}
