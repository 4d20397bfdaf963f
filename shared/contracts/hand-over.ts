/** Handing over what a member of staff holds, in one step. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, OptionalId } from '../inputs.ts'

const counts = {
  leads: z.int().describe('Owned and not converted'),
  bookedLeads: z.int().describe('Not converted, booked with them as coach'),
  contacts: z.int(),
  tasks: z.int().describe('Open'),
  series: z.int().describe('Recurring tasks that go on'),
  appointments: z.int().describe('Still to come'),
}
const Holdings = z.object({ userId: Id, ...counts }).meta({ id: 'Holdings' })

/** Left out: they stay. `null`: they are left without a person, on purpose. */
const taker = OptionalId.optional()

export const handOverApi = {
  holdings: endpoint('GET', '/users/holdings', {
    summary: 'What each member of staff holds; who holds nothing is not here',
    reply: z.object({ data: z.array(Holdings) }),
  }),
  handOver: endpoint('POST', '/users/:id/hand-over', {
    summary: 'Give what somebody holds to others, all or nothing, and deactivate them if asked',
    params: IdParams,
    body: z.strictObject({
      leadsTo: taker.describe('Their leads. Left out, they stay; null leaves them without an owner'),
      contactsTo: taker.describe('Their patients, and leads booked with them'),
      tasksTo: taker.describe('Their open and recurring tasks'),
      appointmentsTo: taker.describe('Their coming appointments'),
      clashes: z
        .enum(['refuse', 'unassign'])
        .default('refuse')
        .describe('Appointments that overlap those of who takes them: refuse all, or leave these without a person'),
      deactivate: z.boolean().default(false),
    }),
    reply: z
      .object({ ...counts, unassigned: z.int().describe('Appointments left without a person because they clashed') })
      .meta({ id: 'HandOver' }),
  }),
}
