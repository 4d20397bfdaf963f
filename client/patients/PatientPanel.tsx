import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { NoRecord } from '../records/NoRecord.tsx'
import { SidePanel } from '../ui/SidePanel.tsx'
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
        <NoRecord kind="contact" error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}
