import { t } from '../messages.ts'
import { Page } from '../ui/Page.tsx'
import { FactorSection } from './FactorSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { ZoneSection } from './ZoneSection.tsx'

/** How a patient signs in, and where they are signed in. */
export function AccountPage() {
  return (
    <Page title={t('account.title')} back={{ to: '/portal/more', words: t('account.back') }}>
      <PasswordSection />
      <FactorSection />
      <ZoneSection />
      <SessionsSection />
    </Page>
  )
}
