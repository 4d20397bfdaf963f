/** Why a row was refused or left out, as the server noted it, in the person's language. */
import { t } from '../lib/messages.ts'
import { saidByServer } from '../lib/server-words.ts'

/** What the server calls each field in a reason. */
const fields = {
  'first name': 'imports.fields.firstName',
  'last name': 'imports.fields.lastName',
  name: 'imports.fields.fullName',
  'e-mail': 'imports.fields.email',
  phone: 'imports.fields.phone',
  status: 'imports.fields.status',
  source: 'imports.fields.leadSource',
  readiness: 'imports.fields.leadReadiness',
  outcome: 'imports.fields.leadOutcome',
  type: 'imports.fields.leadType',
  owner: 'imports.fields.owner',
  stage: 'imports.fields.stage',
  'health coach': 'imports.fields.healthCoach',
  notes: 'imports.fields.notes',
  'date of creation': 'imports.fields.createdAt',
  id: 'imports.fields.externalId',
} as const

/** Several are parted by semicolons: "e-mail is missing; phone is no complete phone number". */
export function reasonWords(reason: string): string {
  if (saidByServer(reason) === reason) return reason
  return reason.split('; ').map(onePart).join('; ')
}

function onePart(part: string): string {
  for (const [name, key] of Object.entries(fields)) {
    const said = part.startsWith(`${name} `) ? saidByServer(part.slice(name.length + 1)) : undefined
    if (said !== undefined) return `${t(key)}: ${said}`
  }
  return saidByServer(part) ?? part
}
