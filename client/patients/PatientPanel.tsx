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
import { PatientMenu } from './PatientMenu.tsx'
import { type Intent, PatientRecord } from './PatientRecord.tsx'
import { patientQuery } from './queries.ts'

type PatientPanelProps = {
  id: number
  intent: Intent
  position?: { at: number; of: number }
  onPrevious?: () => void
  onNext?: () => void
  onClose: () => void
}

/** A patient beside the list it was opened from. */
export function PatientPanel({ id, intent, onClose, ...place }: PatientPanelProps) {
  const query = useQuery(patientQuery(id))
  const patient = query.data?.row
  return (
    <SidePanel
      {...place}
      label={patient ? fullName(patient) : t('common.loading')}
      onClose={onClose}
      actions={patient && <PatientMenu key={id} patient={patient} place="panel" onGone={place.onNext ?? onClose} />}
    >
      {patient ? (
        <PatientRecord key={id} patient={patient} intent={intent} />
      ) : (
        <NoPatient error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}

/** While it loads, or why it does not. */
export function NoPatient({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (isStatus(error, 404)) {
    const patients = (
      <Button component={Link} to="/patients" variant="default">
        {t('patient.toPatients')}
      </Button>
    )
    return <EmptyState title={t('patient.notFound')} detail={t('patient.notFoundDetail')} action={patients} />
  }
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  return <SkeletonRows rows={8} columns={2} height={48} />
}
