/** A person's state, clock and language; leads and patients have them alike. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'

export type PersonKind = 'lead' | 'contact'
export type PersonProfile = ApiReply<'GET /leads/:id/profile'>
export type ProfileChanges = ApiInput<'PATCH /leads/:id/profile'>['body']

export const profileQuery = (kind: PersonKind, id: number) =>
  queryOptions({
    // In the room of its person: an event of theirs makes it stale.
    queryKey: [kind === 'lead' ? 'leads' : 'contacts', 'profile', id],
    queryFn: ({ signal }) =>
      kind === 'lead'
        ? call('GET /leads/:id/profile', { params: { id }, signal })
        : call('GET /contacts/:id/profile', { params: { id }, signal }),
  })

/** Shown at once, taken back with the reason if refused. */
export function useSaveProfile(kind: PersonKind, id: number): (changes: ProfileChanges) => void {
  const queries = useQueryClient()
  const { queryKey } = profileQuery(kind, id)
  const save = useMutation({
    mutationFn: (body: ProfileChanges) =>
      kind === 'lead'
        ? call('PATCH /leads/:id/profile', { params: { id }, body })
        : call('PATCH /contacts/:id/profile', { params: { id }, body }),
    onMutate: (changes) => {
      const before = queries.getQueryData(queryKey)
      queries.setQueryData(queryKey, (profile) => profile && { ...profile, ...withoutUndefined(changes) })
      return before
    },
    onSuccess: (profile) => queries.setQueryData(queryKey, profile),
    onError: (error, _changes, before) => {
      queries.setQueryData(queryKey, before)
      toast({ text: t('profileFacts.refused', { why: explainShortly(error) }), refused: true })
    },
  })
  return save.mutate
}

function withoutUndefined({ state, timeZone, language }: ProfileChanges): Partial<PersonProfile> {
  return {
    ...(state === undefined ? {} : { state }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(language === undefined ? {} : { language }),
  }
}
