import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { confirm } from '../ui/confirm.ts'
import keeping from './keeping.module.css'
import { type AlarmSettings, removeWebhook, setWebhook, useDoing } from './queries.ts'

/** An address that programs listen at; what its messages are signed with is shown once. */
export function WebhookForm({ settings: { webhookUrl } }: { settings: AlarmSettings }) {
  const [url, setUrl] = useState(webhookUrl ?? '')
  const save = useDoing(setWebhook, () => t('settings.saved'))
  const remove = useDoing(removeWebhook, () => t('system.webhookRemoved'))
  const isGood = URL.canParse(url.trim()) && /^https?:$/.test(new URL(url.trim()).protocol)
  const ask = async () => {
    const question = { title: t('system.webhookRemoveTitle'), detail: t('system.webhookRemoveDetail'), action: t('system.webhookRemove') }
    if (await confirm({ ...question, danger: true })) remove.mutate(undefined, { onSuccess: () => setUrl('') })
  }
  return (
    <form
      className={keeping.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(url.trim())
      }}
    >
      <TextInput
        label={t('system.webhook')}
        description={t('system.webhookHint')}
        inputMode="url"
        value={url}
        error={url.trim() === '' || isGood ? undefined : t('system.webhookWrong')}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <div className={keeping.buttons}>
        <Button type="submit" variant="default" disabled={!isGood} loading={save.isPending}>
          {webhookUrl !== null && webhookUrl === url.trim() ? t('system.webhookRenew') : t('common.save')}
        </Button>
        {webhookUrl !== null && (
          <Button variant="subtle" loading={remove.isPending} onClick={() => void ask()}>
            {t('system.webhookRemove')}
          </Button>
        )}
      </div>
      {save.data && (
        <div>
          <p>{t('system.secretOnce')}</p>
          <CopyOnce label={t('system.secret')} secret={save.data.secret} />
        </div>
      )}
    </form>
  )
}
