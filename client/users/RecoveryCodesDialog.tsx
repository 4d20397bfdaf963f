import { Button } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { RecoveryCodeList } from '../ui/AuthenticatorKey.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog title={t('factor.recoveryCodes')} onClose={onClose} footer={<Button onClick={onClose}>{t('factor.recoveryKept')}</Button>}>
      <RecoveryCodeList codes={codes} />
    </Dialog>
  )
}
