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
import { useLive } from './live.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { PatientMenu } from './PatientMenu.tsx'
import { PatientRecord } from './PatientRecord.tsx'
import { patientQuery } from './queries.ts'

/** One patient on a page of its own, at an address one can send. */
export function PatientPage() {
  const { id } = useParams({ from: '/staff/patients/$id' })
  const query = useQuery(patientQuery(Number(id)))
  const navigate = useNavigate()
  const patient = query.data?.row
  const title = patient ? fullName(patient) : t('patient.title')
  useTitle(title)
  useLive()
  return (
    <>
      <PageBar title={title} parent={<Link to="/patients">{t('patients.title')}</Link>}>
        <LiveState />
        {patient && <PatientMenu patient={patient} place="page" onGone={() => void navigate({ to: '/patients' })} />}
      </PageBar>
      <ScrollRegion className={classes.body} label={title}>
        {patient ? (
          <PatientRecord key={patient.id} patient={patient} />
        ) : (
          <NoRecord kind="contact" error={query.error} onRetry={() => void query.refetch()} />
        )}
      </ScrollRegion>
      <MoveDialog />
      <StaleDialog />
    </>
  )
}
