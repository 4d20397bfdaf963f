/** The audit in words. */
import type { ApiReply } from '#shared/api'
import { dateAndTime } from '../lib/dates.ts'
import { type MessageKey, t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'

type Entry = ApiReply<'GET /audit'>['data'][number]

const kinds = { did: 'audit.did', looked: 'audit.looked', refused: 'audit.refused' } as const
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
}
export const recordKinds = Object.keys(recordKindKeys)
export const recordKindWords = (kind: string) => {
  const key = recordKindKeys[kind]
  return key ? t(key) : kind.replaceAll('_', ' ')
}

const actionKeys: Record<string, MessageKey> = {
  created: 'audit.created',
  updated: 'audit.updated',
  deleted: 'audit.deleted',
  restored: 'audit.restored',
  claimed: 'audit.claimed',
  released: 'audit.released',
  called: 'audit.called',
  call_taken_back: 'audit.callTakenBack',
  converted: 'audit.converted',
  status_changed: 'audit.statusChanged',
  stage_changed: 'audit.stageChanged',
  completed: 'audit.completed',
  reopened: 'audit.reopened',
  cancelled: 'audit.cancelled',
  no_show: 'audit.noShow',
  restricted: 'audit.restricted',
  unrestricted: 'audit.unrestricted',
  imported: 'audit.imported',
  exported: 'audit.exported',
  signed_in: 'audit.signedIn',
  signed_out: 'audit.signedOut',
  costs_entered: 'audit.costsEntered',
  commented: 'audit.commented',
  comment_deleted: 'audit.commentDeleted',
  merged: 'audit.merged',
  expunged: 'audit.expunged',
  parted: 'audit.parted',
  moved: 'audit.moved',
  missed: 'audit.missed',
  handed_over: 'audit.handedOver',
  settings_changed: 'audit.settingsChanged',
  list_changed: 'audit.listChanged',
  stage_contract_changed: 'audit.stageContractChanged',
  availability_changed: 'audit.availabilityChanged',
  invited: 'audit.invited',
  password_changed: 'audit.passwordChanged',
  undone: 'audit.undone',
  deactivated: 'audit.deactivated',
  activated: 'audit.activated',
  all_read: 'audit.allRead',
  recurred: 'audit.recurred',
}
export const knownActions = Object.keys(actionKeys)
/** An action without words of its own is a past participle already. */
export const actionWords = (action: string) => {
  const key = actionKeys[action]
  return key ? t(key) : action.replaceAll('_', ' ')
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
  if (kind === 'refused') return t(status === 404 ? 'audit.notFound' : status === 401 ? 'audit.notSignedIn' : 'audit.refusedLook')
  const found = looks.find(([pattern]) => pattern.test(route ?? ''))
  return t(found?.[1] ?? 'audit.looked')
}

/** "Status: HHQ Started → HHQ Signed"; of free text the trail has only the names. */
export function changeWords({ details, route, kind, address }: Entry): string {
  if (kind !== 'did') return [route, address].filter(Boolean).join(' · ')
  const { changes, fields, reason, outcome } = (details ?? {}) as {
    changes?: Record<string, unknown>
    fields?: string[]
    reason?: string
    outcome?: string
  }
  const parts = Object.entries(changes ?? {}).flatMap(([name, pair]) =>
    Array.isArray(pair) ? `${fieldWords(name)}: ${shown(pair[0])} → ${shown(pair[1])}` : [],
  )
  return [...parts, ...(fields ?? []).map(fieldWords), outcome && valueWord(outcome), reason].filter(Boolean).join(' · ')
}

/** `leadReadiness` -> "lead readiness": the columns of the documents, as words. */
const fieldWords = (name: string) =>
  name
    .replace(/Id$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return dateAndTime(value, Date.now())
  return typeof value === 'string' ? valueWord(value) : String(value)
}
