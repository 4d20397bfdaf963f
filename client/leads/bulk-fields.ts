import { useMemo } from 'react'
import { leadReadinesses, leadSources, leadStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import type { BulkField } from '../lists/bulk/fields.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { useListChoices } from '../records/value-lists.ts'

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: valueWord(value) }))

/** What of many leads can be changed at once. */
export function useLeadBulkFields(): readonly BulkField[] {
  const people = usePersonOptions('everyone')
  const outcomes = useListChoices('lead_outcome', null)
  const types = useListChoices('lead_type', null)
  return useMemo(
    () => [
      { name: 'ownerId', label: t('leadFields.ownerId'), options: people.map(({ value, label }) => ({ value, label })), ids: true },
      { name: 'status', label: t('leadFields.status'), options: choices(leadStatuses), reason: true },
      { name: 'leadReadiness', label: t('leadFields.leadReadiness'), options: choices(leadReadinesses) },
      { name: 'leadSource', label: t('leadFields.leadSource'), options: choices(leadSources) },
      {
        name: 'leadOutcome',
        label: t('leadFields.leadOutcome'),
        options: outcomes,
      },
      { name: 'leadType', label: t('leadFields.leadType'), options: types },
    ],
    [people, outcomes, types],
  )
}
