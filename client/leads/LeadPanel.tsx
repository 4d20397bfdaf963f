import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { NoRecord } from '../records/NoRecord.tsx'
import { SidePanel } from '../ui/SidePanel.tsx'
import { LeadMenu } from './LeadMenu.tsx'
import { type Intent, LeadRecord } from './LeadRecord.tsx'
import { leadQuery } from './queries.ts'

type LeadPanelProps = {
  id: number
  intent: Intent
  position?: { at: number; of: number }
  onPrevious?: () => void
  onNext?: () => void
  onClose: () => void
}

/** A lead beside the list it was opened from. */
export function LeadPanel({ id, intent, onClose, ...place }: LeadPanelProps) {
  const query = useQuery(leadQuery(id))
  const lead = query.data?.row
  return (
    <SidePanel
      {...place}
      label={lead ? fullName(lead) : t('common.loading')}
      onClose={onClose}
      actions={lead && <LeadMenu key={id} lead={lead} place="panel" onGone={place.onNext ?? onClose} />}
    >
      {lead ? (
        <LeadRecord key={id} lead={lead} intent={intent} onNext={place.onNext} />
      ) : (
        <NoRecord kind="lead" error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}
