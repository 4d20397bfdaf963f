import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { NewPasswordField } from '../ui/NewPasswordField.tsx'
import { Form, Section } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'

export function PasswordSection() {
  const [isOpen, setOpen] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const done = () => {
    setOpen(false)
    setChanged(true)
  }
  return (
    <Section title={t('account.passwordTitle')}>
      {isChanged && <Notice kind="good">{t('account.changed')}</Notice>}
      {isOpen ? (
        <ChangeForm onDone={done} onCancel={() => setOpen(false)} />
      ) : (
        <Button wide onClick={() => setOpen(true)}>
          {t('account.change')}
        </Button>
      )}
    </Section>
  )
}

function ChangeForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const [currentPassword, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => call('PUT /portal/me/password', { body: { currentPassword, password } }),
    onSuccess: onDone,
  })
  const errors = fieldErrors(change.error)
  return (
    <Form onSubmit={() => change.mutate()}>
      {change.error && !errors.password && !errors.currentPassword && <Notice kind="refused">{explainShortly(change.error)}</Notice>}
      <Field
        label={t('account.current')}
        type="password"
        autoComplete="current-password"
        value={currentPassword}
        onChange={setCurrent}
        error={errors.currentPassword}
      />
      <NewPasswordField value={password} onChange={setPassword} error={errors.password} />
      <ButtonRow>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button look="filled" type="submit" busy={change.isPending}>
          {t('common.save')}
        </Button>
      </ButtonRow>
    </Form>
  )
}
