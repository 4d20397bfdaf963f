/** The forms an Admin keeps, and what staff see of where a lead came from. */
import { randomBytes } from 'node:crypto'
import type { LeadSource } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found, notFound } from '../http/errors.ts'
import { findConsents, findForm, findForms, findTouches, insertForm, isVisibleLead, type ListedForm, updateForm } from './forms-storage.ts'
import { ownToken } from './storage.ts'

interface FormFields {
  name: string
  origins: string[]
  leadSource: LeadSource
  isActive: boolean
}

export const publicForms = async (db: Db, origin: string) => ({ data: (await findForms(db)).map((form) => told(form, origin)) })

export async function addPublicForm(db: Tx, actor: Actor, { given, origin }: { given: Omit<FormFields, 'isActive'>; origin: string }) {
  const token = randomBytes(9)
    .toString('base64url')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
  const id = await insertForm(db, { ...given, token, createdById: actor.userId })
  logForm(db, actor, { form: [null, given.name] })
  return told(found(await findForm(db, id), 'Form'), origin)
}

type Changes = { [K in keyof FormFields]?: FormFields[K] | undefined }

export async function changePublicForm(db: Tx, actor: Actor, id: number, { given, origin }: { given: Changes; origin: string }) {
  const before = found(await findForm(db, id), 'Form')
  const changed = Object.entries(given).filter(([name, value]) => {
    const stands = before[name as keyof FormFields]
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(stands)
  })
  if (changed.length === 0) return told(before, origin)
  await updateForm(db, id, Object.fromEntries(changed))
  const words = (value: unknown) => `${before.name}: ${Array.isArray(value) ? value.join(' ') : value}`
  const changes = changed.map(([name, value]) => [`form.${name}`, [words(before[name as keyof FormFields]), words(value)]] as const)
  logForm(db, actor, Object.fromEntries(changes) as Record<string, [unknown, unknown]>)
  return told(found(await findForm(db, id), 'Form'), origin)
}

export async function arrivalsOf(db: Db, leadId: number) {
  if (!(await isVisibleLead(db, leadId))) throw notFound('Lead')
  const touches = (await findTouches(db, leadId)).map(({ at, ...touch }) => ({ ...touch, at: at.toISOString() }))
  const consents = (await findConsents(db, leadId)).map(({ givenAt, withdrawnAt, ...consent }) => ({
    ...consent,
    givenAt: givenAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }))
  return { touches, consents }
}

const told = ({ createdAt, ...form }: ListedForm, origin: string) => ({
  ...form,
  createdAt: createdAt.toISOString(),
  url: form.token === ownToken ? `${origin}/start` : `${origin}/start/${form.token}`,
})

function logForm(db: Tx, actor: Actor, changes: Record<string, [unknown, unknown]>): void {
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'settings_changed', userId: actor.userId, details: { changes } })
}
