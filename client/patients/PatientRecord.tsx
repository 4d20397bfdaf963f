import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { policy } from '#shared/policy'
import { nextStage } from '#shared/values'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { MergeButton } from '../lists/merges/MergeButton.tsx'
import { DuplicateList } from '../records/DuplicateList.tsx'
import { FilesSection } from '../records/FilesSection.tsx'
import { useFieldOfAddress } from '../records/field-of-address.ts'
import { PortalSection } from '../records/PortalSection.tsx'
import { PresenceLine } from '../records/PresenceLine.tsx'
import { useActor } from '../records/people.ts'
import { duplicatesQuery } from '../records/queries.ts'
import classes from '../records/RecordLayout.module.css'
import { TalkSection } from '../records/TalkSection.tsx'
import { TasksSection } from '../records/TasksSection.tsx'
import { TimelineSection } from '../records/TimelineSection.tsx'
import { VisitsSection } from '../records/VisitsSection.tsx'
import { WaySection } from '../records/WaySection.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { JourneySection, StageHistory } from './JourneySection.tsx'
import { useMovePatient } from './moves.ts'
import { FactsSection, NotesSection } from './PatientFacts.tsx'
import { PatientHeader } from './PatientHeader.tsx'
import { type Patient, patientRef } from './queries.ts'
import { useSavePatient } from './saving.ts'

/** What a key pressed on the list asks of the record that opens. */
export type Intent = 'move' | 'edit' | undefined

/** Everything about one patient; beside the list in one column, on its own page in two. */
export function PatientRecord({ patient, intent }: { patient: Patient; intent?: Intent }) {
  const save = useSavePatient()
  const readOnly = !policy.contact.update(useActor())
  const frame = useRecordKeys(patient, { intent, readOnly })
  useFieldOfAddress(frame, fullName(patient))
  const record = patientRef(patient.id)
  return (
    <div className={classes.frame} ref={frame}>
      <div className={classes.record}>
        <div className={classes.main}>
          <PresenceLine record={record} />
          <PatientHeader patient={patient} save={save} readOnly={readOnly} />
          <JourneySection patient={patient} readOnly={readOnly} />
        </div>
        <div className={classes.side}>
          <VisitsSection record={record} coachId={patient.healthCoachId} />
          <TasksSection person={{ ...record, name: fullName(patient) }} />
          {patient.leadId !== null && <WaySection leadId={patient.leadId} isOver />}
          {patient.leadId !== null && <TalkSection record={record} person={personOf(patient)} />}
          {patient.leadId !== null && <FilesSection record={record} person={personOf(patient)} />}
          {patient.leadId !== null && <PortalSection leadId={patient.leadId} name={fullName(patient)} readOnly={readOnly} />}
          <FactsSection patient={patient} save={save} readOnly={readOnly} />
          <NotesSection patient={patient} save={save} readOnly={readOnly} />
          <Duplicates id={patient.id} />
        </div>
        <div className={classes.trail}>
          <StageHistory id={patient.id} />
          <TimelineSection record={record} />
        </div>
      </div>
    </div>
  )
}

/** Whose the patient is, for what the policy says. */
const personOf = ({ id, healthCoachId }: Patient) => ({ ownerId: healthCoachId, contactId: id })

function useRecordKeys(patient: Patient, { intent, readOnly }: { intent: Intent; readOnly: boolean }) {
  const frame = useRef<HTMLDivElement>(null)
  const move = useMovePatient()
  const act = (what: Intent) => {
    const next = nextStage(patient.stage)
    if (what === 'move' && next) void move(patient, next)
    if (what === 'edit') frame.current?.querySelector<HTMLElement>('[data-fact] button')?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key that opened the record is heard once.
  useEffect(() => {
    if (!readOnly) act(intent)
  }, [intent])
  useKeys(
    readOnly
      ? []
      : [
          { key: 'm', does: t('patientKeys.nextLong'), run: () => act('move') },
          { key: 'e', does: t('patientKeys.editLong'), run: () => act('edit') },
        ],
  )
  return frame
}

function Duplicates({ id }: { id: number }) {
  const { data = [] } = useQuery(duplicatesQuery(patientRef(id)))
  const navigate = useNavigate()
  const may = policy.contact.update(useActor())
  if (data.length === 0) return null
  const open = (kept: number) => kept !== id && void navigate({ to: '/patients/$id', params: { id: String(kept) } })
  return (
    <PanelSection title={t('duplicates.title', { count: data.length })}>
      <DuplicateList
        people={data}
        action={(person) => may && person.entityType === 'contact' && <MergeButton kind="contact" id={id} other={person} onMerged={open} />}
      />
    </PanelSection>
  )
}
