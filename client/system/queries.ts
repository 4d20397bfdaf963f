import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'

export type Health = ApiReply<'GET /system'>
export type Backups = ApiReply<'GET /system/backups'>
export type Drill = ApiReply<'GET /system/drills'>['data'][number]
export type Alarms = ApiReply<'GET /system/alarms'>
export type AlarmSettings = ApiReply<'GET /settings/alarms'>

const lookEveryMs = 30_000
/** While something is under way. */
export const lookSoonMs = 2000

export const healthQuery = queryOptions({
  queryKey: ['system', 'health'],
  queryFn: ({ signal }) => call('GET /system', { signal }),
  refetchInterval: lookEveryMs,
})
export const alarmsQuery = queryOptions({
  queryKey: ['system', 'alarms'],
  queryFn: ({ signal }) => call('GET /system/alarms', { signal }),
  refetchInterval: lookEveryMs,
})
export const backupsQuery = queryOptions({
  queryKey: ['system', 'backups'],
  queryFn: ({ signal }) => call('GET /system/backups', { signal }),
  refetchInterval: ({ state }) => (state.data?.runs[0]?.state === 'running' ? lookSoonMs : lookEveryMs),
})
export const drillsQuery = queryOptions({
  queryKey: ['system', 'drills'],
  queryFn: ({ signal }) => call('GET /system/drills', { signal }),
  refetchInterval: ({ state }) => (state.data?.data[0]?.state === 'running' ? lookSoonMs : lookEveryMs),
})
export const alarmSettingsQuery = queryOptions({
  queryKey: ['system', 'alarm-settings'],
  queryFn: ({ signal }) => call('GET /settings/alarms', { signal }),
})

/** Says what was done, or why not, and looks again. */
export function useDoing<Given, Answer>(act: (given: Given) => Promise<Answer>, done: (answer: Answer) => string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => {
      toast({ text: done(answer) })
      return queries.invalidateQueries({ queryKey: ['system'] })
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
}

export const backUp = () => call('POST /system/backups', {})
export const drill = () => call('POST /system/drills', {})
export const setEmails = (emails: string[]) => call('PATCH /settings/alarms', { body: { emails } })
export const setWebhook = (url: string) => call('PUT /settings/alarms/webhook', { body: { url } })
export const removeWebhook = () => call('DELETE /settings/alarms/webhook', {})
export const practise = () => call('POST /settings/alarms/test', {})
