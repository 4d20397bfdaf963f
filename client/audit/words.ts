/** The audit in words. */
import type { ApiReply } from '#shared/api'
import { type MessageKey, t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { fieldLabel, fieldWords } from '../records/field-words.ts'
import type { NameOf } from '../records/people.ts'
import { actionWords } from './deeds.ts'

type Entry = ApiReply<'GET /audit'>['data'][number]

const kinds = { did: 'audit.did', looked: 'audit.looked', refused: 'audit.refused', used: 'audit.used' } as const
export const kindWords = (kind: keyof typeof kinds) => t(kinds[kind])

const recordKindKeys: Record<string, MessageKey> = {
  lead: 'audit.lead',
  contact: 'audit.contact',
  task: 'audit.task',
  appointment: 'audit.appointment',
  user: 'audit.user',
  import: 'audit.import',
  export: 'audit.exportKind',
  clinic: 'audit.clinic',
  token: 'audit.token',
  report: 'audit.reportKind',
  comment: 'audit.commentKind',
  task_series: 'audit.taskSeriesKind',
  view: 'audit.viewKind',
  bulk_job: 'audit.bulkJobKind',
  notification: 'audit.notificationKind',
  record: 'audit.deletedRecordKind',
  merge: 'audit.mergeKind',
  questionnaire: 'audit.questionnaireKind',
  signature: 'audit.signatureKind',
  signing_key: 'audit.signingKeyKind',
  system: 'audit.systemKind',
  audit: 'audit.title',
  activity: 'audit.title',
}
/** What one asks for by its kind; activity is the audit by another name. */
export const recordKinds = Object.keys(recordKindKeys).filter((kind) => kind !== 'activity')
export const recordKindWords = (kind: string) => {
  const key = recordKindKeys[kind]
  return key ? t(key) : kind.replaceAll('_', ' ')
}

const looks: [RegExp, MessageKey][] = [
  [/^GET \/search/, 'audit.searched'],
  [/^GET \/exports/, 'audit.exportedLook'],
  [/^GET \/audit/, 'audit.readAudit'],
  [/^GET \/reports/, 'audit.readReports'],
  [/^GET \/[^/]+\/:id/, 'audit.opened'],
  [/^GET /, 'audit.listed'],
]

export function deedWords({ kind, action, route, status }: Entry): string {
  if (kind === 'did') return actionWords(action ?? '')
  if (kind === 'refused') return refusedWords(status, route)
  const [, words = 'audit.looked'] = looks.find(([pattern]) => pattern.test(route ?? '')) ?? []
  // Without a record nobody was seen in a list, and nothing was opened.
  return t(kind === 'used' && (words === 'audit.listed' || words === 'audit.opened') ? 'audit.used' : words)
}

function refusedWords(status: Entry['status'], route: string | null): string {
  if (status === 404) return t('audit.notFound')
  if (status === 401) return t('audit.notSignedIn')
  return t(route?.startsWith('GET ') ? 'audit.refusedLook' : 'audit.refusedChange')
}

/** "Status: HHQ Started → HHQ Signed"; of free text the trail has only the names. */
export function changeWords({ details, kind, address }: Entry, nameOf: NameOf): string {
  if (kind !== 'did') return address ? t('audit.from', { address }) : ''
  const { changes, fields, reason, outcome } = (details ?? {}) as {
    changes?: Record<string, unknown>
    fields?: string[]
    reason?: string
    outcome?: string
  }
  const parts = Object.entries(changes ?? {}).flatMap(([name, pair]) =>
    Array.isArray(pair) ? `${fieldLabel(name)}: ${fieldWords(name, pair[0], nameOf)} → ${fieldWords(name, pair[1], nameOf)}` : [],
  )
  return [...parts, ...(fields ?? []).map(fieldLabel), outcome && valueWord(outcome), reason].filter(Boolean).join(' · ')
}
