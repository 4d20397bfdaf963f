import { Outlet } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { Brand } from '../ui/Brand.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import classes from './Doorway.module.css'

/** The pages before sign-in: one thing at a time, room to decide. */
export function Doorway() {
  return (
    <div className={classes.doorway}>
      <header className={classes.head}>
        <Brand name={t('shell.product')} />
      </header>
      <main className={classes.main}>
        <Outlet />
      </main>
      <footer className={classes.foot}>
        <LanguageSwitch label={t('shell.language')} quiet />
      </footer>
    </div>
  )
}
