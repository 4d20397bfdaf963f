/** The way to the first visit, as the patient walks it; the lead's status, earned by its proofs, says how far they are. */
import type { LeadStatus } from '#shared/values'
import type { PlainPath } from '../lib/router.ts'
import type { MessageKey } from '../messages.ts'

export type Step = { name: 'answer' | 'pay' | 'book' | 'meet'; title: MessageKey; lead: MessageKey; go: MessageKey; to: PlainPath }

export const steps: readonly Step[] = [
  { name: 'answer', title: 'home.answer', lead: 'home.answerLead', go: 'home.answerGo', to: '/portal/questionnaire' },
  { name: 'pay', title: 'home.pay', lead: 'home.payLead', go: 'home.payGo', to: '/portal/pay' },
  { name: 'book', title: 'home.book', lead: 'home.bookLead', go: 'home.bookGo', to: '/portal/book' },
  { name: 'meet', title: 'home.meet', lead: 'home.meetLead', go: 'home.meetGo', to: '/portal/visits' },
]

const reached: Record<LeadStatus, Step['name']> = {
  'HHQ Started': 'answer',
  'HHQ Signed': 'pay',
  'Booking: Not Paid': 'pay',
  'Booking: Paid/Not Booked': 'book',
  'Booking: Paid/Booked': 'meet',
}

/** A patient of the clinic has walked it. */
export function stepOf({ status, contactId }: { status: LeadStatus; contactId: number | null }): Step | undefined {
  return contactId === null ? steps.find(({ name }) => name === reached[status]) : undefined
}
