/** Edits of a patient: shown at once, taken back with the reason if refused, put to the person if somebody was faster. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ApiInput } from '#shared/api'
import { callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { chooseVersion, differences } from '../records/page/stale.ts'
import { recordKey } from '../records/record.ts'
import { toast } from '../ui/toast.ts'
import { forgetLists, type PatientChanges, showChange } from './cache.ts'
import { type Patient, type PatientCard, patientQuery, patientRef } from './queries.ts'

export type SeenPatient = Patient | PatientCard
export type PatientEdit = ApiInput<'PATCH /contacts/:id'>['body']
export type SavePatient = (seen: SeenPatient, edit: PatientEdit) => Promise<void>
type Kept = { row: Patient; etag: string | undefined }

/** Edits of one patient wait for each other; otherwise the second would find the first one's version strange. */
const queues = new Map<number, Promise<unknown>>()

export function useSavePatient(): SavePatient {
  const queries = useQueryClient()
  return useCallback((seen, edit) => save(queries, seen, edit), [queries])
}

async function save(queries: QueryClient, seen: SeenPatient, edit: PatientEdit): Promise<void> {
  const before = pick(seen, edit)
  showChange(queries, seen.id, edit)
  const turn = (queues.get(seen.id) ?? Promise.resolve()).then(() => send(seen, edit))
  queues.set(
    seen.id,
    turn.catch(() => undefined),
  )
  try {
    const kept = await turn
    queries.setQueryData(patientQuery(seen.id).queryKey, kept)
    showChange(queries, seen.id, kept.row)
  } catch (error) {
    showChange(queries, seen.id, before)
    toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })
  }
  void queries.invalidateQueries({ queryKey: recordKey(patientRef(seen.id)) })
  void forgetLists(queries)
}

const read = (id: number): Promise<Kept> => callForRow('GET /contacts/:id', { params: { id } })

/** What this page itself changed a moment ago is no news to it. */
const ownEdits = new Map<number, PatientChanges>()

async function send(given: SeenPatient, edit: PatientEdit): Promise<Kept> {
  const seen = { ...given, ...ownEdits.get(given.id), ...pick(given, edit) }
  const now = await read(given.id)
  if (differences(seen, now.row).length > 0) return settle(now, seen, edit)
  try {
    return await patch(given.id, edit, now.etag)
  } catch (error) {
    if (!isStatus(error, 412)) throw error
    return settle(await read(given.id), seen, edit)
  }
}

async function settle(now: Kept, seen: SeenPatient, edit: PatientEdit): Promise<Kept> {
  const choice =
    differences(seen, now.row).length > 0 ? await chooseVersion({ name: fullName(now.row), theirs: now.row, mine: edit, seen }) : 'mine'
  return choice === 'theirs' ? now : patch(seen.id, edit, now.etag)
}

async function patch(id: number, body: PatientEdit, ifMatch: string | undefined): Promise<Kept> {
  const kept = await callForRow('PATCH /contacts/:id', { params: { id }, body, ifMatch })
  ownEdits.set(id, { ...ownEdits.get(id), ...pick(kept.row, body) })
  return kept
}

/** The old values of what is to be changed. */
const pick = (row: object, changes: object): PatientChanges => Object.fromEntries(Object.entries(row).filter(([name]) => name in changes))
