import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { t } from '../../lib/messages.ts'
import { DuplicateList } from '../../records/DuplicateList.tsx'
import { duplicatesQuery } from '../../records/queries.ts'
import type { RecordRef } from '../../records/record.ts'
import { placeOf } from '../../records/record-place.ts'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { MergeButton } from './MergeButton.tsx'

/** Who looks like the open record; those of its own kind can be merged with it. */
export function DuplicatesSection({ record, mayMerge }: { record: RecordRef; mayMerge: boolean }) {
  const { kind, id } = record
  const { data = [] } = useQuery(duplicatesQuery(record))
  const navigate = useNavigate()
  if (data.length === 0) return null
  const open = (kept: number) => kept !== id && void navigate({ to: placeOf({ kind, id: kept }) })
  return (
    <PanelSection title={t('duplicates.title', { count: data.length })}>
      <DuplicateList
        people={data}
        action={(person) => mayMerge && person.entityType === kind && <MergeButton kind={kind} id={id} other={person} onMerged={open} />}
      />
    </PanelSection>
  )
}
