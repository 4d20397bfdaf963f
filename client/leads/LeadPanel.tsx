import { useQuery } from '@tanstack/react-query'
import { RecordPanel } from '../records/page/RecordPage.tsx'
import type { PanelPlace } from '../ui/SidePanel.tsx'
import { LeadMenu } from './LeadMenu.tsx'
import { type Intent, LeadRecord } from './LeadRecord.tsx'
import { leadQuery } from './queries.ts'

type LeadPanelProps = PanelPlace & { id: number; intent: Intent }

/** A lead beside the list it was opened from. */
export function LeadPanel({ id, intent, ...place }: LeadPanelProps) {
  return (
    <RecordPanel
      kind="lead"
      query={useQuery(leadQuery(id))}
      menu={(lead) => <LeadMenu key={id} lead={lead} place="panel" onGone={place.onNext ?? place.onClose} />}
      place={place}
    >
      {(lead) => <LeadRecord key={id} lead={lead} intent={intent} onNext={place.onNext} />}
    </RecordPanel>
  )
}
