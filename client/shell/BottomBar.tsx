import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import classes from './BottomBar.module.css'
import { pagesOfPhone } from './pages.ts'

/** The navigation of a phone: what is used most within reach of the thumb, the rest behind "More". */
export function BottomBar({ onFind }: { onFind: () => void }) {
  const { first } = pagesOfPhone(useMe().role)
  return (
    <nav aria-label={t('shell.navigation')} className={classes.bar}>
      {first.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.item} activeProps={{ 'data-here': true }}>
          <Icon size={20} stroke={1.5} aria-hidden />
          {t(label)}
        </Link>
      ))}
      <UnstyledButton className={classes.item} onClick={onFind}>
        <IconSearch size={20} stroke={1.5} aria-hidden />
        {t('shell.find')}
      </UnstyledButton>
      <AccountMenu place="bottom" />
    </nav>
  )
}
