import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import classes from './ProfilePage.module.css'

export function LanguageSection() {
  return (
    <FormSection title={t('profile.language')} detail={t('profile.languageDetail')}>
      <div className={classes.switch}>
        <LanguageSwitch label={t('profile.language')} quiet />
      </div>
    </FormSection>
  )
}
