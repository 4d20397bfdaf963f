/** Moving a patient: the next stage at once, when nothing is missing; any other asks why first. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type ContactStage, nextStage } from '#shared/values'
import { call, callForRow } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { recordKey, type Standing } from '../records/record.ts'
import { toast } from '../ui/toast.ts'
import { forgetLists, showChange } from './cache.ts'
import { type Patient, type PatientCard, patientRef } from './queries.ts'

type Moved = Patient | PatientCard
export type MoveAsked = {
  patient: Moved
  stage: ContactStage
  missing: Standing['requirements'][number]['name'][]
  needsReason: boolean
}
type Waiting = MoveAsked & { answer: (decision: { reason?: string } | undefined) => void }

let asked: Waiting | undefined
const listeners = new Set<() => void>()
export const pendingMove = () => asked
export function onMoveAsked(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function put(next: Waiting | undefined) {
  asked = next
  for (const listener of listeners) listener()
}

function ask(move: MoveAsked): Promise<{ reason?: string } | undefined> {
  asked?.answer(undefined)
  return new Promise((resolve) => {
    put({
      ...move,
      answer: (decision) => {
        put(undefined)
        resolve(decision)
      },
    })
  })
}

export type MovePatient = (patient: Moved, stage: ContactStage) => Promise<void>

export function useMovePatient(): MovePatient {
  const queries = useQueryClient()
  return useCallback((patient, stage) => decide(queries, patient, stage), [queries])
}

async function decide(queries: QueryClient, patient: Moved, stage: ContactStage): Promise<void> {
  if (patient.stage === stage) return
  const needsReason = stage !== nextStage(patient.stage)
  try {
    const { requirements } = await call('GET /contacts/:id/standing', { params: { id: patient.id } })
    const missing = requirements.flatMap(({ name, met }) => (met ? [] : [name]))
    const decision = needsReason || missing.length > 0 ? await ask({ patient, stage, missing, needsReason }) : {}
    if (!decision) return
    await move(queries, patient, { stage, ...decision })
    const undo = () => void move(queries, { ...patient, stage }, { stage: patient.stage, reason: t('patient.undoReason') }).catch(refuse)
    toast({ text: t('patient.moved', { name: fullName(patient), stage: valueWord(stage) }), undo })
  } catch (error) {
    refuse(error)
  }
}

const refuse = (error: unknown) => toast({ text: t('lead.refused', { why: explainShortly(error) }), refused: true })

/** Shown at once, taken back if refused. */
async function move(queries: QueryClient, patient: Moved, body: { stage: ContactStage; reason?: string }): Promise<void> {
  const { id } = patient
  showChange(queries, id, { stage: body.stage })
  try {
    await callForRow('POST /contacts/:id/stage', { params: { id }, body })
  } catch (error) {
    showChange(queries, id, { stage: patient.stage })
    throw error
  } finally {
    void queries.invalidateQueries({ queryKey: recordKey(patientRef(id)) })
    void forgetLists(queries)
  }
}
