import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Note } from '../ui/Page.tsx'
import classes from './Account.module.css'

/** Shown once; to be kept on paper. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const keep = (
    <Button look="filled" wide onClick={onClose}>
      {t('account.codesKept')}
    </Button>
  )
  return (
    <Dialog title={t('account.codesTitle')} onClose={onClose} footer={keep} firm>
      <Note>{t('account.codesLead')}</Note>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
