import { useQuery } from '@tanstack/react-query'
import { RecordPanel } from '../records/page/RecordPage.tsx'
import type { PanelPlace } from '../ui/SidePanel.tsx'
import { PatientMenu } from './PatientMenu.tsx'
import { type Intent, PatientRecord } from './PatientRecord.tsx'
import { patientQuery } from './queries.ts'

type PatientPanelProps = PanelPlace & { id: number; intent: Intent }

/** A patient beside the list it was opened from. */
export function PatientPanel({ id, intent, ...place }: PatientPanelProps) {
  return (
    <RecordPanel
      kind="contact"
      query={useQuery(patientQuery(id))}
      menu={(patient) => <PatientMenu key={id} patient={patient} place="panel" onGone={place.onNext ?? place.onClose} />}
      place={place}
    >
      {(patient) => <PatientRecord key={id} patient={patient} intent={intent} />}
    </RecordPanel>
  )
}
