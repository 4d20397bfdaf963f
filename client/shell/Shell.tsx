import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { followEvents } from '../lib/events.ts'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useRunningJob } from '../lists/bulk/running-job.ts'
import { PortalsInside } from '../ui/PortalsInside.tsx'
import { BottomBar } from './BottomBar.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { Navigation } from './Navigation.tsx'
import { usePageKeys } from './page-keys.ts'
import { QuickAddHost } from './QuickAddHost.tsx'
import { followOpened } from './recent.ts'
import classes from './Shell.module.css'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const BulkDock = lazy(async () => ({ default: (await import('../lists/bulk/BulkDock.tsx')).BulkDock }))
const KeySheet = lazy(async () => ({ default: (await import('./KeySheet.tsx')).KeySheet }))

/** What stands around every staff page. */
export function Shell() {
  const queries = useQueryClient()
  const [open, setOpen] = useState<'palette' | 'keys'>()
  const close = () => setOpen(undefined)
  useEffect(() => followEvents(queries), [queries])
  useEffect(() => followOpened(queries), [queries])
  const pageKeys = usePageKeys()
  useKeys([
    { key: 'mod+k', does: t('shell.openPalette'), run: () => setOpen('palette'), group: 'everywhere' },
    { key: '?', does: t('keys.showKeys'), run: () => setOpen('keys'), group: 'everywhere' },
    ...pageKeys,
  ])
  return (
    <div className={classes.shell} data-staff>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <Navigation onFind={() => setOpen('palette')} />
      <Content />
      <BottomBar onFind={() => setOpen('palette')} />
      <IdleWarning />
      <QuickAddHost />
      <Suspense>
        <RunningWork />
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'keys' && <KeySheet onClose={close} />}
      </Suspense>
    </div>
  )
}

/** Its code comes once there is something to show. */
function RunningWork() {
  const [job] = useRunningJob()
  return job === undefined ? null : <BulkDock />
}

/** A new page takes the focus, so that keyboard and screen reader start at its beginning. */
function Content() {
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname.split('/')[1] })
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current !== path) main.current?.focus({ preventScroll: true })
    shown.current = path
  }, [path])
  return (
    <main id="content" ref={main} tabIndex={-1} className={classes.content}>
      <PortalsInside id="content">
        <Outlet />
      </PortalsInside>
    </main>
  )
}
