import { ActionIcon, Button, FileButton, Textarea } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import type { RecordRef } from './record.ts'
import classes from './Talk.module.css'
import { acceptedFiles, useSend, useUpload } from './talks.ts'

type Added = { id: string; name: string }

/** What is typed stays until it has been taken; Ctrl/Cmd and Enter sends. */
export function WriteForm({ record }: { record: RecordRef }) {
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly Added[]>([])
  const send = useSend(record)
  const upload = useUpload(record)
  const empty = body.trim() === '' && files.length === 0
  const submit = () => {
    if (empty || send.isPending || upload.isPending) return
    const clear = () => {
      setBody('')
      setFiles([])
    }
    send.mutate({ body, fileIds: files.map(({ id }) => id) }, { onSuccess: clear })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const add = (file: File | null) => file && upload.mutate(file, { onSuccess: (added) => setFiles((before) => [...before, added]) })
  const error = send.error ?? upload.error
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <Textarea
        aria-label={t('talk.label')}
        placeholder={t('talk.hint')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {files.map(({ id, name }) => (
        <p key={id} className={classes.added}>
          <IconPaperclip size={14} aria-hidden />
          {name}
          <ActionIcon size={20} aria-label={t('talk.detach', { name })} onClick={() => setFiles(files.filter((file) => file.id !== id))}>
            <IconX size={14} />
          </ActionIcon>
        </p>
      ))}
      {error && (
        <p className={classes.problem} role="alert">
          {explainShortly(error)}
        </p>
      )}
      <div className={classes.buttons}>
        {files.length < 5 && (
          <FileButton accept={acceptedFiles} onChange={add}>
            {(given) => (
              <Button
                {...given}
                variant="subtle"
                color="gray"
                loading={upload.isPending}
                leftSection={<IconPaperclip size={14} aria-hidden />}
              >
                {t('talk.attach')}
              </Button>
            )}
          </FileButton>
        )}
        <Button type="submit" variant="default" loading={send.isPending} disabled={empty}>
          {t('talk.send')}
        </Button>
      </div>
    </form>
  )
}
