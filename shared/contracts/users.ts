/** Staff: Admins invite, change and deactivate them; everybody reads names and roles. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, Page } from '../inputs.ts'
import { anyId, anyOf, anyText, listQuery, timeRange } from '../list.ts'
import { NewUser, User, UserChanges } from '../rows/users.ts'
import { userRoles } from '../values.ts'

/** E-mail and times are for Admins alone. */
export const StaffMember = User.partial({ email: true, createdAt: true, updatedAt: true }).meta({ id: 'StaffMember' })

/** `invitationUrl` is there while no mail server is set: hand it over, it works once within seven days. */
export const InvitedUser = User.extend({ invitationUrl: z.string().optional() }).meta({ id: 'InvitedUser' })
export const Invitation = z
  .object({ expiresAt: z.iso.datetime({ precision: 3 }), invitationUrl: z.string().optional() })
  .meta({ id: 'Invitation' })

export const UserQuery = listQuery({
  sorts: ['lastName'],
  defaultSort: 'lastName',
  filters: {
    id: anyId().optional(),
    firstName: anyText().optional(),
    lastName: anyText().optional(),
    email: anyText().optional(),
    role: anyOf(userRoles).optional(),
    isActive: z.array(z.boolean()).min(1).max(2).optional(),
    ...timeRange('createdAt'),
    ...timeRange('updatedAt'),
  },
})

export const userApi = {
  list: endpoint('GET', '/users', { summary: 'Staff, a page at a time', query: UserQuery, reply: Page(StaffMember) }),
  create: endpoint('POST', '/users', {
    summary: 'Add and invite a member of staff',
    body: NewUser,
    reply: InvitedUser,
    status: 201,
    etag: true,
  }),
  get: endpoint('GET', '/users/:id', { summary: 'One member of staff', params: IdParams, reply: StaffMember, etag: true }),
  update: endpoint('PATCH', '/users/:id', {
    summary: 'Change a member of staff; `isActive: false` ends their access at once',
    params: IdParams,
    body: UserChanges,
    reply: User,
    etag: true,
  }),
  invite: endpoint('POST', '/users/:id/invitation', {
    summary: 'Renew the link with which they choose a password; earlier links end',
    params: IdParams,
    reply: Invitation,
    status: 201,
  }),
  removeSecondFactor: endpoint('DELETE', '/users/:id/second-factor', {
    summary: 'Remove the second factor of somebody who lost it; their sessions and tokens end',
    params: IdParams,
  }),
}
