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

export interface PathStep extends Step {
  state: 'done' | 'now' | 'later'
}

/** Who paid before signing has paid; the questions are then what is asked next. A patient of the clinic has walked it all. */
export function pathOf({ status, signed, contactId }: Walker): PathStep[] {
  if (contactId !== null) return []
  const at = steps.findIndex(({ name }) => name === reached[status])
  const isOpen = (index: number) => (signed ? index === at : index === 0)
  return steps.map((step, index) => ({ ...step, state: isOpen(index) ? 'now' : index < at ? 'done' : 'later' }))
}

interface Walker {
  status: LeadStatus
  signed: boolean
  contactId: number | null
}
