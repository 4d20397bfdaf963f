/** The way to the first visit in words: each step, what its proof says of it, and what comes next. */
import type { ApiReply } from '#shared/api'
import { type ProofKind, proofKinds } from '#shared/values'
import { dateAndTime, shortDate } from '../../lib/dates.ts'
import { type MessageKey, t } from '../../lib/messages.ts'
import { valueWord } from '../../lib/value-words.ts'
import type { NameOf } from '../people.ts'

export type Way = ApiReply<'GET /leads/:id/way'>
export type WayStepName = 'questionnaire' | 'signature' | 'payment' | 'booking'
export type WayStep = {
  name: WayStepName
  state: 'done' | 'open' | 'lost'
  words: string
  /** Nothing proves it, but somebody's word says so. */
  onWord: boolean
}

const names = ['questionnaire', 'signature', 'payment', 'booking'] as const
const doneStates = new Set(['complete', 'valid', 'paid', 'free', 'booked', 'held'])
const lostStates = new Set(['void', 'outdated', 'refunded', 'missed', 'cancelled'])
const provenBy: Record<WayStepName, ProofKind> = { questionnaire: 'signed', signature: 'signed', payment: 'paid', booking: 'live' }

type Told = { now: number; nameOf: NameOf }

export function wayStepsOf(way: Way, told: Told): WayStep[] {
  return names.map((name) => {
    const { state } = way[name]
    const done = doneStates.has(state)
    return {
      name,
      state: done ? 'done' : lostStates.has(state) ? 'lost' : 'open',
      words: words[name](way, told),
      onWord: !done && vouchedFor(way, provenBy[name]),
    }
  })
}

/** Whether the standing word says that there is such a proof. */
function vouchedFor({ word }: Way, kind: ProofKind): boolean {
  if (!word?.speaksFor.includes(kind)) return false
  return statusRank[word.status] > proofKinds.indexOf(kind)
}

const statusRank: Record<Way['status'], number> = {
  'HHQ Started': 0,
  'HHQ Signed': 1,
  'Booking: Not Paid': 2,
  'Booking: Paid/Not Booked': 3,
  'Booking: Paid/Booked': 4,
}

const words: Record<WayStepName, (way: Way, told: Told) => string> = {
  questionnaire: ({ questionnaire: { state, startedAt, savedAt, completedAt } }, { now }) =>
    t(`way.questionnaire_${state}`, { begun: day(startedAt, now), saved: day(savedAt, now), day: day(completedAt, now) }),
  signature: ({ signature: { state, method, signerName, at, voidedAt, voidReason } }, { now }) => {
    if (state === 'valid') return t(`way.signature_${method ?? 'typed'}`, { name: signerName ?? '', day: day(at, now) })
    return t(`way.signature_${state}`, { day: day(state === 'void' ? voidedAt : at, now), reason: voidReason ?? '' })
  },
  payment: ({ payment: { state, at } }, { now }) => t(`way.payment_${state}`, { day: day(at, now) }),
  booking: ({ booking: { state, at, userId } }, { now, nameOf }) =>
    t(`way.booking_${state}`, { day: state === 'booked' && at ? dateAndTime(at, now) : day(at, now), name: nameOf(userId) }),
}

const day = (at: string | null, now: number) => (at ? shortDate(at, now) : '')

const asks: Record<WayStepName, MessageKey> = {
  questionnaire: 'way.askQuestionnaire',
  signature: 'way.askSignature',
  payment: 'way.askPayment',
  booking: 'way.askBooking',
}

/** What to do next: the first step that is not there. */
export function nextOnWay(steps: readonly WayStep[]): string | undefined {
  const next = steps.find(({ state, onWord }) => state !== 'done' && !onWord)
  return next && t('way.next', { what: t(asks[next.name]) })
}

/** Who set the status past its proofs, and why. */
export function wordOf({ word }: Way, nameOf: NameOf): string | undefined {
  if (!word) return undefined
  const status = valueWord(word.status)
  if (word.setById === null)
    return word.reason ? t('way.byHand', { status, name: t('timeline.system'), reason: word.reason }) : t('way.brought', { status })
  const name = nameOf(word.setById)
  return word.reason ? t('way.byHand', { status, name, reason: word.reason }) : t('way.byHandSilent', { status, name })
}

const causes: Record<string, MessageKey> = {
  questionnaire_signed: 'way.cause.questionnaire_signed',
  signature_voided: 'way.cause.signature_voided',
  questionnaire_edited: 'way.cause.questionnaire_edited',
  booking_begun: 'way.cause.booking_begun',
  booking_withdrawn: 'way.cause.booking_withdrawn',
  payment_settled: 'way.cause.payment_settled',
  payment_refunded: 'way.cause.payment_refunded',
  payment_voided: 'way.cause.payment_voided',
  visit_booked: 'way.cause.visit_booked',
  visit_cancelled: 'way.cause.visit_cancelled',
  visit_missed: 'way.cause.visit_missed',
  visit_moved: 'way.cause.visit_moved',
  visit_deleted: 'way.cause.visit_deleted',
  records_merged: 'way.cause.records_merged',
}

/** A proof by the name that the trail has for it. */
export function causeWords(cause: unknown): string | undefined {
  const key = typeof cause === 'string' ? causes[cause] : undefined
  return key && t(key)
}

/** The reason of a passage: somebody's own words, or the proof that the system followed. */
export function passageReason(reason: string): string {
  const [, cause] = /^system: (.+)$/.exec(reason) ?? []
  return (cause && causeWords(cause.replaceAll(' ', '_'))) || reason
}
