import { Button, TextInput } from '@mantine/core'
import { useKeyProof } from '../lib/backup-key.ts'
import { t } from '../lib/messages.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { Step } from './Step.tsx'

/** The last step of set-up: without this key nobody can open the backups, so it is written down before anything is worth one. */
export function KeyStep({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { field, isEmpty, isBusy, prove } = useKeyProof(onDone)
  return (
    <Step title={t('system.keyTitle')} lead={`${t('system.keyDetail')} ${t('system.keyHow')}`} onSubmit={() => !isEmpty && prove()}>
      <CopyOnce label={t('system.key')} secret={secret} />
      <TextInput size="md" {...field} />
      <Button size="md" type="submit" disabled={isEmpty} loading={isBusy}>
        {t('system.keyConfirm')}
      </Button>
      <Button variant="subtle" color="gray" disabled={isBusy} onClick={onDone}>
        {t('auth.keyLater')}
      </Button>
    </Step>
  )
}
