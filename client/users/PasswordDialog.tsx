import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './ProfilePage.module.css'

type PasswordDialogProps<T> = {
  title: string
  detail: string
  /** What the password allows. */
  act: (password: string) => Promise<T>
  onDone: (answer: T) => void
  onClose: () => void
}

/** Asks for the password once more before something that weakens or opens the account. */
export function PasswordDialog<T>({ title, detail, act, onDone, onClose }: PasswordDialogProps<T>) {
  const form = useId()
  const [password, setPassword] = useState('')
  const attempt = useMutation({ mutationFn: act, onSuccess: onDone, onError: () => setPassword('') })
  const wrong = attempt.error && (isStatus(attempt.error, 400, 401, 403) ? t('profile.currentWrong') : explainShortly(attempt.error))
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={form} disabled={password === ''} loading={attempt.isPending}>
        {t('auth.continue')}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <form
        id={form}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          attempt.mutate(password)
        }}
      >
        <p className={classes.text}>
          {detail} {t('profile.factorPassword')}
        </p>
        <PasswordInput
          size="sm"
          label={t('profile.currentPassword')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={wrong}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
