import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { limits } from '#shared/values'
import { shortDate } from '../../lib/dates.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, OutLink } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { TextField } from '../ui/Field.tsx'
import { List, ListRow } from '../ui/List.tsx'
import { Form, Page, Section } from '../ui/Page.tsx'
import { Badge, ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import classes from './care.module.css'
import { requestsQuery, useRequest } from './queries.ts'

/** Everything in one file, and requests to correct or erase. */
export function DataPage() {
  return (
    <Page title={t('data.title')} lead={t('data.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      <Section title={t('data.download')}>
        <p className={classes.text}>{t('data.downloadDetail')}</p>
        <OutLink href="/api/v1/portal/data" download>
          {t('data.downloadAct')}
        </OutLink>
      </Section>
      <Section title={t('data.ask')}>
        <p className={classes.text}>{t('data.askDetail')}</p>
        <Ask />
      </Section>
      <Section title={t('data.requests')}>
        <Requests />
      </Section>
    </Page>
  )
}

type Kind = 'correction' | 'erasure'

function Ask() {
  const [kind, setKind] = useState<Kind>('correction')
  const [body, setBody] = useState('')
  const [missing, setMissing] = useState(false)
  const send = useRequest()
  const submit = () => {
    setMissing(body.trim() === '')
    if (body.trim() === '') return
    send.mutate({ kind, body }, { onSuccess: () => setBody('') })
  }
  const wrong = missing ? t('data.needed') : send.isError ? fieldErrors(send.error).body : undefined
  return (
    <Form onSubmit={submit} label={t('data.ask')}>
      <Choice<Kind>
        label={t('data.kind')}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'correction', label: t('data.correction') },
          { value: 'erasure', label: t('data.erasure'), hint: t('data.erasureHint') },
        ]}
      />
      <TextField label={t('data.body')} value={body} onChange={setBody} error={wrong} maxLength={limits.notes} rows={4} />
      {send.isError && !wrong && <Notice kind="refused">{explainShortly(send.error)}</Notice>}
      {send.isSuccess && body === '' && <Notice kind="good">{t('data.sent')}</Notice>}
      <Button type="submit" look="filled" busy={send.isPending}>
        {t('data.send')}
      </Button>
    </Form>
  )
}

const hues = { open: 'amber', done: 'green', declined: 'neutral' } as const

function Requests() {
  const { data, error, refetch } = useQuery(requestsQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={2} />
  if (data.length === 0) return <p className={classes.text}>{t('data.none')}</p>
  const now = Date.now()
  return (
    <List>
      {data.map(({ id, kind, body, state, answer, createdAt }) => (
        <ListRow
          key={id}
          title={t('data.asked', { what: t(`data.${kind}`), date: shortDate(createdAt, now) })}
          detail={
            <>
              <span className={classes.words}>{body}</span>
              {answer && <span className={classes.answer}>{answer}</span>}
            </>
          }
          end={<Badge hue={hues[state]}>{t(`data.${state}`)}</Badge>}
        />
      ))}
    </List>
  )
}
