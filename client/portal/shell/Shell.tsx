import type { ReactNode } from 'react'
import { productColour } from '#shared/colours'
import { BrandMark } from '../../ui/Brand.tsx'
import { useClinic } from '../lib/session.ts'
import { t } from '../messages.ts'
import type { Tab } from '../pages.ts'
import { Link } from '../ui/Link.tsx'
import { IdleWarning } from './IdleWarning.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import classes from './Shell.module.css'
import { tabs } from './tabs.ts'

/** Around the pages of a signed-in patient: whose clinic it is, and the few places. */
export function Shell({ tab, children }: { tab: Tab | undefined; children: ReactNode }) {
  return (
    <div className={classes.shell} data-patient>
      <header className={classes.head}>
        <Link to="/portal" className={classes.brand}>
          <ClinicName />
        </Link>
      </header>
      <main className={classes.main}>{children}</main>
      <nav className={classes.bar} aria-label={t('shell.navigation')}>
        <div className={classes.items}>
          {tabs.map(({ tab: each, to, label, icon: Icon }) => (
            <Link key={to} to={to} className={classes.item} aria-current={each === tab ? 'page' : undefined}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {t(label)}
            </Link>
          ))}
        </div>
      </nav>
      <IdleWarning />
    </div>
  )
}

/** Around the pages before sign-in: one thing at a time. */
export function Doorway({ children }: { children: ReactNode }) {
  return (
    <div className={classes.doorway}>
      <header className={classes.head}>
        <span className={classes.brand}>
          <ClinicName />
        </span>
      </header>
      <main className={classes.main}>{children}</main>
      <footer className={classes.foot}>
        <LanguageSwitch quiet />
      </footer>
    </div>
  )
}

function ClinicName() {
  const clinic = useClinic()
  return (
    <>
      <BrandMark colour={clinic?.logoColour ?? productColour} size={28} />
      {clinic?.name}
      {clinic?.isDemo && <span className={classes.demo}>{t('shell.demo')}</span>}
    </>
  )
}
