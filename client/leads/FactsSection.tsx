import { IconPencil } from '@tabler/icons-react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { InlineText } from '../ui/InlineText.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import classes from './FactsSection.module.css'
import { FieldEdit } from './FieldEdit.tsx'
import { type LeadField, leadFields } from './fields.tsx'
import { OwnerWithName } from './marks.tsx'
import type { Lead } from './queries.ts'
import type { SaveLead } from './saving.ts'

type FactsProps = { lead: Lead; save: SaveLead; readOnly: boolean }

/** Label and value, each edited where it stands. */
export function FactsSection({ lead, save, readOnly }: FactsProps) {
  return (
    <PanelSection title={t('lead.facts')}>
      <dl className={classes.facts}>
        {leadFields
          .filter(({ fact }) => fact)
          .map((field) => (
            <div key={field.name} className={classes.fact} data-fact={field.name}>
              <dt className={classes.label}>{t(field.label)}</dt>
              <dd className={classes.value}>
                <Fact field={field} lead={lead} save={save} readOnly={readOnly} />
              </dd>
            </div>
          ))}
      </dl>
    </PanelSection>
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
