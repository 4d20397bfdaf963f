import { Button } from '@mantine/core'
import { IconHeartHandshake } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { DuplicatesSection } from '../lists/merges/DuplicatesSection.tsx'
import { ArrivalsSection } from '../records/facts/ArrivalsSection.tsx'
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
import { useClaim } from './acts.ts'
import { CallSection } from './CallSection.tsx'
import { ConvertDialog } from './ConvertDialog.tsx'
import { isReady, mayConvert } from './conversion.ts'
import { FactsSection, NotesSection } from './FactsSection.tsx'
import { LeadHeader } from './LeadHeader.tsx'
import { LeadStanding } from './LeadStanding.tsx'
import { type Lead, leadRef, patientQuery } from './queries.ts'
import { StageStepper } from './StageStepper.tsx'
import { useSaveLead } from './saving.ts'

/** What a key pressed on the list asks of the record that opens. */
export type Intent = 'call' | 'edit' | 'claim' | undefined

type LeadRecordProps = { lead: Lead; intent?: Intent; onNext?: () => void }

/** Everything about one lead; beside the list in one column, on its own page in two. */
export function LeadRecord({ lead, intent, onNext }: LeadRecordProps) {
  const save = useSaveLead()
  const readOnly = !policy.lead.update(useActor(), lead)
  const record = leadRef(lead.id)
  const { frame, armed, setArmed } = useRecordKeys(lead, { intent, readOnly })
  useFieldOfAddress(frame, fullName(lead))
  return (
    <div className={classes.frame} ref={frame}>
      <div className={classes.record}>
        <div className={classes.main}>
          <PresenceLine record={record} />
          <LeadHeader lead={lead} save={save} readOnly={readOnly} />
          <div className={classes.steps}>
            <StageStepper lead={lead} save={save} readOnly={readOnly} />
            <LeadStanding id={lead.id} />
            <Conversion lead={lead} />
          </div>
          {!readOnly && <CallSection key={lead.id} lead={lead} armed={armed} onArmed={setArmed} onNext={onNext} />}
        </div>
        <div className={classes.side}>
          <WayOf lead={lead} />
          <PortalSection leadId={lead.id} name={fullName(lead)} readOnly={readOnly} />
          <ArrivalsSection leadId={lead.id} />
          <FactsSection lead={lead} save={save} readOnly={readOnly} />
          <NotesSection lead={lead} save={save} readOnly={readOnly} />
          <TasksSection person={{ ...record, name: fullName(lead) }} />
          <VisitsSection record={record} coachId={lead.healthCoachBookedWith} />
          <Correspondence lead={lead} />
          <DuplicatesSection record={record} mayMerge={!readOnly} />
        </div>
        <div className={classes.trail}>
          <TimelineSection record={record} />
        </div>
      </div>
    </div>
  )
}

function useRecordKeys(lead: Lead, { intent, readOnly }: { intent: Intent; readOnly: boolean }) {
  const frame = useRef<HTMLDivElement>(null)
  const actor = useActor()
  const claim = useClaim(actor.userId)
  const [armed, setArmed] = useState(false)
  const claimable = lead.ownerId === null && policy.lead.claim(actor, lead, new Date())
  const act = (what: Intent) => {
    if (what === 'call' && !readOnly) setArmed(true)
    if (what === 'edit') frame.current?.querySelector<HTMLElement>('[data-fact] button')?.focus()
    if (what === 'claim' && claimable) void claim(lead)
  }
  useOpeningKey(intent, act)
  useKeys([
    // A quick hand presses the digit before an ordinary render would have come.
    ...(readOnly ? [] : [{ key: 'c', does: t('leadKeys.callLong'), run: () => flushSync(() => act('call')) }]),
    ...(readOnly ? [] : [{ key: 'e', does: t('leadKeys.editLong'), run: () => act('edit') }]),
    ...(claimable ? [{ key: 'a', does: t('leadKeys.claimLong'), run: () => act('claim') }] : []),
  ])
  return { frame, armed, setArmed }
}

/** Of somebody who is a patient already it only looks back. */
function WayOf({ lead }: { lead: Lead }) {
  const { data: patient } = useQuery(patientQuery(lead.id))
  return <WaySection leadId={lead.id} isOver={!!patient} />
}

/** Once the lead is a patient they write with their coach: all of it stands on the patient's page. */
function Correspondence({ lead }: { lead: Lead }) {
  const { data: patient } = useQuery(patientQuery(lead.id))
  if (patient === undefined) return null
  const record = leadRef(lead.id)
  const person = { ownerId: lead.ownerId, contactId: patient?.id ?? null }
  return (
    <>
      <TalkSection record={record} person={person} />
      <FilesSection record={record} person={person} />
    </>
  )
}

/** A booked lead is one step from being a patient: the step is offered where one looks. */
function Conversion({ lead }: { lead: Lead }) {
  const [open, setOpen] = useState(false)
  const actor = useActor()
  const { data: patient } = useQuery(patientQuery(lead.id))
  if (patient !== null || !isReady(lead) || !mayConvert(actor, lead)) return null
  return (
    <>
      <Button className={classes.convert} leftSection={<IconHeartHandshake size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('conversion.action')}
      </Button>
      {open && <ConvertDialog lead={lead} onClose={() => setOpen(false)} />}
    </>
  )
}
