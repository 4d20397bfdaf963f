import { Button } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './ProfilePage.module.css'

/** A link to choose a password. With a mail server there is no `url`: it went by mail. */
export type HandedLink = { name: string; email: string; url?: string }

export function LinkDialog({ link, onClose }: { link: HandedLink; onClose: () => void }) {
  const { name, email, url } = link
  return (
    <Dialog
      title={url ? t('team.linkTitle') : t('team.linkSent')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('team.done')}</Button>}
    >
      <div className={classes.form}>
        <p className={classes.text}>{url ? t('team.linkDetail', { name }) : t('team.linkMailed', { email })}</p>
        {url && <CopyOnce label={t('team.link')} secret={url} />}
      </div>
    </Dialog>
  )
}
