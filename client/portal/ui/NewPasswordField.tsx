import { t } from '../messages.ts'
import { Field } from './Field.tsx'

/** Where a password is chosen: what is asked of it stands there before it is refused. */
export function NewPasswordField(chosen: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  return <Field label={t('signIn.newPassword')} hint={t('signIn.passwordRule')} type="password" autoComplete="new-password" {...chosen} />
}
