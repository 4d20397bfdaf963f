/** `g` and a letter go to a page. The letters are English: they are places on the keyboard, the same for everybody. */
import { useNavigate } from '@tanstack/react-router'
import type { KeyBinding } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { type NavigationPage, pagesFor } from './pages.ts'

const letters: Partial<Record<NavigationPage['to'], string>> = {
  '/calendar': 'c',
  '/dashboard': 'd',
  '/import': 'i',
  '/leads': 'l',
  '/no-next-step': 'o',
  '/patients': 'p',
  '/settings': 's',
  '/tasks': 't',
  '/team': 'm',
}

const keyTo = (to: NavigationPage['to']): string | undefined => letters[to] && `g ${letters[to]}`

export function usePageKeys(): KeyBinding[] {
  const navigate = useNavigate()
  const { role } = useMe()
  const pages = pagesFor(role).flatMap(({ to, label }) => {
    const key = keyTo(to)
    return key ? [{ key, does: t(label), run: () => void navigate({ to }), group: 'go' as const }] : []
  })
  return [
    ...pages,
    { key: 'g n', does: t('notices.title'), run: () => void navigate({ to: '/notifications' }), group: 'go' },
    { key: 'g u', does: t('shell.profile'), run: () => void navigate({ to: '/profile' }), group: 'go' },
  ]
}
