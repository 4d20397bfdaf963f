import { signOut } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { LinkRow, List } from '../ui/List.tsx'
import { Page } from '../ui/Page.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { morePlaces } from './more.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'

/** What is wanted now and then: the account, the record, how the portal looks; and the way out. */
export function MorePage() {
  return (
    <Page title={t('shell.more')}>
      <List>
        {morePlaces.map(({ to, label, detail, icon: Icon }) => (
          <LinkRow key={to} to={to} icon={<Icon size={22} stroke={1.6} />} title={t(label)} detail={detail && t(detail)} />
        ))}
      </List>
      <LanguageSwitch />
      <ThemeSwitch />
      <Button wide onClick={() => void signOut()}>
        {t('shell.signOut')}
      </Button>
    </Page>
  )
}
