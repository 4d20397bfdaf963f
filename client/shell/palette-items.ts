/** What the palette offers: people and tasks that match, and the pages of the person's role. */
import { t } from '../lib/messages.ts'
import { pagesFor } from './pages.ts'

export type PaletteItem = { name: string; detail?: string; href: string }
export type PaletteGroup = { title: string; items: readonly PaletteItem[] }

export function pageItems(role: string, text: string): PaletteItem[] {
  const pages = [
    ...pagesFor(role).map(({ to, label }) => ({ name: t(label), href: to })),
    { name: t('shell.profile'), href: '/profile' },
  ]
  const wanted = text.trim().toLowerCase()
  return pages.filter(({ name }) => name.toLowerCase().includes(wanted))
}
