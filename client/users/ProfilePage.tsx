import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { FormPage } from '../ui/FormSection.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { AboutSection } from './AboutSection.tsx'
import { CalendarFeedSection } from './CalendarFeedSection.tsx'
import { KeyboardSection } from './KeyboardSection.tsx'
import { LanguageSection } from './LanguageSection.tsx'
import { NoticesSection } from './NoticesSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { TokensSection } from './TokensSection.tsx'

export function ProfilePage() {
  const me = useMe()
  useTitle(t('profile.title'))
  return (
    <>
      <PageBar title={t('profile.title')} detail={fullName(me)} />
      <FormPage>
        <AboutSection me={me} />
        <PasswordSection />
        <SecondFactorSection me={me} />
        <SessionsSection />
        <TokensSection />
        <NoticesSection />
        <CalendarFeedSection />
        <LanguageSection />
        <KeyboardSection />
      </FormPage>
    </>
  )
}
