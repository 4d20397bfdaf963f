/** Whether somebody may into the portal, and letting them. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'

export type PortalAccess = ApiReply<'GET /leads/:id/portal-access'>

export const portalAccessQuery = (leadId: number) =>
  queryOptions({
    queryKey: ['leads', 'portal-access', leadId],
    queryFn: ({ signal }) => call('GET /leads/:id/portal-access', { params: { id: leadId }, signal }),
  })
export const arrivalsQuery = (leadId: number) =>
  queryOptions({
    queryKey: ['leads', 'arrivals', leadId],
    queryFn: ({ signal }) => call('GET /leads/:id/arrivals', { params: { id: leadId }, signal }),
  })

const routes = {
  invite: 'PUT /leads/:id/portal-access',
  withdraw: 'DELETE /leads/:id/portal-access',
  resetFactor: 'DELETE /leads/:id/portal-access/second-factor',
} as const

/** `invite` again sends another link. */
export function usePortalAct(leadId: number, onDone: (access: PortalAccess) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: keyof typeof routes) => call(routes[act], { params: { id: leadId } }),
    onSuccess: (access) => {
      queries.setQueryData(portalAccessQuery(leadId).queryKey, access)
      onDone(access)
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
}
