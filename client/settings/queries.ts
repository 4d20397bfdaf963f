import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import type { ValueList } from '#shared/values'
import { call, callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'

export type Clinic = ApiReply<'GET /settings/clinic'>
export type ClinicChange = ApiInput<'PATCH /settings/clinic'>['body']
export type OpenHours = Clinic['hours'][number]
export type ListEntry = ApiReply<'GET /value-lists'>['lead_type'][number]
export type ListChange = ApiInput<'PUT /value-lists/:list'>['body']

export const clinicQuery = queryOptions({
  queryKey: ['settings', 'clinic'],
  queryFn: ({ signal }) => callForRow('GET /settings/clinic', { signal }),
})
export const valueListsQuery = queryOptions({
  queryKey: ['settings', 'value-lists'],
  queryFn: ({ signal }) => call('GET /value-lists', { signal }),
})

export type BookingRules = ApiReply<'GET /settings/booking'>
export const bookingRulesQuery = queryOptions({
  queryKey: ['settings', 'booking'],
  queryFn: ({ signal }) => callForRow('GET /settings/booking', { signal }),
})

export type PaymentTerms = ApiReply<'GET /settings/payments'>
export const paymentTermsQuery = queryOptions({
  queryKey: ['settings', 'payments'],
  queryFn: ({ signal }) => callForRow('GET /settings/payments', { signal }),
})
export const moneyByMonthQuery = queryOptions({
  queryKey: ['payments', 'months'],
  queryFn: async ({ signal }) => (await call('GET /payments/months', { signal })).data,
})

/** Says that it was saved, or why not; a field that was refused says so itself. */
export function useSaving<Given, Answer>(save: (given: Given) => Promise<Answer>, onRefused?: (fields: Record<string, string>) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: save,
    onSuccess: () => {
      toast({ text: t('settings.saved') })
      void queries.invalidateQueries({ queryKey: ['me'] })
      return queries.invalidateQueries({ queryKey: ['settings'] })
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      if (onRefused && Object.keys(fields).length > 0) onRefused(fields)
      else toast({ text: explainShortly(error), refused: true })
    },
  })
}

export const changeClinic = ({ body, ifMatch }: { body: ClinicChange; ifMatch?: string | undefined }) =>
  call('PATCH /settings/clinic', { body, ifMatch })
export const setHours = (hours: OpenHours[]) => call('PUT /settings/hours', { body: { hours } })
export const setHoliday = ({ day, name }: { day: string; name: string }) =>
  call('PUT /settings/holidays/:day', { params: { day }, body: { name } })
export const removeHoliday = (day: string) => call('DELETE /settings/holidays/:day', { params: { day } })
export const setValueList = ({ list, body }: { list: ValueList; body: ListChange }) =>
  call('PUT /value-lists/:list', { params: { list }, body })
export const changePaymentTerms = ({
  body,
  ifMatch,
}: {
  body: ApiInput<'PATCH /settings/payments'>['body']
  ifMatch?: string | undefined
}) => call('PATCH /settings/payments', { body, ifMatch })
export const changeBookingRules = ({ body, ifMatch }: { body: Partial<BookingRules>; ifMatch?: string | undefined }) =>
  call('PATCH /settings/booking', { body, ifMatch })
