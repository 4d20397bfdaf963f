import { useRef } from 'react'
import { policy } from '#shared/policy'
import { nextStage } from '#shared/values'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { DuplicatesSection } from '../lists/merges/DuplicatesSection.tsx'
import { PortalSection } from '../records/facts/PortalSection.tsx'
import { useFieldOfAddress } from '../records/page/field-of-address.ts'
import { useOpeningKey } from '../records/page/opening-key.ts'
import { PresenceLine } from '../records/page/PresenceLine.tsx'
import classes from '../records/page/RecordLayout.module.css'
import { useActor } from '../records/people.ts'
import { FilesSection } from '../records/talk/FilesSection.tsx'
import { TalkSection } from '../records/talk/TalkSection.tsx'
import { TasksSection } from '../records/tasks/TasksSection.tsx'
import { TimelineSection } from '../records/timeline/TimelineSection.tsx'
import { VisitsSection } from '../records/visits/VisitsSection.tsx'
import { WaySection } from '../records/way/WaySection.tsx'
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
          <DuplicatesSection record={record} mayMerge={!readOnly} />
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
  useOpeningKey(readOnly ? undefined : intent, act)
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
