import { Kbd, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { Brand } from '../ui/Brand.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Bell } from './Bell.tsx'
import classes from './Navigation.module.css'
import { PageCount } from './PageCount.tsx'
import { type NavigationPage, pagesFor } from './pages.ts'

export function Navigation({ onFind }: { onFind: () => void }) {
  const me = useMe()
  const pages = pagesFor(me.role)
  const clinic = pages.filter(({ group }) => group === 'clinic')
  return (
    <header className={classes.side}>
      <div className={classes.top}>
        <Brand name={me.clinic.name} colour={me.clinic.logoColour} note={me.clinic.isDemo ? t('shell.demo') : undefined} />
        <Bell />
      </div>
      <UnstyledButton className={classes.find} onClick={onFind}>
        <IconSearch size={14} aria-hidden />
        <span className={classes.findWords}>{t('shell.findOrDo')}</span>
        <Kbd aria-hidden>{modifier()} K</Kbd>
      </UnstyledButton>
      <nav aria-label={t('shell.navigation')} className={classes.pages}>
        {pages
          .filter(({ group }) => group === 'work')
          .map((page) => (
            <PageLink key={page.to} page={page} />
          ))}
        {clinic.length > 0 && <h2 className={classes.group}>{t('shell.clinic')}</h2>}
        {clinic.map((page) => (
          <PageLink key={page.to} page={page} />
        ))}
      </nav>
      <AccountMenu place="side" />
    </header>
  )
}

function PageLink({ page: { to, label, icon: Icon, count, counts } }: { page: NavigationPage }) {
  return (
    <Link to={to} className={classes.page} activeProps={{ 'data-here': true }}>
      <Icon size={16} stroke={1.5} aria-hidden className={classes.icon} />
      <span>{t(label)}</span>
      {count && <PageCount of={count} title={counts && t('shell.yours')} />}
    </Link>
  )
}

/** The key's name as it is printed on the keyboard. */
function modifier(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
}
