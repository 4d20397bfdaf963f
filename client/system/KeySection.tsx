import { Button, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import keeping from './keeping.module.css'
import { confirmKey, showKey } from './queries.ts'

/** Stands until somebody has written the key down: without it nobody can open the backups. */
export function KeySection() {
  const [key, setKey] = useState<string>()
  const show = useMutation({
    mutationFn: showKey,
    onSuccess: (answer) => setKey(answer.key),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
  return (
    <section className={keeping.key}>
      <IconKey size={18} aria-hidden />
      <div>
        <h2>{t('system.keyTitle')}</h2>
        <p>{t('system.keyDetail')}</p>
      </div>
      <Button loading={show.isPending} onClick={() => show.mutate()}>
        {t('system.keyShow')}
      </Button>
      {key !== undefined && <KeyDialog secret={key} onClose={() => setKey(undefined)} />}
    </section>
  )
}

function KeyDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const formId = useId()
  const queries = useQueryClient()
  const [lastGroup, setLastGroup] = useState('')
  const [wrong, setWrong] = useState<string>()
  const confirm = useMutation({
    mutationFn: confirmKey,
    onSuccess: () => {
      toast({ text: t('system.keyConfirmed') })
      onClose()
      return queries.invalidateQueries({ queryKey: ['system', 'backups'] })
    },
    onError: (error) => setWrong(fieldErrors(error).lastGroup ? t('system.keyWrong') : explainShortly(error)),
  })
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={formId} disabled={lastGroup.trim() === ''} loading={confirm.isPending}>
        {t('system.keyConfirm')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('system.keyTitle')} onClose={onClose} footer={footer} width={520}>
      <p>{t('system.keyHow')}</p>
      <CopyOnce label={t('system.key')} secret={secret} />
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate(lastGroup)
        }}
      >
        <TextInput
          mt={16}
          label={t('system.keyLast')}
          value={lastGroup}
          error={wrong}
          maxLength={20}
          autoComplete="off"
          onChange={(event) => {
            setLastGroup(event.currentTarget.value)
            setWrong(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
