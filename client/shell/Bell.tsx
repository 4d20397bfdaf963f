import { ActionIcon } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useId, useRef, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './Bell.module.css'
import { unreadQuery } from './notices.ts'

const NoticeMenu = lazy(async () => ({ default: (await import('./NoticeMenu.tsx')).NoticeMenu }))

/** How much I have not read, and the newest of it. The browser's own popover, as the account's menu is. */
export function Bell() {
  const { data: unread = 0 } = useQuery(unreadQuery)
  const [open, setOpen] = useState(false)
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const label = unread === 0 ? t('notices.open') : t('notices.unread', { count: unread })
  return (
    <>
      <ActionIcon aria-label={label} title={label} popoverTarget={id} className={classes.bell}>
        <IconBell size={16} stroke={1.5} />
        {unread > 0 && (
          <span className={classes.count} aria-hidden>
            {unread > 99 ? t('notices.many') : unread}
          </span>
        )}
      </ActionIcon>
      <div
        id={id}
        ref={menu}
        popover="auto"
        role="dialog"
        aria-label={t('notices.title')}
        className={classes.menu}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        <Suspense>{open && <NoticeMenu unread={unread} onClose={() => menu.current?.hidePopover()} />}</Suspense>
      </div>
    </>
  )
}
