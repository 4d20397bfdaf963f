import { Button, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { showKey, useKeyProof } from '../lib/backup-key.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.ts'
import keeping from './keeping.module.css'

/** For a clinic that was set up unattended; stands until somebody has written the key down. */
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
  const { field, isEmpty, isBusy, prove } = useKeyProof(() => {
    toast({ text: t('system.keyConfirmed') })
    onClose()
    return queries.invalidateQueries({ queryKey: ['system', 'backups'] })
  })
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form={formId} disabled={isEmpty} loading={isBusy}>
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
          prove()
        }}
      >
        <TextInput mt={16} {...field} />
      </form>
    </Dialog>
  )
}
