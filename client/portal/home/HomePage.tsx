import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Page } from '../ui/Page.tsx'

export function HomePage() {
  const me = useMe()
  return <Page title={t('home.hello', { name: me.firstName })} />
}
