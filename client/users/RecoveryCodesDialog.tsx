import { Button } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { RecoveryCodeList } from '../ui/AuthenticatorKey.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const kept = <Button onClick={onClose}>{t('factor.recoveryKept')}</Button>
  return (
    <Dialog title={t('factor.recoveryCodes')} onClose={onClose} footer={kept} firm>
      <RecoveryCodeList codes={codes} />
    </Dialog>
  )
}
