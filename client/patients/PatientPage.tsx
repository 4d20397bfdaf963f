import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { RecordPage } from '../records/page/RecordPage.tsx'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
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
  useLive()
  return (
    <>
      <RecordPage
        kind="contact"
        query={query}
        title={t('patient.title')}
        parent={<Link to="/patients">{t('patients.title')}</Link>}
        menu={(patient) => <PatientMenu patient={patient} place="page" onGone={() => void navigate({ to: '/patients' })} />}
      >
        {(patient) => <PatientRecord key={patient.id} patient={patient} />}
      </RecordPage>
      <MoveDialog />
      <StaleDialog />
    </>
  )
}
