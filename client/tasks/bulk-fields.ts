import { useMemo } from 'react'
import { taskPriorities, taskStatuses } from '#shared/values'
import { valueWord } from '../lib/value-words.ts'
import type { BulkField } from '../lists/bulk/fields.ts'
import { fieldWords } from '../lists/bulk/words.ts'
import { usePersonOptions } from '../records/person-options.tsx'

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: valueWord(value) }))

/** What of many tasks can be changed at once. */
export function useTaskBulkFields(): readonly BulkField[] {
  const people = usePersonOptions('everyone')
  return useMemo(
    () => [
      { name: 'assignedToId', label: fieldWords('assignedToId'), options: people.map(({ value, label }) => ({ value, label })), ids: true },
      { name: 'priority', label: fieldWords('priority'), options: choices(taskPriorities) },
      { name: 'dueDate', label: fieldWords('dueDate') },
      { name: 'status', label: fieldWords('status'), options: choices(taskStatuses) },
    ],
    [people],
  )
}
