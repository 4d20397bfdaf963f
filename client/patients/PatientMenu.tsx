import { policy } from '#shared/policy'
import { fullName } from '../lib/session.ts'
import { RecordMenu } from '../records/page/RecordMenu.tsx'
import { useActor } from '../records/people.ts'
import { useDeletePatient } from './deletion.ts'
import { type Patient, patientRef } from './queries.ts'

type PatientMenuProps = { patient: Patient; place: 'panel' | 'page'; onGone: () => void }

export function PatientMenu({ patient, place, onGone }: PatientMenuProps) {
  const actor = useActor()
  const remove = useDeletePatient(actor.role === 'Admin')
  const onDelete = () => void remove(patient).then((gone) => gone && onGone())
  return (
    <RecordMenu
      record={patientRef(patient.id)}
      name={fullName(patient)}
      place={place}
      onDelete={policy.contact.update(actor) ? onDelete : undefined}
    />
  )
}
