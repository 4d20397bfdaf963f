import { UnstyledButton } from '@mantine/core'
import { IconLogout, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { themeChoices, useThemeChoice } from '../lib/theme-choice.ts'
import { valueWord } from '../lib/value-words.ts'
import { ChoiceSwitch } from '../ui/ChoiceSwitch.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import classes from './AccountMenu.module.css'
import { NoticesDot, PhonePages } from './PhonePages.tsx'
import { signOut } from './sign-out.ts'

/** Who I am, with what belongs to me. The browser's own popover: it closes on Escape and on a click elsewhere. */
export function AccountMenu({ place }: { place: 'side' | 'bottom' }) {
  const me = useMe()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const name = fullName(me)
  return (
    <>
      <UnstyledButton className={classes.account} data-place={place} popoverTarget={id}>
        <span className={classes.avatar}>
          <PersonAvatar name={name} mine decorative size={place === 'side' ? 24 : 20} />
          {place === 'bottom' && <NoticesDot />}
        </span>
        <span className={classes.who}>
          <span>{place === 'side' ? name : t('shell.more')}</span>
          {place === 'side' && <span className={classes.role}>{valueWord(me.role)}</span>}
        </span>
      </UnstyledButton>
      <div id={id} ref={menu} popover="auto" className={classes.menu} data-place={place}>
        <p className={classes.heading}>
          {name}
          <span className={classes.role}>{me.email}</span>
        </p>
        {place === 'bottom' && <PhonePages onGo={() => menu.current?.hidePopover()} />}
        <Link to="/profile" className={classes.item} onClick={() => menu.current?.hidePopover()}>
          <IconUserCircle size={16} stroke={1.5} aria-hidden />
          {t('shell.profile')}
        </Link>
        <div className={classes.choices}>
          <ThemeSwitch />
          <LanguageSwitch label={t('shell.language')} />
        </div>
        <UnstyledButton className={classes.item} onClick={() => void signOut()}>
          <IconLogout size={16} stroke={1.5} aria-hidden />
          {t('shell.signOut')}
        </UnstyledButton>
      </div>
    </>
  )
}

const themeNames = { light: 'shell.themeLight', dark: 'shell.themeDark', auto: 'shell.themeAuto' } as const

function ThemeSwitch() {
  const [choice, choose] = useThemeChoice()
  const options = themeChoices.map((value) => ({ value, label: t(themeNames[value]) }))
  return <ChoiceSwitch label={t('shell.theme')} value={choice} options={options} onChange={choose} />
}
