import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fileProblem, uploadFile } from '../lib/files.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { Form } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { useSend } from './queries.ts'
import classes from './talk.module.css'

const mostFiles = 5
type Added = { id: string; name: string }

/** What is typed stays until it has been taken. */
export function WriteForm() {
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly Added[]>([])
  const send = useSend()
  const add = useMutation({
    mutationFn: uploadFile,
    onSuccess: ({ id, name }) => setFiles((before) => [...before, { id, name }]),
  })
  const empty = body.trim() === '' && files.length === 0
  const submit = () => {
    if (empty || send.isPending) return
    const clear = () => {
      setBody('')
      setFiles([])
      add.reset()
    }
    send.mutate({ body, fileIds: files.map(({ id }) => id) }, { onSuccess: clear })
  }
  return (
    <Form onSubmit={submit}>
      <TextField label={t('talk.label')} value={body} onChange={setBody} maxLength={10_000} rows={4} />
      {files.map(({ id, name }) => (
        <p key={id} className={classes.added}>
          {t('talk.attached', { name })}
          <button
            type="button"
            className={classes.detach}
            aria-label={t('talk.detach', { name })}
            onClick={() => setFiles((before) => before.filter((file) => file.id !== id))}
          >
            <IconX size={18} aria-hidden />
          </button>
        </p>
      ))}
      {add.error && <Notice kind="refused">{fileProblem(add.error, add.variables)}</Notice>}
      {send.error && <Notice kind="refused">{explainShortly(send.error)}</Notice>}
      <ButtonRow>
        {files.length < mostFiles && (
          <FilePick busy={add.isPending} onPick={(file) => add.mutate(file)}>
            <IconPaperclip size={20} stroke={1.6} aria-hidden />
            {t('talk.attach')}
          </FilePick>
        )}
        <Button look="filled" type="submit" busy={send.isPending} disabled={empty || add.isPending}>
          {t('talk.send')}
        </Button>
      </ButtonRow>
    </Form>
  )
}
