import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { limits } from '#shared/values'
import { dateAndTime, duration } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/FactsSection.module.css'
import { lowerFirst, nextStepOf } from '../records/next-step.ts'
import { ProfileFacts } from '../records/ProfileFacts.tsx'
import { tasksQuery, visitsQuery } from '../records/queries.ts'
import { OwnerWithName } from '../records/StaffMarks.tsx'
import { InlineText } from '../ui/InlineText.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { FieldEdit } from './FieldEdit.tsx'
import { type LeadField, leadFields } from './fields.tsx'
import { type Lead, leadRef } from './queries.ts'
import type { SaveLead } from './saving.ts'

type FactsProps = { lead: Lead; save: SaveLead; readOnly: boolean }

/** Label and value, each edited where it stands. */
export function FactsSection({ lead, save, readOnly }: FactsProps) {
  const [all, setAll] = useState(false)
  const facts = leadFields.filter(({ fact }) => fact)
  const shown = facts.filter(({ name, fact }) => all || fact === 'always' || lead[name] !== null)
  return (
    <PanelSection title={t('lead.facts')}>
      <dl className={classes.facts}>
        {shown.map((field) => (
          <div key={field.name} className={classes.fact} data-fact={field.name}>
            <dt className={classes.label}>{t(field.label)}</dt>
            <dd className={classes.value}>
              <Fact field={field} lead={lead} save={save} readOnly={readOnly} />
            </dd>
          </div>
        ))}
        <ProfileFacts kind="lead" id={lead.id} name={fullName(lead)} readOnly={readOnly} />
        <div className={classes.fact}>
          <dt className={classes.label}>{t('lead.waitingFor')}</dt>
          <dd className={classes.value}>
            <WaitingFor id={lead.id} />
          </dd>
        </div>
      </dl>
      {shown.length < facts.length && !readOnly && (
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.more} onClick={() => setAll(true)}>
          {t('lead.emptyFacts', { count: facts.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  )
}

/** The earliest open task or coming visit; nobody should be without one. */
function WaitingFor({ id }: { id: number }) {
  const now = useNow()
  const { data: tasks } = useQuery(tasksQuery(leadRef(id)))
  const { data: visits } = useQuery(visitsQuery(leadRef(id)))
  if (!tasks || !visits) return null
  const step = nextStepOf(tasks, visits, now)
  if (!step) return <span className={classes.nothing}>{t('leads.noNextStep')}</span>
  const late = step.at && step.kind === 'task' ? now - Date.parse(step.at) : 0
  if (late > 0)
    return (
      <span className={classes.late}>
        {step.title} · {t('leadTasks.overdue', { time: duration(late) })}
      </span>
    )
  return (
    <span className={classes.waiting}>{[step.title, step.at && lowerFirst(dateAndTime(step.at, now))].filter(Boolean).join(', ')}</span>
  )
}

function Fact({ field, lead, save, readOnly }: FactsProps & { field: LeadField }) {
  const shown = field.name === 'ownerId' ? <OwnerWithName id={lead.ownerId} /> : field.show(lead)
  if (readOnly) return shown
  if (isLink(field, lead)) return <LinkFact field={field} lead={lead} save={save} />
  return (
    <FieldEdit field={field} lead={lead} save={save}>
      {shown}
    </FieldEdit>
  )
}

/** A link cannot stand inside the button that edits it: the pencil stands beside it. */
function LinkFact(props: Omit<FactsProps, 'readOnly'> & { field: LeadField }) {
  return (
    <span className={classes.linked}>
      {props.field.show(props.lead)}
      <FieldEdit {...props}>
        <IconPencil size={14} className={classes.pencil} aria-hidden />
      </FieldEdit>
    </span>
  )
}

const isLink = ({ name }: LeadField, lead: Lead) => (name === 'phone' || name === 'email') && !!lead[name]

export function NotesSection({ lead, save, readOnly }: FactsProps) {
  if (readOnly && !lead.notes) return null
  return (
    <PanelSection title={t('lead.notes')}>
      <div className={classes.notes}>
        <InlineText
          label={t('lead.notes')}
          value={lead.notes ?? ''}
          lines="many"
          maxLength={limits.notes}
          placeholder={t('lead.notesHint')}
          readOnly={readOnly}
          onSave={(notes) => void save(lead, { notes: notes || null })}
        />
      </div>
    </PanelSection>
  )
}
