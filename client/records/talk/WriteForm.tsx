import { ActionIcon, Button, FileButton, Textarea } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { t } from '../../lib/messages.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import type { RecordRef } from '../record.ts'
import classes from './Talk.module.css'
import { acceptedFiles, useSend, useUpload } from './talks.ts'

type Added = { id: string; name: string }

/** What is typed stays until it has been taken; Ctrl/Cmd and Enter sends. */
export function WriteForm({ record }: { record: RecordRef }) {
  const draft = useDraft(record)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    draft.submit()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) draft.submit()
  }
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <Textarea
        aria-label={t('talk.label')}
        placeholder={t('talk.hint')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={draft.body}
        onChange={(event) => draft.setBody(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {draft.files.map((file) => (
        <AddedFile key={file.id} name={file.name} onRemove={() => draft.detach(file)} />
      ))}
      <Refusal error={draft.error} />
      <div className={classes.buttons}>
        {draft.files.length < 5 && <AttachButton isPending={draft.isAttaching} onFile={draft.attach} />}
        <Button type="submit" variant="default" loading={draft.isSending} disabled={draft.isEmpty}>
          {t('talk.send')}
        </Button>
      </div>
    </form>
  )
}

function useDraft(record: RecordRef) {
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly Added[]>([])
  const send = useSend(record)
  const upload = useUpload(record)
  const isEmpty = body.trim() === '' && files.length === 0
  const clear = () => {
    setBody('')
    setFiles([])
  }
  return {
    body,
    setBody,
    files,
    attach: (file: File | null) => file && upload.mutate(file, { onSuccess: (added) => setFiles((before) => [...before, added]) }),
    detach: ({ id }: Added) => setFiles(files.filter((file) => file.id !== id)),
    isEmpty,
    isSending: send.isPending,
    isAttaching: upload.isPending,
    error: send.error ?? upload.error,
    submit: () => {
      if (isEmpty || send.isPending || upload.isPending) return
      send.mutate({ body, fileIds: files.map(({ id }) => id) }, { onSuccess: clear })
    },
  }
}

function AddedFile({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <p className={classes.added}>
      <IconPaperclip size={14} aria-hidden />
      {name}
      <ActionIcon size={20} aria-label={t('talk.detach', { name })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </p>
  )
}

function AttachButton({ isPending, onFile }: { isPending: boolean; onFile: (file: File | null) => void }) {
  return (
    <FileButton accept={acceptedFiles} onChange={onFile}>
      {(given) => (
        <Button {...given} variant="subtle" color="gray" loading={isPending} leftSection={<IconPaperclip size={14} aria-hidden />}>
          {t('talk.attach')}
        </Button>
      )}
    </FileButton>
  )
}
