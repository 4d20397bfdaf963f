import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { NoRecord } from '../records/page/NoRecord.tsx'
import classes from '../records/page/RecordPage.module.css'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { LiveState } from '../ui/LiveState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
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
  const lead = query.data?.row
  const title = lead ? fullName(lead) : t('lead.title')
  useTitle(title)
  useLive()
  return (
    <>
      <PageBar title={title} parent={<Link to="/leads">{t('leads.title')}</Link>}>
        <LiveState />
        {lead && <LeadMenu lead={lead} place="page" onGone={() => void navigate({ to: '/leads' })} />}
      </PageBar>
      <ScrollRegion className={classes.body} label={title}>
        {lead ? (
          <LeadRecord key={lead.id} lead={lead} />
        ) : (
          <NoRecord kind="lead" error={query.error} onRetry={() => void query.refetch()} />
        )}
      </ScrollRegion>
      <StaleDialog />
      <WhyDialog />
    </>
  )
}
