/** The trail in words: who did what, and what changed from what to what. */
import { stageRequirements } from '#shared/values'
import { listFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { type MessageKey, t } from '../../lib/messages.ts'
import { fieldLabel, fieldWords } from '../field-words.ts'
import type { NameOf } from '../people.ts'
import type { TimelineEntry } from '../record.ts'
import { causeWords } from '../way/way-words.ts'
import { knownOutcome } from './outcomes.ts'
import { acts } from './timeline-acts.ts'

export type Change = { label: string; from: string; to: string }
export type EntryWords = {
  who: string
  did: string
  /** The task or the appointment it was about, while it stands. */
  about?: string
  changes: readonly Change[]
  /** Somebody's own words: what was said in a call. */
  quote?: string
  reason?: string
  /** What the stage asked for and was not there when it was left. */
  missing?: string
}

export type TitleOf = (entityType: string, id: number) => string | undefined

export function entryWords(entry: TimelineEntry, nameOf: NameOf, titleOf: TitleOf): EntryWords {
  const { userId, details } = entry
  return {
    who: userId === null ? t(isPatients(details) ? 'timeline.patient' : 'timeline.system') : nameOf(userId) || t('timeline.someone'),
    did: didWords(entry),
    about: titleOf(entry.entityType, entry.entityId),
    changes: saidByItself.has(entry.action) ? [] : changesOf(details, nameOf),
    quote: textOf(details?.notes),
    reason: causeWords(details?.cause) ?? textOf(details?.reason),
    missing: missingOf(details),
  }
}

function missingOf(details: TimelineEntry['details']): string | undefined {
  const names = Array.isArray(details?.missing) ? details.missing : []
  const words = stageRequirements.filter((name) => names.includes(name)).map((name) => t(`clocks.${name}`))
  return words.length > 0 ? listFormat(locale()).format(words) : undefined
}

/** Acts whose name says what changed. */
const saidByItself = new Set(['claimed', 'released', 'completed', 'reopened', 'cancelled', 'no_show', 'reinstated'])

const outcomes: Record<string, MessageKey> = {
  Reached: 'timeline.reached',
  Voicemail: 'timeline.voicemail',
  'No Answer': 'timeline.noAnswer',
  'Wrong Number': 'timeline.wrongNumber',
  'Said Stop': 'timeline.saidStopCall',
}
function didWords({ entityType, action, details }: TimelineEntry): string {
  if (action === 'commented') return t(entityType === 'task' ? 'comments.saidOnTask' : 'comments.said')
  if (action === 'comment_deleted') return t('comments.removed')
  if (action === 'called') return callWords(details)
  if ((entityType === 'lead' || entityType === 'contact') && action === 'updated')
    return t('timeline.updated', { fields: changedFields(details) })
  const known = acts[entityType]?.[action]
  return known ? t(known) : t('timeline.other', { action: action.replaceAll('_', ' '), entity: entityType })
}

type Details = TimelineEntry['details']

/** What a patient did themselves in the portal. */
const isPatients = (details: Details) => recordOf(details?.actor).kind === 'patient'

function callWords(details: Details): string {
  const outcome = knownOutcome(details?.outcome)
  const key = outcome && outcomes[outcome]
  const words = key ? t(key) : t('timeline.called')
  const seconds = details?.durationSeconds
  const minutes = typeof seconds === 'number' ? Math.round(seconds / 60) : 0
  return minutes > 0 ? `${words}, ${t('timeline.minutes', { count: minutes })}` : words
}

/** "readiness and phone": every field that changed, whether its values stand in the trail or not. */
function changedFields(details: Details): string {
  const fields = Array.isArray(details?.fields) ? details.fields.map(String) : []
  const labels = [...Object.keys(recordOf(details?.changes)), ...fields].map((name) => fieldLabel(name).toLowerCase())
  return listFormat(locale()).format(labels)
}

function changesOf(details: Details, nameOf: NameOf): Change[] {
  return Object.entries(recordOf(details?.changes)).flatMap(([name, pair]) =>
    Array.isArray(pair) && name !== 'completedAt'
      ? [{ label: fieldLabel(name), from: fieldWords(name, pair[0], nameOf), to: fieldWords(name, pair[1], nameOf) }]
      : [],
  )
}

const recordOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)
