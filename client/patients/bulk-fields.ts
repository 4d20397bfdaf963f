import { useMemo } from 'react'
import { contactStages } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import type { BulkField } from '../lists/bulk/fields.ts'
import { usePersonOptions } from '../records/person-options.tsx'

/** What of many patients can be changed at once. */
export function usePatientBulkFields(): readonly BulkField[] {
  const coaches = usePersonOptions('coaches')
  return useMemo(
    () => [
      {
        name: 'healthCoachId',
        label: t('patientFields.healthCoachId'),
        options: coaches.map(({ value, label }) => ({ value, label })),
        ids: true,
      },
      {
        name: 'stage',
        label: t('patientFields.stage'),
        options: contactStages.map((value) => ({ value, label: valueWord(value) })),
        reason: true,
      },
    ],
    [coaches],
  )
}
