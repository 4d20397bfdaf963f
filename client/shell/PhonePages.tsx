import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import classes from './AccountMenu.module.css'
import { unreadQuery } from './notices.ts'
import { pagesOfPhone } from './pages.ts'

/** What the bar of a phone has no room for, and what I was told. */
export function PhonePages({ onGo }: { onGo: () => void }) {
  const { rest } = pagesOfPhone(useMe().role)
  return (
    <>
      <NoticesLink onGo={onGo} />
      {rest.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes.item} onClick={onGo}>
          <Icon size={16} stroke={1.5} aria-hidden />
          {t(label)}
        </Link>
      ))}
    </>
  )
}

function NoticesLink({ onGo }: { onGo: () => void }) {
  const { data: unread = 0 } = useQuery(unreadQuery)
  return (
    <Link to="/notifications" className={classes.item} onClick={onGo}>
      <IconBell size={16} stroke={1.5} aria-hidden />
      {unread === 0 ? t('notices.open') : t('notices.unread', { count: unread })}
    </Link>
  )
}

/** Beside "More": something waits behind it. */
export function NoticesDot() {
  const { data: unread = 0 } = useQuery(unreadQuery)
  if (unread === 0) return null
  return <span className={classes.dot} role="img" aria-label={t('notices.unread', { count: unread })} />
}
