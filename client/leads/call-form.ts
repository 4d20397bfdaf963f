/** What is typed about a call until it is logged. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutcome } from '#shared/values'
import { useActor } from '../records/people.ts'
import { tasksQuery } from '../records/queries.ts'
import { tasksThatAreThisCall, useLogCall } from './calls.ts'
import { type FollowUp, followUpTime, usualFollowUp } from './follow-up.ts'
import { type Lead, leadRef } from './queries.ts'

export type CallForm = ReturnType<typeof useCallForm>

export function useCallForm(lead: Lead) {
  const me = useActor().userId
  const logCall = useLogCall(me)
  const { data: tasks = [] } = useQuery(tasksQuery(leadRef(lead.id)))
  const [outcome, setOutcome] = useState<CallOutcome>()
  const [notes, setNotes] = useState('')
  const [follow, setFollow] = useState<FollowUp>()
  const [picked, setPicked] = useState('')
  const [saving, setSaving] = useState(false)
  const now = new Date()
  const closes = tasksThatAreThisCall(tasks, lead, { me, now })
  const save = async (what: CallOutcome) => {
    setSaving(true)
    const followUp = followUpTime(what === outcome && follow ? follow : usualFollowUp(what, now), now, picked)
    const done = await logCall({ lead, outcome: what, notes, followUp, closes })
    setSaving(false)
    if (done) {
      setOutcome(undefined)
      setNotes('')
      setFollow(undefined)
    }
    return done
  }
  const choose = (what: CallOutcome) => {
    setOutcome(what === outcome ? undefined : what)
    setFollow(undefined)
  }
  return {
    outcome,
    choose,
    notes,
    setNotes,
    follow: follow ?? usualFollowUp(outcome, now),
    setFollow,
    picked,
    setPicked,
    closes,
    saving,
    save,
  }
}
