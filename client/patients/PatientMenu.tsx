import { useQueryClient } from '@tanstack/react-query'
import { policy } from '#shared/policy'
import { fullName } from '../lib/session.ts'
import { useDeleteRecord } from '../records/page/deletion.ts'
import { RecordMenu } from '../records/page/RecordMenu.tsx'
import { useActor } from '../records/people.ts'
import { forgetLists } from './cache.ts'
import { type Patient, patientRef } from './queries.ts'

type PatientMenuProps = { patient: Patient; place: 'panel' | 'page'; onGone: () => void }

export function PatientMenu({ patient, place, onGone }: PatientMenuProps) {
  const queries = useQueryClient()
  const remove = useDeleteRecord()
  const record = patientRef(patient.id)
  const name = fullName(patient)
  const forget = () => void forgetLists(queries)
  const onDelete = () => void remove({ record, name, forget }).then((gone) => gone && onGone())
  return <RecordMenu record={record} name={name} place={place} onDelete={policy.contact.update(useActor()) ? onDelete : undefined} />
}
