import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { fullName } from '../lib/session.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SidePanel } from '../ui/SidePanel.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
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
        <NoLead error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}

/** While it loads, or why it does not. */
export function NoLead({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (isStatus(error, 404)) {
    const leads = (
      <Button component={Link} to="/leads" variant="default">
        {t('lead.toLeads')}
      </Button>
    )
    return <EmptyState title={t('lead.notFound')} detail={t('lead.notFoundDetail')} action={leads} />
  }
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  return <SkeletonRows rows={8} columns={2} height={48} />
}
