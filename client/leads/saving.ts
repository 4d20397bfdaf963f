/** Edits of a lead: shown at once, taken back with the reason if refused, put to the person if somebody was faster. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { chooseVersion, differences } from '../records/page/stale.ts'
import { toast } from '../ui/toast.ts'
import { holdChange, type LeadChanges, showChange, showRow } from './cache.ts'
import { type Lead, type LeadEdit, leadQuery, recordKey, type SeenLead } from './queries.ts'
import { asksWhy, reasonFor } from './why.ts'

export type Saved = 'saved' | 'theirs' | 'refused' | 'let be'
export type SaveLead = (seen: SeenLead, edit: LeadEdit) => Promise<Saved>

/** Edits of one lead wait for each other; otherwise the second would find the first one's version strange. */
const queues = new Map<number, Promise<unknown>>()
const lastSaved = new Map<number, Lead>()

export function useSaveLead(): SaveLead {
  const queries = useQueryClient()
  return useCallback((seen, edit) => saveLead(queries, seen, edit), [queries])
}

async function saveLead(queries: QueryClient, seen: SeenLead, edit: LeadEdit): Promise<Saved> {
  const shown = showAtOnce(queries, seen, edit)
  const given = asksWhy(seen, edit) ? await withReason(queries, seen, edit) : edit
  if (!given) {
    shown.takeBack()
    return 'let be'
  }
  const turn = (queues.get(seen.id) ?? Promise.resolve()).then(() => send(queries, seen, given))
  const settled = turn.catch(() => undefined)
  queues.set(seen.id, settled)
  try {
    const { saved, row, etag } = await turn
    shown.release()
    showRow(queries, row, etag)
    return saved
  } catch (error) {
    shown.takeBack()
    void queries.invalidateQueries({ queryKey: recordKey(seen.id) })
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
    return 'refused'
  } finally {
    if (queues.get(seen.id) === settled) queues.delete(seen.id)
  }
}

function showAtOnce(queries: QueryClient, seen: SeenLead, { statusReason: _reason, ...changes }: LeadEdit) {
  const before = pick(seen, changes)
  const release = holdChange(seen.id, changes)
  showChange(queries, seen.id, changes)
  const takeBack = () => {
    release()
    showChange(queries, seen.id, before)
  }
  return { release, takeBack }
}

/** The edit with why, or nothing when the person lets it be. */
async function withReason(queries: QueryClient, seen: SeenLead, edit: LeadEdit): Promise<LeadEdit | undefined> {
  const statusReason = await reasonFor(queries, seen.id, { name: fullName(seen), status: edit.status ?? seen.status })
  return statusReason === undefined ? undefined : { ...edit, ...(statusReason ? { statusReason } : {}) }
}

type Outcome = { saved: Saved; row: Lead; etag: string | undefined }

async function send(queries: QueryClient, given: SeenLead, edit: LeadEdit): Promise<Outcome> {
  const own = lastSaved.get(given.id)
  const seen = own && isNewer(own, given) ? own : given
  const kept = queries.getQueryData(leadQuery(given.id).queryKey)
  // The open record holds the version that was seen; a row of a list has none yet.
  const now = kept?.etag && kept.row.updatedAt === seen.updatedAt ? kept : await callForRow('GET /leads/:id', { params: { id: given.id } })
  if (differences(seen, withoutEdit(now.row, seen, edit)).length > 0) return settle(now, seen, edit)
  try {
    return await patch(given.id, edit, now.etag)
  } catch (error) {
    if (!isStatus(error, 412)) throw error
    return settle(await callForRow('GET /leads/:id', { params: { id: given.id } }), seen, edit)
  }
}

/** The open record shows the edit already; that is no difference. */
function withoutEdit(row: Lead, seen: SeenLead, edit: LeadEdit): Lead {
  return row.updatedAt === seen.updatedAt ? { ...row, ...pick(seen, edit) } : row
}

async function settle(now: { row: Lead; etag: string | undefined }, seen: SeenLead, edit: LeadEdit): Promise<Outcome> {
  const { statusReason: _reason, ...mine } = edit
  const choice =
    differences(seen, now.row).length > 0 ? await chooseVersion({ name: fullName(now.row), theirs: now.row, mine, seen }) : 'mine'
  if (choice === 'theirs') return { saved: 'theirs', ...now }
  // Somebody may have been faster once more.
  try {
    return await patch(seen.id, edit, now.etag)
  } catch (error) {
    if (!isStatus(error, 412)) throw error
    return settle(await callForRow('GET /leads/:id', { params: { id: seen.id } }), now.row, edit)
  }
}

async function patch(id: number, body: LeadEdit, ifMatch: string | undefined): Promise<Outcome> {
  const { row, etag } = await callForRow('PATCH /leads/:id', { params: { id }, body, ifMatch })
  lastSaved.set(id, row)
  return { saved: 'saved', row, etag }
}

const isNewer = (a: { updatedAt: string | null }, b: { updatedAt: string | null }) => (a.updatedAt ?? '') > (b.updatedAt ?? '')

/** The old values of what is to be changed. */
function pick(row: object, changes: object): LeadChanges {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name in changes))
}
