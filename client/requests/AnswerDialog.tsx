import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import classes from '../records/Dialogs.module.css'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import { type PatientRequest, useAnswer } from './queries.ts'

/** An answer cannot be taken back: the patient is told of it at once. */
export function AnswerDialog({ request, onClose }: { request: PatientRequest; onClose: () => void }) {
  const [state, setState] = useState<'done' | 'declined'>('done')
  const [answer, setAnswer] = useState('')
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
        <p style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{request.body}</p>
        <SegmentedControl
          aria-label={t('requests.decision')}
          value={state}
          onChange={(value) => setState(value === 'declined' ? 'declined' : 'done')}
          data={[
            { value: 'done', label: t('requests.done') },
            { value: 'declined', label: t('requests.declined') },
          ]}
        />
        <Textarea
          label={t('requests.words')}
          description={t('requests.wordsHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={3}
          maxLength={limits.reason}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
          error={wrong}
        />
        {send.isError && !wrong && (
          <p className={classes.problem} role="alert">
            {explainShortly(send.error)}
          </p>
        )}
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
