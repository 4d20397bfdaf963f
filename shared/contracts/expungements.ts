/** Erasing a person for good: what they asked for, or what the law asks for. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, line, Page, prose, SentTime } from '../inputs.ts'
import { listQuery } from '../list.ts'
import { limits } from '../values.ts'

const Expungement = z
  .object({
    id: Id,
    leadIds: z.array(Id),
    contactIds: z.array(Id),
    reason: z.string(),
    counts: z.record(z.string(), z.int()).describe('Rows that went or were emptied, by table'),
    backupsUntil: SentTime.describe('Until then a backup may hold what went'),
    expungedById: Id,
    expungedAt: SentTime,
  })
  .meta({ id: 'Expungement' })

const ExpungementOffer = z
  .object({
    name: z.string().describe('What has to be typed'),
    obstacles: z.array(z.enum(['held', 'money_underway'])).describe('A legal hold, or a checkout or refund that has not ended'),
    payments: z.int().describe('Entries of the ledger, which stay under the number of the lead'),
    backupsUntil: SentTime,
    canTell: z.boolean().describe('Mail can be sent, and there is an address to send it to'),
    asked: z.boolean().describe('They asked for it themselves'),
  })
  .meta({ id: 'ExpungementOffer' })

const NewExpungement = z.strictObject({
  reason: prose(limits.reason).min(1).describe('Stays: no name and nothing of their health belongs in it'),
  name: line(limits.shortText).describe('First and last name of the person, typed as a confirmation'),
  tell: z.boolean().optional().describe('Write to them that it was done; their address is kept sealed until that letter is sent'),
})
export type NewExpungement = z.output<typeof NewExpungement>

const expunge = { params: IdParams, body: NewExpungement, status: 201, reply: Expungement } as const
const offer = { params: IdParams, reply: ExpungementOffer } as const

export const expungementApi = {
  list: endpoint('GET', '/expungements', {
    summary: 'Persons who were erased for good: by number, by whom and why',
    query: listQuery({ sorts: ['expungedAt'], defaultSort: '-expungedAt', filters: {} }),
    reply: Page(Expungement),
  }),
  offerLead: endpoint('GET', '/leads/:id/expungement', { summary: 'What erasing this person would leave', ...offer }),
  lead: endpoint('POST', '/leads/:id/expungement', { summary: 'Erase this person for good, in every table', ...expunge }),
  offerContact: endpoint('GET', '/contacts/:id/expungement', { summary: 'What erasing this patient would leave', ...offer }),
  contact: endpoint('POST', '/contacts/:id/expungement', { summary: 'Erase this patient for good, in every table', ...expunge }),
}
