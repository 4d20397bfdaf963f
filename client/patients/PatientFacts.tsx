import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/facts/Facts.module.css'
import { Fact, Facts, WaitingForFact } from '../records/facts/Facts.tsx'
import { ProfileFacts } from '../records/facts/ProfileFacts.tsx'
import { MailLink, PhoneLink, When } from '../records/marks.tsx'
import { usePersonOptions } from '../records/person-options.tsx'
import { OwnerWithName } from '../records/StaffMarks.tsx'
import { InlineSelect } from '../ui/InlineSelect.tsx'
import { InlineText } from '../ui/InlineText.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { type Patient, patientRef } from './queries.ts'
import type { SavePatient } from './saving.ts'

type FactsProps = { patient: Patient; save: SavePatient; readOnly: boolean }

/** Label and value, each edited where it stands. */
export function FactsSection({ patient, save, readOnly }: FactsProps) {
  return (
    <PanelSection title={t('lead.facts')}>
      <Facts>
        <TextFact name="phone" type="tel" show={<PhoneLink phone={patient.phone} />} {...{ patient, save, readOnly }} />
        <TextFact name="email" type="email" show={<MailLink email={patient.email} />} {...{ patient, save, readOnly }} />
        <CoachFact {...{ patient, save, readOnly }} />
        <ProfileFacts kind="contact" id={patient.id} name={fullName(patient)} readOnly={readOnly} />
        <WaitingForFact record={patientRef(patient.id)} />
        {patient.leadId !== null && (
          <Fact label={t('patient.fromLead')}>
            <Link to="/leads/$id" params={{ id: String(patient.leadId) }}>
              {fullName(patient)}
            </Link>
          </Fact>
        )}
        <Fact label={t('leadFields.createdAt')}>
          <When at={patient.createdAt} />
        </Fact>
      </Facts>
    </PanelSection>
  )
}

type TextFactProps = FactsProps & { name: 'phone' | 'email'; type: 'tel' | 'email'; show: ReactNode }

/** A link cannot stand inside the button that edits it: the pencil stands beside it. */
function TextFact({ name, type, show, patient, save, readOnly }: TextFactProps) {
  const label = t(name === 'phone' ? 'leadFields.phone' : 'leadFields.email')
  const value = patient[name] ?? ''
  if (readOnly) return <Fact label={label}>{show}</Fact>
  const edit = (
    <InlineText
      label={t('leads.edited', { field: label, name: fullName(patient) })}
      value={value}
      type={type}
      maxLength={limits[name]}
      required={name === 'email'}
      placeholder={t('common.add')}
      onSave={(text) => void save(patient, { [name]: text === '' ? null : text })}
    >
      {value ? <IconPencil size={14} className={classes.pencil} aria-hidden /> : undefined}
    </InlineText>
  )
  return (
    <Fact label={label}>
      {value ? (
        <span className={classes.linked}>
          {show}
          {edit}
        </span>
      ) : (
        edit
      )}
    </Fact>
  )
}

function CoachFact({ patient, save, readOnly }: FactsProps) {
  const options = usePersonOptions('coaches')
  const label = t('patientFields.healthCoachId')
  const shown = <OwnerWithName id={patient.healthCoachId} />
  return (
    <Fact label={label}>
      <InlineSelect
        label={t('leads.edited', { field: label, name: fullName(patient) })}
        value={String(patient.healthCoachId ?? '')}
        options={options}
        readOnly={readOnly}
        onChange={(value) => void save(patient, { healthCoachId: value === '' ? null : Number(value) })}
      >
        {shown}
      </InlineSelect>
    </Fact>
  )
}

export function NotesSection({ patient, save, readOnly }: FactsProps) {
  if (readOnly && !patient.notes) return null
  return (
    <PanelSection title={t('lead.notes')}>
      <div className={classes.notes}>
        <InlineText
          label={t('lead.notes')}
          value={patient.notes ?? ''}
          lines="many"
          maxLength={limits.notes}
          placeholder={t('lead.notesHint')}
          readOnly={readOnly}
          onSave={(notes) => void save(patient, { notes: notes || null })}
        />
      </div>
    </PanelSection>
  )
}
