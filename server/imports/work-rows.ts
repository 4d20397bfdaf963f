import { hash } from 'node:crypto'
import type { ImportField } from '#shared/imports'
import type { ReadRow } from './reader.ts'

/**
 * A prepared row in the order of `workColumns`. Ids are only unique within the system they come from, of which the
 * columns of its files are the best sign we have: they are hashed together.
 */
export function copyRow({ line, prepared }: ReadRow, headerKey: string): (string | number | null)[] {
  const { fields, fingerprint, phoneKey } = prepared
  return [
    line,
    fields.firstName ?? null,
    fields.lastName ?? null,
    fields.email ?? null,
    fields.phone ?? null,
    fields.status ?? fields.stage ?? null,
    fields.leadSource ?? null,
    fields.leadReadiness ?? null,
    fields.leadOutcome ?? null,
    fields.leadType ?? null,
    fields.owner ?? null,
    fields.healthCoach ?? null,
    fields.notes ?? null,
    fields.createdAt ?? null,
    fingerprint,
    fields.externalId ? hash('md5', `${headerKey}\x1f${fields.externalId}`) : null,
    phoneKey ?? null,
  ]
}

/** What a reason calls the field it speaks of. */
export const fieldWords: Record<ImportField, string> = {
  firstName: 'first name',
  lastName: 'last name',
  fullName: 'name',
  email: 'e-mail',
  phone: 'phone',
  status: 'status',
  leadSource: 'source',
  leadReadiness: 'readiness',
  leadOutcome: 'outcome',
  leadType: 'type',
  owner: 'owner',
  stage: 'stage',
  healthCoach: 'health coach',
  notes: 'notes',
  createdAt: 'date of creation',
  externalId: 'id',
}
