/** A visit dragged elsewhere or made longer: shown at once, back with the reason if refused. */
import type { EventDropInfo } from '@fullcalendar/react'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useMe } from '../lib/session.ts'
import { shortDayIn, timeIn } from '../lib/zones.ts'
import { useActor } from '../records/people.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'
import { isBookable } from './events.ts'
import type { FreeTime, Visit } from './queries.ts'
import { useMoveVisit, type VisitChanges } from './visits.ts'

export type Refusal = { visit: Visit; changes: VisitChanges; why: string }
type Moved = Pick<EventDropInfo, 'event' | 'revert'>

export function useDragging(free: FreeTime | undefined) {
  const move = useMoveVisit()
  const actor = useActor()
  const zone = useMe().clinic.timeZone
  const [refusal, setRefusal] = useState<Refusal>()
  const undo = (visit: Visit, moved: VisitChanges) =>
    void move({ ...visit, ...moved }, { scheduledAt: visit.scheduledAt, duration: visit.duration }).catch((error: unknown) =>
      toast({ text: t('calendar.refused', { why: explainShortly(error) }), refused: true }),
    )
  const moved = async ({ event, revert }: Moved) => {
    const visit: Visit | undefined = event.extendedProps.visit
    const { start, end } = event
    if (!visit || !start) return revert()
    const duration = end ? Math.round((end.getTime() - start.getTime()) / 60_000) : visit.duration
    const changes = { scheduledAt: start.toISOString(), duration }
    // The list of visits says where it stands from here on; the calendar's own copy goes back.
    revert()
    if (!(await mayStand(free, visit, changes))) return
    try {
      if (!(await move(visit, changes))) return
      const when = `${shortDayIn(zone, changes.scheduledAt)}, ${timeIn(zone, changes.scheduledAt)}`
      toast({ text: t('calendar.moved', { title: visit.title, when }), undo: () => undo(visit, changes) })
    } catch (error) {
      const why = explainShortly(error)
      if (isStatus(error, 409) && policy.appointment.overbook(actor)) setRefusal({ visit, changes, why })
      else toast({ text: t('calendar.refused', { why }), refused: true })
    }
  }
  return { moved: (info: Moved) => void moved(info), refusal, forget: () => setRefusal(undefined) }
}

async function mayStand(
  free: FreeTime | undefined,
  { userId }: Visit,
  { scheduledAt, duration }: { scheduledAt: string; duration: number },
) {
  const end = new Date(Date.parse(scheduledAt) + duration * 60_000).toISOString()
  if (isBookable(free, userId, scheduledAt, end)) return true
  return confirm({ title: t('calendar.outside'), detail: t('calendar.outsideDetail'), action: t('calendar.bookAnyway') })
}
