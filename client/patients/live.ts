/** Others' changes: lists are refreshed by their keys (client/lib/events.ts), the open record here. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onEvents } from '../lib/events.ts'
import { recordKey } from '../records/record.ts'
import { patientRef } from './queries.ts'

const partsOfWork = new Set<unknown>(['tasks', 'visits', 'timeline', 'standing'])

export function useLive() {
  const queries = useQueryClient()
  useEffect(
    () =>
      onEvents((events) => {
        const changed = new Set(events.flatMap(({ entityType, entityId }) => (entityType === 'contact' ? [entityId] : [])))
        // What the person did at the portal stands with the lead they were.
        for (const { entityType, entityId } of events)
          if (entityType === 'lead') void queries.invalidateQueries({ queryKey: recordKey({ kind: 'lead', id: entityId }) })
        for (const id of changed) void queries.invalidateQueries({ queryKey: recordKey(patientRef(id)) })
        if (!events.some(({ entityType }) => entityType === 'task' || entityType === 'appointment')) return
        void queries.invalidateQueries({ predicate: ({ queryKey: [kind, , part] }) => kind === 'contact-record' && partsOfWork.has(part) })
      }),
    [queries],
  )
}
