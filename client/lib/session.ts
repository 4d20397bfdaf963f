/** Who is signed in, and how a session ends: the page is emptied first, then the browser starts afresh at sign-in. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from './api.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('GET /me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export type Me = ApiReply<'GET /me'>

export function useMe() {
  return useSuspenseQuery(meQuery).data
}

export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }) => `${firstName} ${lastName}`

export type Leaving = 'idle' | 'ended' | 'signed-out'

const returnKey = 'healthcrm.return-to'
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('healthcrm.session')
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
  channel?.postMessage('left')
  depart(why)
}

/** Where the person was when the session ended; asked once. Only ever a path of our own. */
export function takeReturnPath(): string {
  const path = sessionStorage.getItem(returnKey) ?? '/'
  sessionStorage.removeItem(returnKey)
  // A browser takes a backslash for a slash and leaves out tabs and line breaks.
  return /^\/(?!\/)[^\\\p{Cc}]*$/u.test(path) ? path : '/'
}

export function keepReturnPath() {
  sessionStorage.setItem(returnKey, location.pathname + location.search)
}

function depart(why: Leaving) {
  // Pages before sign-in have no session to lose; a second end of the same session is no news.
  if (leaving || !document.querySelector('[data-staff]')) return
  leaving = true
  emptyPage()
  document.title = 'HealthCRM'
  if (why === 'signed-out') sessionStorage.removeItem(returnKey)
  else keepReturnPath()
  location.replace(`/sign-in?why=${why}`)
}
