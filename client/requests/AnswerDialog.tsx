import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import classes from '../records/Dialogs.module.css'
import { fieldLabel } from '../records/field-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { toast } from '../ui/toast.ts'
import { type PatientRequest, useAnswer } from './queries.ts'

/** An answer cannot be taken back: the patient is told of it at once. */
export function AnswerDialog({ request, onClose }: { request: PatientRequest; onClose: () => void }) {
  const [state, setState] = useState<'done' | 'declined'>('done')
  const [answer, setAnswer] = useState(() => proposed(request, 'done'))
  const decide = (next: 'done' | 'declined') => {
    // Words that somebody has written stay.
    if (answer === proposed(request, state)) setAnswer(proposed(request, next))
    setState(next)
  }
  const send = useAnswer()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(
      { id: request.id, state, answer },
      {
        onSuccess: () => {
          toast({ text: t('requests.answered') })
          onClose()
        },
      },
    )
  }
  const wrong = send.isError ? fieldErrors(send.error).answer : undefined
  return (
    <Dialog title={t('requests.answerTitle', { who: `${request.firstName} ${request.lastName}` })} onClose={onClose} width={520}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <blockquote className={classes.asked}>{request.body}</blockquote>
        <p className={classes.detail}>{request.kind === 'correction' ? correctedWords(request) : t('requests.law')}</p>
        <SegmentedControl
          aria-label={t('requests.decision')}
          value={state}
          onChange={(value) => decide(value === 'declined' ? 'declined' : 'done')}
          data={[
            { value: 'done', label: t('requests.done') },
            { value: 'declined', label: t('requests.declined') },
          ]}
        />
        <Textarea
          label={t('requests.words')}
          description={t('requests.wordsHint')}
          autosize
          minRows={3}
          maxLength={limits.reason}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
          error={wrong}
        />
        {send.isError && !wrong && <Refusal error={send.error} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('requests.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What was done, as far as the record itself tells: a correction by its fields, an erasure by what the law keeps. */
function proposed(request: PatientRequest, state: 'done' | 'declined'): string {
  const { kind, corrected } = request
  if (kind === 'correction') return state === 'done' && corrected.length ? t('requests.correctedAnswer', { fields: fieldsOf(request) }) : ''
  return t(state === 'done' ? 'requests.erasedAnswer' : 'requests.keptAnswer', { held: heldWords(request) })
}

const fieldsOf = ({ corrected }: PatientRequest) => corrected.map((name) => fieldLabel(name).toLowerCase()).join(', ')

const correctedWords = (request: PatientRequest) =>
  request.corrected.length ? t('requests.correctedSince', { fields: fieldsOf(request) }) : t('requests.notCorrected')

const kinds = ['signatures', 'payments', 'visits', 'messages', 'files'] as const

function heldWords({ held }: PatientRequest): string {
  const some = kinds.filter((kind) => held[kind] > 0).map((kind) => t(`requests.held_${kind}`, { count: held[kind] }))
  return some.join(', ') || t('requests.held_record')
}
