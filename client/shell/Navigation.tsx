import { Kbd, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconSearch } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Brand } from '../ui/Brand.tsx'
import classes from './Navigation.module.css'
import { type NavigationPage, pagesFor } from './pages.ts'

export function Navigation({ onFind }: { onFind: () => void }) {
  const pages = pagesFor(useMe().role)
  const clinic = pages.filter(({ group }) => group === 'clinic')
  return (
    <div className={classes.side}>
      <Brand name={t('shell.product')} />
      <UnstyledButton className={classes.find} onClick={onFind}>
        <IconSearch size={14} aria-hidden />
        <span className={classes.findWords}>{t('shell.findOrDo')}</span>
        <Kbd aria-hidden>{modifier()} K</Kbd>
      </UnstyledButton>
      <nav aria-label={t('shell.navigation')} className={classes.pages}>
        {pages.filter(({ group }) => group === 'work').map((page) => <PageLink key={page.to} page={page} />)}
        {clinic.length > 0 && <h2 className={classes.group}>{t('shell.clinic')}</h2>}
        {clinic.map((page) => (
          <PageLink key={page.to} page={page} />
        ))}
      </nav>
      <AccountMenu place="side" />
    </div>
  )
}

function PageLink({ page: { to, label, icon: Icon } }: { page: NavigationPage }) {
  return (
    <Link to={to} className={classes.page} activeProps={{ 'data-here': true }}>
      <Icon size={16} stroke={1.5} aria-hidden className={classes.icon} />
      <span>{t(label)}</span>
    </Link>
  )
}

/** The key's name as it is printed on the keyboard. */
function modifier(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
}
