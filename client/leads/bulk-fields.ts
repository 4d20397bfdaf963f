import { useMemo } from 'react'
import { callOutcomes, leadReadinesses, leadSources, leadStatuses } from '#shared/values'
import type { BulkField } from '../desk/bulk-fields.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { usePersonOptions } from '../records/person-options.tsx'

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: valueWord(value) }))

/** What of many leads can be changed at once. */
export function useLeadBulkFields(): readonly BulkField[] {
  const people = usePersonOptions('everyone')
  return useMemo(
    () => [
      { name: 'ownerId', label: t('leadFields.ownerId'), options: people.map(({ value, label }) => ({ value, label })), ids: true },
      { name: 'status', label: t('leadFields.status'), options: choices(leadStatuses), reason: true },
      { name: 'leadReadiness', label: t('leadFields.leadReadiness'), options: choices(leadReadinesses) },
      { name: 'leadSource', label: t('leadFields.leadSource'), options: choices(leadSources) },
      {
        name: 'leadOutcome',
        label: t('leadFields.leadOutcome'),
        options: [...choices(callOutcomes), { value: '', label: t('leads.notSet') }],
      },
    ],
    [people],
  )
}
