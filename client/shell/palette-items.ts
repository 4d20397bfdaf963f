/** What the palette offers: people and tasks that match, and the pages of the person's role. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { pagesFor } from './pages.ts'

export type PaletteItem = { name: string; detail?: string; href: string }
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
  return [
    {
      title: t('shell.paletteLeads'),
      items: leads.map((lead) => ({ name: fullName(lead), detail: lead.status, href: `/leads/${lead.id}` })),
    },
  ]
}

export function pageItems(role: string, text: string): PaletteItem[] {
  const pages = [...pagesFor(role).map(({ to, label }) => ({ name: t(label), href: to })), { name: t('shell.profile'), href: '/profile' }]
  const wanted = text.trim().toLowerCase()
  return pages.filter(({ name }) => name.toLowerCase().includes(wanted))
}
