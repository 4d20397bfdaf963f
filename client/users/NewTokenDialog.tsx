import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import classes from './ProfilePage.module.css'
import { makeToken, useRefreshMe } from './queries.ts'

const day = 86_400_000
type Scope = 'read' | 'write'

/** Makes a token and shows it the one time. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const refresh = useRefreshMe()
  const form = useForm<{ name: string; scope: Scope; days: string }>({
    initialValues: { name: '', scope: 'read', days: '90' },
  })
  const make = useMutation({
    mutationFn: makeToken,
    onSuccess: () => void refresh(),
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      if (Object.keys(fieldErrors(error)).length === 0) toast({ text: explainShortly(error), refused: true })
    },
  })
  if (make.data) return <MadeToken secret={make.data.token} onClose={onClose} />
  const submit = form.onSubmit(({ name, scope, days }) =>
    make.mutate({ name, scope, expiresAt: new Date(Date.now() + Number(days) * day).toISOString() }),
  )
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={formId} disabled={form.values.name.trim() === ''} loading={make.isPending}>
        {t('profile.tokenMake')}
      </Button>
    </>
  )
  const scopes = [
    { value: 'read', label: t('profile.scopeRead') },
    { value: 'write', label: t('profile.scopeWrite') },
  ]
  const ends = [
    { value: '30', label: t('profile.expires30') },
    { value: '90', label: t('profile.expires90') },
    { value: '365', label: t('profile.expires365') },
  ]
  return (
    <Dialog title={t('profile.newToken')} onClose={onClose} footer={footer}>
      <form id={formId} className={classes.form} onSubmit={submit}>
        <TextInput size="sm" label={t('profile.tokenName')} maxLength={200} autoFocus {...form.getInputProps('name')} />
        <Select size="sm" label={t('profile.tokenScope')} data={scopes} allowDeselect={false} {...form.getInputProps('scope')} />
        <Select size="sm" label={t('profile.tokenExpires')} data={ends} allowDeselect={false} {...form.getInputProps('days')} />
      </form>
    </Dialog>
  )
}

function MadeToken({ secret, onClose }: { secret: string; onClose: () => void }) {
  const kept = <Button onClick={onClose}>{t('profile.tokenKept')}</Button>
  return (
    <Dialog title={t('profile.tokenMade')} onClose={onClose} footer={kept} firm>
      <div className={classes.form}>
        <p className={classes.text}>{t('profile.tokenMadeDetail')}</p>
        <CopyOnce label={t('profile.tokenSecret')} secret={secret} />
      </div>
    </Dialog>
  )
}
