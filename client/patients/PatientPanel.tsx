import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { NoRecord } from '../records/page/NoRecord.tsx'
import { type PanelPlace, SidePanel } from '../ui/SidePanel.tsx'
import { PatientMenu } from './PatientMenu.tsx'
import { type Intent, PatientRecord } from './PatientRecord.tsx'
import { patientQuery } from './queries.ts'

type PatientPanelProps = PanelPlace & { id: number; intent: Intent }

/** A patient beside the list it was opened from. */
export function PatientPanel({ id, intent, ...place }: PatientPanelProps) {
  const query = useQuery(patientQuery(id))
  const patient = query.data?.row
  return (
    <SidePanel
      {...place}
      label={patient ? fullName(patient) : t('common.loading')}
      actions={patient && <PatientMenu key={id} patient={patient} place="panel" onGone={place.onNext ?? place.onClose} />}
    >
      {patient ? (
        <PatientRecord key={id} patient={patient} intent={intent} />
      ) : (
        <NoRecord kind="contact" error={query.error} onRetry={() => void query.refetch()} />
      )}
    </SidePanel>
  )
}
