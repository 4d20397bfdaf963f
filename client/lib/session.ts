/** Who of the staff is signed in, and how their session ends. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from './api.ts'
import { speakFor } from './http.ts'
import { newLeaving } from './leaving.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await call('GET /me', { signal })
    speakFor(me.id)
    return me
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export type Me = ApiReply<'GET /me'>

export function useMe() {
  return useSuspenseQuery(meQuery).data
}

export type Named = { firstName: string; lastName: string }
export const fullName = ({ firstName, lastName }: Named) => `${firstName} ${lastName}`

export const { watchLeaving, leave, othersLeave, keepReturnPath, takeReturnPath } = newLeaving({
  returnKey: 'healthcrm.return-to',
  channelName: 'healthcrm.session',
  mark: '[data-staff]',
  home: '/',
  signIn: '/sign-in',
  // A browser takes a backslash for a slash and leaves out tabs and line breaks.
  ownPath: /^\/(?!\/)[^\\\p{Cc}]*$/u,
})
