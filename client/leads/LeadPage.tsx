import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { RecordPage } from '../records/page/RecordPage.tsx'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { LeadMenu } from './LeadMenu.tsx'
import { LeadRecord } from './LeadRecord.tsx'
import { useLive } from './live.ts'
import { leadQuery } from './queries.ts'
import { WhyDialog } from './WhyDialog.tsx'

/** One lead on a page of its own, at an address one can send. */
export function LeadPage() {
  const { id } = useParams({ from: '/staff/leads/$id' })
  const query = useQuery(leadQuery(Number(id)))
  const navigate = useNavigate()
  useLive()
  return (
    <>
      <RecordPage
        kind="lead"
        query={query}
        title={t('lead.title')}
        parent={<Link to="/leads">{t('leads.title')}</Link>}
        menu={(lead) => <LeadMenu lead={lead} place="page" onGone={() => void navigate({ to: '/leads' })} />}
      >
        {(lead) => <LeadRecord key={lead.id} lead={lead} />}
      </RecordPage>
      <StaleDialog />
      <WhyDialog />
    </>
  )
}
