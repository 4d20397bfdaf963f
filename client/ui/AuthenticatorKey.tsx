import { t } from '../lib/messages.ts'
import classes from './AuthenticatorKey.module.css'
import { CopyOnce } from './CopyOnce.tsx'
import { QrCode } from './QrCode.tsx'

/** The secret of a second factor, to scan or to type. */
export function AuthenticatorKey({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className={classes.key}>
      <QrCode text={uri} label={t('factor.qr')} />
      <p className={classes.detail}>{t('factor.scanDetail')}</p>
      <CopyOnce label={t('factor.key')} secret={secret.replace(/(.{4})(?=.)/g, '$1 ')} />
    </div>
  )
}

/** Shown once: one code a line, to copy or to write down. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  return (
    <div className={classes.key}>
      <p className={classes.detail}>{t('factor.recoveryDetail')}</p>
      <CopyOnce label={t('factor.recoveryCodes')} secret={codes.join('\n')} />
    </div>
  )
}
