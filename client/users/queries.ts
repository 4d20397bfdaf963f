/** What a person may do with their own account, and an Admin with everybody's. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import type { NotificationKind, UserRole } from '#shared/values'
import { call } from '../lib/api.ts'
import { type Me, meQuery } from '../lib/session.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => call('GET /me/sessions', { signal }),
})
export const tokensQuery = queryOptions({
  queryKey: ['me', 'tokens'],
  queryFn: ({ signal }) => call('GET /tokens', { signal }),
})
export type OwnSession = ApiReply<'GET /me/sessions'>['data'][number]
export type ApiToken = ApiReply<'GET /tokens'>['data'][number]
export type NewToken = { name: string; scope: 'read' | 'write'; expiresAt: string }

export const changePassword = (body: { currentPassword: string; password: string }) => call('POST /auth/password', { body })
export const beginSecondFactor = (password: string) => call('POST /me/second-factor', { body: { password } })
export const confirmSecondFactor = (code: string) => call('PUT /me/second-factor', { body: { code } })
export const removeSecondFactor = (password: string) => call('DELETE /me/second-factor', { body: { password } })
export const renewRecoveryCodes = (password: string) => call('POST /me/recovery-codes', { body: { password } })

export const changeMe = (body: { firstName: string; lastName: string }) => call('PATCH /me', { body })

/** Own changes show in the shell too, so the answer becomes the new "me". */
export function useSetMe() {
  const queries = useQueryClient()
  return (me: Me) => queries.setQueryData(meQuery.queryKey, me)
}

export function useRefreshMe() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['me'] })
}

export const endSession = (id: number) => call('DELETE /me/sessions/:id', { params: { id } })
export const endOtherSessions = () => call('DELETE /me/sessions')
export const makeToken = (body: NewToken) => call('POST /tokens', { body })
export const revokeToken = (id: number) => call('DELETE /tokens/:id', { params: { id } })

// Staff

export type StaffMember = ApiReply<'GET /users'>['data'][number]
export type NewMember = { firstName: string; lastName: string; email: string; role: UserRole }
export type MemberChange = { id: number; changes: { role?: UserRole; isActive?: boolean } }

export const staffQuery = queryOptions({
  queryKey: ['users', 'all'],
  // A clinic's staff fits one page; the table sorts and searches what it has.
  queryFn: ({ signal }) => call('GET /users', { query: { limit: 200 }, signal }),
})
export const signInSettingsQuery = queryOptions({
  queryKey: ['users', 'sign-in-settings'],
  queryFn: ({ signal }) => call('GET /settings/sign-in', { signal }),
})

export const inviteMember = (body: NewMember) => call('POST /users', { body })
export const changeMember = ({ id, changes }: MemberChange) => call('PATCH /users/:id', { params: { id }, body: changes })
export const renewInvitation = (id: number) => call('POST /users/:id/invitation', { params: { id } })
export const removeFactorOf = (id: number) => call('DELETE /users/:id/second-factor', { params: { id } })
export const changeSignInSettings = (body: { secondFactorRoles: UserRole[] }) => call('PATCH /settings/sign-in', { body })

export function useRefreshStaff() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['users'] })
}

// Notifications

export type Wishes = ApiReply<'GET /me/notification-preferences'>
type WishChanges = Partial<Record<NotificationKind, { inApp?: boolean; byMail?: boolean }>>

export const wishesQuery = queryOptions({
  queryKey: ['me', 'notification-preferences'],
  queryFn: ({ signal }) => call('GET /me/notification-preferences', { signal }),
})
export const changeWishes = (body: WishChanges) => call('PATCH /me/notification-preferences', { body })

// Handing over

export type Holdings = ApiReply<'GET /users/holdings'>['data'][number]
export type HandOver = ApiInput<'POST /users/:id/hand-over'>['body']

export const holdingsQuery = queryOptions({
  queryKey: ['users', 'holdings'],
  queryFn: async ({ signal }) => new Map((await call('GET /users/holdings', { signal })).data.map((each) => [each.userId, each])),
})
export const handOver = ({ id, body }: { id: number; body: HandOver }) => call('POST /users/:id/hand-over', { params: { id }, body })
