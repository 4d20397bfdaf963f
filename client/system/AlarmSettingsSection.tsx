import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import keeping from './keeping.module.css'
import { type AlarmSettings, type Alarms, alarmsQuery, practise, setEmails, useDoing } from './queries.ts'
import { Section } from './Section.tsx'
import classes from './system.module.css'
import { WebhookForm } from './WebhookForm.tsx'

/** Who hears of alarms, and what did not reach them. */
export function AlarmSettingsSection({ settings }: { settings: AlarmSettings }) {
  const alarms = useQuery(alarmsQuery)
  const send = useDoing(practise, ({ messages }) => t('system.practised', { count: messages }))
  const action = (
    <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
      {t('system.practise')}
    </Button>
  )
  return (
    <Section id="alarms" title={t('system.alarmSettings')} action={action} isWide>
      <p className={classes.quiet}>{t('system.alarmDetail')}</p>
      <div className={keeping.forms}>
        <EmailsForm settings={settings} />
        <WebhookForm settings={settings} />
      </div>
      {alarms.data && <Past alarms={alarms.data} />}
    </Section>
  )
}

function EmailsForm({ settings: { emails, hasMail } }: { settings: AlarmSettings }) {
  const before = emails.join(', ')
  const [text, setText] = useState(before)
  const save = useDoing(setEmails, () => t('settings.saved'))
  const typed = text.split(/[,;\s]+/).filter(Boolean)
  const isGood = typed.length <= 10 && typed.every((each) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(each))
  return (
    <form
      className={keeping.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(typed)
      }}
    >
      <TextInput
        label={t('system.emails')}
        description={t(hasMail ? 'system.emailsHint' : 'system.noMailServer')}
        placeholder={t('system.everyAdmin')}
        inputMode="email"
        value={text}
        error={isGood ? undefined : t('system.emailsWrong')}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isGood || typed.join(', ') === before} loading={save.isPending}>
        {t('common.save')}
      </Button>
    </form>
  )
}

function Past({ alarms: { data, dead } }: { alarms: Alarms }) {
  const over = data.filter(({ endedAt }) => endedAt !== null).slice(0, 5)
  if (over.length + dead.length === 0) return null
  return (
    <div className={keeping.forms}>
      {over.length > 0 && (
        <div>
          <h3>{t('system.past')}</h3>
          <ul className={keeping.lines}>
            {over.map(({ id, text, endedAt }) => (
              <li key={id}>
                {text}. <span className={classes.quiet}>{t('system.over')}</span>{' '}
                <RelativeTime at={endedAt ?? ''} inSentence className={classes.quiet} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {dead.length > 0 && (
        <div>
          <h3>{t('system.dead')}</h3>
          <ul className={keeping.lines}>
            {dead.slice(0, 5).map(({ id, channel, tries, error, at }) => (
              <li key={id}>
                {t(`system.dead_${channel}`, { count: tries })} <RelativeTime at={at} inSentence className={classes.quiet} />
                {error && <p className={classes.fault}>{error}</p>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
