import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/facts/Facts.module.css'
import { Fact, Facts, WaitingForFact } from '../records/facts/Facts.tsx'
import { ProfileFacts } from '../records/facts/ProfileFacts.tsx'
import { OwnerWithName } from '../records/StaffMarks.tsx'
import { InlineText } from '../ui/InlineText.tsx'
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
      <Facts>
        {shown.map((field) => (
          <Fact key={field.name} label={t(field.label)}>
            <FieldFact field={field} lead={lead} save={save} readOnly={readOnly} />
          </Fact>
        ))}
        <ProfileFacts kind="lead" id={lead.id} name={fullName(lead)} readOnly={readOnly} />
        <WaitingForFact record={leadRef(lead.id)} />
      </Facts>
      {shown.length < facts.length && !readOnly && (
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.more} onClick={() => setAll(true)}>
          {t('lead.emptyFacts', { count: facts.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  )
}

function FieldFact({ field, lead, save, readOnly }: FactsProps & { field: LeadField }) {
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
