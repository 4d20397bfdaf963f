/** Which patient is signed in, and how their session ends. */
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { speakFor } from '../../lib/http.ts'
import { newLeaving } from '../../lib/leaving.ts'
import { speak } from '../messages.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await call('GET /portal/me', { signal })
    speakFor(me.leadId)
    // Their language on every device, before the first word is shown to them.
    if (me.language) await speak(me.language)
    return me
  },
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

export const { watchLeaving, leave, othersLeave, keepReturnPath, takeReturnPath } = newLeaving({
  returnKey: 'healthcrm.portal.return-to',
  channelName: 'healthcrm.portal',
  mark: '[data-patient]',
  home: '/portal',
  signIn: '/portal/sign-in',
  ownPath: /^\/portal(\/[\w/-]*)?(\?|$)/,
})

export async function signOut(): Promise<void> {
  await call('POST /portal/auth/sign-out', { keepalive: true }).catch(() => undefined)
  leave('signed-out')
}
