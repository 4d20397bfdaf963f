/** The rules by which a lead earns its status, told a second time and without a database: what the model-based test compares with. */
import fc from 'fast-check'
import { type LeadStatus, leadStatuses, type ProofKind, proofKinds } from '../../shared/values.ts'

/** `at` picks one of the things made so far, counted in the order they were made. */
export type StatusEvent =
  | { act: 'sign' | 'begin' | 'pay' | 'book' }
  | {
      act: 'void' | 'edit' | 'withdraw' | 'refund' | 'refundHalf' | 'unpay' | 'cancel' | 'miss' | 'reinstate' | 'hold' | 'drop'
      at: number
    }
  | { act: 'hand'; status: LeadStatus }

const making = fc.constantFrom('sign', 'begin', 'pay', 'book').map((act): StatusEvent => ({ act }))
const onOne = fc
  .record({
    act: fc.constantFrom('void', 'edit', 'withdraw', 'refund', 'refundHalf', 'unpay', 'cancel', 'miss', 'reinstate', 'hold', 'drop'),
    at: fc.nat(2),
  })
  .map((event): StatusEvent => event)
const byHand = fc.constantFrom(...leadStatuses).map((status): StatusEvent => ({ act: 'hand', status }))

/** An order of events on one lead, which may have come with any status. */
export const anyHistory = fc.record({
  begins: fc.constantFrom<LeadStatus>('HHQ Started', 'HHQ Started', ...leadStatuses),
  events: fc.array(fc.oneof({ weight: 5, arbitrary: making }, { weight: 6, arbitrary: onOne }, { weight: 1, arbitrary: byHand }), {
    minLength: 2,
    maxLength: 20,
  }),
})

export interface Step {
  status: LeadStatus
  /** What the proofs alone say. */
  earned: LeadStatus
  /** Whether the system moved the status. */
  moved: boolean
}

interface Word {
  status: LeadStatus
  byHand: boolean
  speaksFor: ProofKind[]
}
interface World {
  status: LeadStatus
  /** `undefined`: nothing was ever proven, the status itself is the word. */
  word: Word | 'none' | undefined
  signatures: boolean[]
  bookings: boolean[]
  payments: number[]
  visits: ('Scheduled' | 'Completed' | 'Cancelled' | 'No Show' | 'gone')[]
}

const price = 100
const rank = (status: LeadStatus) => leadStatuses.indexOf(status)
const claims = (status: LeadStatus, kind: ProofKind) => rank(status) > proofKinds.indexOf(kind)

const proofs: Record<ProofKind, (world: World) => boolean> = {
  signed: ({ signatures }) => signatures.some(Boolean),
  begun: ({ bookings }) => bookings.some(Boolean),
  paid: ({ payments }) => payments.reduce((sum, left) => sum + left, 0) >= price,
  live: ({ visits }) => visits.some((visit) => visit === 'Scheduled' || visit === 'Completed'),
}

const highest = (is: (kind: ProofKind) => boolean): LeadStatus => {
  if (is('paid')) return is('live') ? 'Booking: Paid/Booked' : 'Booking: Paid/Not Booked'
  if (is('begun') || is('live')) return 'Booking: Not Paid'
  return is('signed') ? 'HHQ Signed' : 'HHQ Started'
}

const believed = (world: World, word: Word | 'none', kind: ProofKind) => {
  if (word === 'none' || !word.speaksFor.includes(kind)) return proofs[kind](world)
  return claims(word.status, kind) || (!word.byHand && proofs[kind](world))
}

/** The step after each event; events on something that is not there, or that change nothing, do nothing. */
export function walk(begins: LeadStatus, events: readonly StatusEvent[]): Step[] {
  const world: World = { status: begins, word: undefined, signatures: [], bookings: [], payments: [], visits: [] }
  return events.map((event) => {
    const before = world.status
    if (event.act === 'hand') takeByHand(world, event.status)
    else {
      const kind = happen(world, event)
      if (kind) follow(world, kind)
    }
    return {
      status: world.status,
      earned: highest((kind) => proofs[kind](world)),
      moved: event.act !== 'hand' && world.status !== before,
    }
  })
}

function takeByHand(world: World, status: LeadStatus) {
  if (status === world.status) return
  world.status = status
  const needed = proofKinds.some((kind) => claims(status, kind) !== proofs[kind](world))
  if (needed) world.word = { status, byHand: true, speaksFor: [...proofKinds] }
  else if (world.word !== undefined) world.word = 'none'
}

function follow(world: World, kind: ProofKind) {
  const word = world.word ?? { status: world.status, byHand: false, speaksFor: [...proofKinds] }
  world.word = word
  if (word !== 'none') {
    word.speaksFor = word.speaksFor.filter((each) => each !== kind)
    if (word.speaksFor.every((each) => believed(world, word, each) === proofs[each](world))) world.word = 'none'
  }
  const standing = world.word
  world.status = highest((each) => believed(world, standing, each))
}

/** Which kind of proof the event touched; nothing if it did not happen. */
function happen(world: World, event: Exclude<StatusEvent, { act: 'hand' }>): ProofKind | undefined {
  switch (event.act) {
    case 'sign':
      world.signatures.push(true)
      return 'signed'
    case 'begin':
      world.bookings.push(true)
      return 'begun'
    case 'pay':
      world.payments.push(price)
      return 'paid'
    case 'book':
      world.visits.push('Scheduled')
      return 'live'
    case 'void':
    case 'edit':
      return changed(world.signatures, event.at, (valid) => (valid ? false : undefined)) ? 'signed' : undefined
    case 'withdraw':
      return changed(world.bookings, event.at, (open) => (open ? false : undefined)) ? 'begun' : undefined
    case 'refund':
      return changed(world.payments, event.at, (left) => (left > 0 ? 0 : undefined)) ? 'paid' : undefined
    case 'unpay':
      return changed(world.payments, event.at, (left) => (left === price ? 0 : undefined)) ? 'paid' : undefined
    case 'refundHalf':
      return changed(world.payments, event.at, (left) => (left === price ? price / 2 : undefined)) ? 'paid' : undefined
    default:
      return visitMoved(world, event.act, event.at) ? 'live' : undefined
  }
}

const visitBecomes = { cancel: 'Cancelled', miss: 'No Show', reinstate: 'Scheduled', hold: 'Completed', drop: 'gone' } as const

/** Whether the visit counts otherwise than before. */
function visitMoved(world: World, act: keyof typeof visitBecomes, at: number): boolean {
  const counts = (visit: World['visits'][number] | undefined) => visit === 'Scheduled' || visit === 'Completed'
  const before = world.visits[at]
  if (before === undefined || before === 'gone') return false
  world.visits[at] = visitBecomes[act]
  return counts(before) !== counts(visitBecomes[act])
}

function changed<T>(things: T[], at: number, become: (thing: T) => T | undefined): boolean {
  const thing = things[at]
  const next = thing === undefined ? undefined : become(thing)
  if (next === undefined) return false
  things[at] = next
  return true
}
