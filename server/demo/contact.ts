/** What people paid, and what they and the clinic wrote to one another. */
import { at } from './chance.ts'
import { day, hour } from './hours.ts'
import { happened, type Making } from './making.ts'
import { talks } from './talks.ts'

const priceCents = 19_900
const methods = ['card', 'card', 'card', 'bank_transfer', 'check'] as const

/** Whoever stands as paid has paid, on the day they came to stand so. */
export function fillLedger(making: Making): void {
  const { rows } = making
  const paidAt = new Map<number, Date>()
  for (const { entityType, entityId, stage, enteredAt } of rows.history) {
    if (entityType === 'lead' && stage.startsWith('Booking: Paid') && enteredAt && !paidAt.has(entityId)) paidAt.set(entityId, enteredAt)
  }
  for (const { id, status, ownerId } of rows.leads) {
    const settledAt = paidAt.get(id)
    if (!settledAt || !ownerId || !status?.startsWith('Booking: Paid')) continue
    const method = at(methods, id % methods.length)
    const entry = { leadId: id, entry: 'payment', cents: priceCents, currency: 'usd', priceCents, method } as const
    rows.payments.push({
      ...entry,
      reference: method === 'check' ? String(1000 + id) : null,
      recordedById: ownerId,
      settledAt,
      createdAt: settledAt,
    })
    const details = { cents: priceCents, currency: 'usd', method }
    happened(making, { at: settledAt, on: ['lead', id], action: 'payment_recorded', by: ownerId, details })
  }
}

/** Some of the newest patients write; a few of them wait for an answer. */
export function fillTalks(making: Making): void {
  const { rows, now } = making
  const writing = rows.contacts.filter(({ leadId, healthCoachId }) => leadId && healthCoachId).slice(-talks.length * 3)
  talks.forEach(({ lines, hoursAgo }, index) => {
    const contact = writing[index * 3]
    if (!contact?.leadId || !contact.healthCoachId) return
    const { id, leadId, healthCoachId } = contact
    lines.forEach(([from, body], line) => {
      const createdAt = new Date(now.getTime() - hoursAgo * hour - (lines.length - 1 - line) * 0.4 * day)
      const theirs = from === 'patient'
      const isLast = line === lines.length - 1
      const readAt = isLast && theirs ? null : new Date(Math.min(createdAt.getTime() + 2 * hour, now.getTime()))
      const userId = theirs ? null : healthCoachId
      rows.messages.push({ leadId, userId, body, createdAt, readAt, readById: theirs && readAt ? healthCoachId : null })
      const details = theirs ? { actor: { kind: 'patient', leadId } } : undefined
      happened(making, {
        ...{ at: createdAt, on: ['contact', id], action: theirs ? 'message_received' : 'message_sent', by: userId },
        ...(details ? { details } : {}),
      })
    })
  })
  // As they would have come: the inbox goes by their numbers.
  rows.messages.sort((one, other) => Number(one.createdAt) - Number(other.createdAt))
}
