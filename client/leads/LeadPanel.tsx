import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { NoRecord } from '../records/page/NoRecord.tsx'
import { type PanelPlace, SidePanel } from '../ui/SidePanel.tsx'
import { LeadMenu } from './LeadMenu.tsx'
import { type Intent, LeadRecord } from './LeadRecord.tsx'
import { leadQuery } from './queries.ts'

type LeadPanelProps = PanelPlace & { id: number; intent: Intent }

/** A lead beside the list it was opened from. */
export function LeadPanel({ id, intent, ...place }: LeadPanelProps) {
  const query = useQuery(leadQuery(id))
  const lead = query.data?.row
  return (
    <SidePanel
      {...place}
      label={lead ? fullName(lead) : t('common.loading')}
      actions={lead && <LeadMenu key={id} lead={lead} place="panel" onGone={place.onNext ?? place.onClose} />}
    >
      {lead ? (
        <LeadRecord key={id} lead={lead} intent={intent} onNext={place.onNext} />
      ) : (
        <NoRecord kind="lead" error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}
