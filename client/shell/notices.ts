/** What I am told: its count, its list, and where each notice leads. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { type MessageKey, t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { leadPlace, patientPlace, personPlace, taskPlace } from '../records/record-place.ts'
import { toast } from '../ui/toast.ts'

export type Notice = ApiReply<'GET /notifications'>['data'][number]

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => call('GET /notifications', { query: { limit: 1, unread: true }, signal }),
  select: ({ unread }) => unread,
})

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', unread],
    queryFn: ({ signal, pageParam }) =>
      call('GET /notifications', { query: { limit: 40, cursor: pageParam, ...(unread ? { unread } : {}) }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  })

export function useMarking() {
  const queries = useQueryClient()
  const settled = {
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
    onError: (error: Error) => toast({ text: explainShortly(error), refused: true }),
  }
  const mark = useMutation({
    mutationFn: ({ id, read }: { id: number; read: boolean }) =>
      call(read ? 'PUT /notifications/:id/reading' : 'DELETE /notifications/:id/reading', { params: { id } }),
    ...settled,
  })
  const markAll = useMutation({ mutationFn: () => call('PUT /notifications/reading'), ...settled })
  return { mark: mark.mutate, markAll: () => markAll.mutate() }
}

/** The record itself; of a visit the page of its person, where it stands. */
export function placeOf(notice: Notice): string {
  const { kind, entityType, entityId } = notice
  if (kind === 'asked') return '/requests'
  if (entityType === 'lead') return leadPlace(entityId)
  if (entityType === 'contact') return patientPlace(entityId)
  if (entityType === 'task') return taskPlace(entityId)
  if (entityType === 'appointment') return personPlace(notice) ?? '/calendar'
  return many[entityType]
}

const many = { leads: '/leads', contacts: '/patients', tasks: '/tasks', appointments: '/calendar', user: '/' }

const late: Partial<Record<Notice['entityType'], MessageKey>> = {
  task: 'notices.overdueTask',
  lead: 'notices.overdueLead',
  contact: 'notices.overdueContact',
}

/** What happened, in a sentence. */
export function wordsOf({ kind, entityType }: Notice, who: string): string {
  if (kind === 'assigned') return t(`notices.assigned.${entityType}`, { who })
  if (kind === 'asked') return t('notices.asked')
  if (kind === 'overdue') return t(late[entityType] ?? 'notices.overdueTask')
  if (kind === 'message') return t('notices.message')
  return t(kind === 'mentioned' ? 'notices.mentioned' : 'notices.claimed', { who })
}

/** So many alike in a row are shown; the rest waits behind a button. */
const shownAlike = 3

export type NoticeRun = { first: Notice; shown: Notice[]; more: Notice[] }
export type NoticeDay = { at: string; runs: NoticeRun[] }

/** By day where the reader is; alike ones that follow one another stand together. */
export function byDay(notices: readonly Notice[]): NoticeDay[] {
  const days: NoticeDay[] = []
  for (const notice of notices) {
    let day = days.at(-1)
    if (!day || dayOf(day.at) !== dayOf(notice.createdAt)) {
      day = { at: notice.createdAt, runs: [] }
      days.push(day)
    }
    const run = day.runs.at(-1)
    if (!run || !areAlike(run.first, notice)) day.runs.push({ first: notice, shown: [notice], more: [] })
    else if (run.shown.length < shownAlike) run.shown.push(notice)
    else run.more.push(notice)
  }
  return days
}

const dayOf = (at: string) => new Date(at).toDateString()
const areAlike = (one: Notice, other: Notice) =>
  one.kind === other.kind && one.entityType === other.entityType && one.actorId === other.actorId
