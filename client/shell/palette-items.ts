/** What the palette offers: people and tasks that match, what the page can do, and the pages of the person's role. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import type { KeyBinding } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import type { ThemeChoice } from '../lib/theme-choice.ts'
import { pagesFor } from './pages.ts'
import { signOut } from './sign-out.ts'

export type PaletteItem = { name: string; detail?: string } & ({ href: string } | { run: () => void })
export type PaletteGroup = { title: string; items: readonly PaletteItem[] }
type Hit = ApiReply<'GET /search'>['data'][number]

export const shortestSearch = 2

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call('GET /search', { query: { q }, signal }),
    staleTime: 10_000,
    // The last answer stays until the next one is there, so the list does not blink at every letter.
    placeholderData: (before) => before,
  })

export function searchGroups(hits: readonly Hit[]): PaletteGroup[] {
  const leads = hits.filter((hit) => hit.entityType === 'lead')
  const tasks = hits.filter((hit) => hit.entityType === 'task')
  return [
    {
      title: t('shell.paletteLeads'),
      items: leads.map((lead) => ({ name: fullName(lead), detail: lead.status, href: `/leads/${lead.id}` })),
    },
    {
      title: t('shell.paletteTasks'),
      // A task stands on the page of its lead.
      items: tasks.flatMap(({ title, status, leadId }) => (leadId ? [{ name: title, detail: status, href: `/leads/${leadId}` }] : [])),
    },
  ]
}

export function pageItems(role: string): PaletteItem[] {
  return [...pagesFor(role).map(({ to, label }) => ({ name: t(label), href: to })), { name: t('shell.profile'), href: '/profile' }]
}

/** Moving about is quicker by its key than by its name. */
const motions = ['j', 'k', 'mod+k', 'Escape', 'Enter']

/** The keys of the page, as things one can do by name, and what belongs to the person. */
export function actionItems(keys: readonly KeyBinding[], chooseTheme: (choice: ThemeChoice) => void): PaletteItem[] {
  const ofPage = keys.filter(({ key }) => !motions.includes(key)).map(({ key, does, run }) => ({ name: does, detail: shownKey(key), run }))
  return [
    ...ofPage,
    { name: t('shell.useLight'), run: () => chooseTheme('light') },
    { name: t('shell.useDark'), run: () => chooseTheme('dark') },
    { name: t('shell.useSystem'), run: () => chooseTheme('auto') },
    { name: t('shell.signOut'), run: () => void signOut() },
  ]
}

/** Those whose name holds the text; with nothing typed, the first few. */
export function matching(items: readonly PaletteItem[], text: string, few: number): PaletteItem[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return items.slice(0, few)
  return items.filter(({ name }) => name.toLowerCase().includes(wanted))
}

const shownKey = (key: string) => key.replace('mod+', 'Ctrl ').toUpperCase().replace('CTRL', 'Ctrl')
