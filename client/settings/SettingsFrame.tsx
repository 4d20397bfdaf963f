import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { NoPermission } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { sectionsFor } from './sections.ts'
import classes from './settings.module.css'

/** What stands around every page of settings: its sections, of which each role sees its own. */
export function SettingsFrame() {
  useTitle(t('settings.title'))
  const sections = sectionsFor(useMe().role)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const allowed = sections.some(({ to }) => path.startsWith(to))
  const strip = useRef<HTMLElement>(null)
  // On a phone the sections scroll sideways: the one that is open stands in sight.
  useEffect(() => {
    if (path) strip.current?.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  return (
    <>
      <PageBar title={t('settings.title')} />
      {sections.length > 1 && (
        <nav ref={strip} aria-label={t('settings.sections')} className={classes.sections}>
          {sections.map(({ to, label }) => (
            <Link key={to} to={to} className={classes.section} activeProps={{ 'data-here': true }}>
              {t(label)}
            </Link>
          ))}
        </nav>
      )}
      {allowed ? <Outlet /> : <NoPermission />}
    </>
  )
}
