/** Which patient is signed in, and how their session ends: the page is emptied first, then the browser starts afresh at sign-in. */
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('GET /portal/me', { signal }),
  staleTime: 60_000,
})
export const clinicQuery = queryOptions({
  queryKey: ['clinic'],
  queryFn: ({ signal }) => call('GET /portal/clinic', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** On pages of a signed-in patient; the app has fetched it before it shows one. */
export const useMe = () => useSuspenseQuery(meQuery).data
/** Nothing until it has come: a page never waits for the clinic's name. */
export const useClinic = () => useQuery(clinicQuery).data

export type Leaving = 'idle' | 'ended' | 'signed-out'

const returnKey = 'healthcrm.portal.return-to'
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('healthcrm.portal')
let emptyPage = () => {}
let leaving = false

/** `empty` takes everything off the screen at once. Other tabs of this browser leave together with this one. */
export function watchLeaving(empty: () => void) {
  emptyPage = empty
  if (channel) channel.onmessage = ({ data }) => (data === 'left' ? depart('ended') : undefined)
  // A page kept by the browser for its Back button would show what it held.
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
}

export function leave(why: Leaving) {
  // Pages before sign-in have no session to lose; a second end of the same session is no news.
  if (leaving || !document.querySelector('[data-patient]')) return
  channel?.postMessage('left')
  depart(why)
}

export async function signOut(): Promise<void> {
  await call('POST /portal/auth/sign-out', { keepalive: true }).catch(() => undefined)
  leave('signed-out')
}

/** Where the person was when the session ended; asked once. Only ever a page of the portal. */
export function takeReturnPath(): string {
  const path = sessionStorage.getItem(returnKey) ?? '/portal'
  sessionStorage.removeItem(returnKey)
  return /^\/portal(\/[\w/-]*)?(\?|$)/.test(path) ? path : '/portal'
}

export function keepReturnPath() {
  sessionStorage.setItem(returnKey, location.pathname + location.search)
}

function depart(why: Leaving) {
  if (leaving || !document.querySelector('[data-patient]')) return
  leaving = true
  emptyPage()
  if (why === 'signed-out') sessionStorage.removeItem(returnKey)
  else keepReturnPath()
  location.replace(`/portal/sign-in?why=${why}`)
}
