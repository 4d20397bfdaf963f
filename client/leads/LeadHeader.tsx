import { Button } from '@mantine/core'
import { IconHandStop, IconHeartHandshake, IconLock, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { policy } from '#shared/policy'
import { limits } from '#shared/values'
import { shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { phoneLink } from '../lib/phones.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/page/RecordHeader.module.css'
import { useActor, useNameOf } from '../records/people.ts'
import { restrictionQuery } from '../records/queries.ts'
import { InlineText } from '../ui/InlineText.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { useClaim } from './acts.ts'
import { type Lead, leadRef, patientQuery } from './queries.ts'
import type { SaveLead } from './saving.ts'

type LeadHeaderProps = { lead: Lead; save: SaveLead; readOnly: boolean }

/** Who this is, and what stands in the way of calling them. */
export function LeadHeader({ lead, save, readOnly }: LeadHeaderProps) {
  const now = useNow()
  const actor = useActor()
  const claimable = lead.ownerId === null && policy.lead.claim(actor, lead, new Date(now))
  const since = lead.createdAt && t('lead.since', { day: shortDate(lead.createdAt, now) })
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <PersonAvatar name={fullName(lead)} size={40} decorative />
        <div className={classes.words}>
          <h2 className={classes.name}>
            <Name lead={lead} save={save} readOnly={readOnly} />
          </h2>
          <p className={classes.quiet}>{since}</p>
        </div>
        <HeaderAction lead={lead} />
      </div>
      {lead.leadOutcome === 'Said Stop' && (
        <Notice hue="red" icon={<IconHandStop size={16} aria-hidden />}>
          <strong>{t('lead.saidStop')}.</strong> {t('lead.saidStopDetail')}
        </Notice>
      )}
      <PatientNotice lead={lead} />
      <RestrictionNotice lead={lead} />
      {readOnly && !claimable && <p className={classes.readOnly}>{lead.ownerId === null ? t('lead.claimLater') : t('lead.readOnly')}</p>}
    </header>
  )
}

/** First and last name, each a field of its own when edited. */
function Name({ lead, save, readOnly }: LeadHeaderProps) {
  if (readOnly) return fullName(lead)
  const part = (name: 'firstName' | 'lastName') => (
    <InlineText
      label={t(name === 'firstName' ? 'leadFields.firstName' : 'leadFields.lastName')}
      value={lead[name]}
      required
      maxLength={limits.name}
      onSave={(text) => void save(lead, { [name]: text })}
    />
  )
  return (
    <>
      {part('firstName')} {part('lastName')}
    </>
  )
}

/** An unclaimed lead is claimed first, one with a number is called. */
function HeaderAction({ lead }: { lead: Lead }) {
  const actor = useActor()
  const claim = useClaim(actor.userId)
  if (lead.ownerId === null && policy.lead.claim(actor, lead, new Date()))
    return (
      <Button onClick={() => void claim(lead)} rightSection={<Key name="A" />}>
        {t('lead.claim')}
      </Button>
    )
  if (!lead.phone || lead.leadOutcome === 'Said Stop') return null
  return (
    <Button
      component="a"
      href={phoneLink(lead.phone)}
      variant="default"
      leftSection={<IconPhone size={14} aria-hidden />}
      aria-label={t('lead.callName', { name: fullName(lead) })}
    >
      {t('lead.call')}
    </Button>
  )
}

const Key = ({ name }: { name: string }) => (
  <span className={classes.key} aria-hidden>
    {name}
  </span>
)

function PatientNotice({ lead }: { lead: Lead }) {
  const { data: patient } = useQuery(patientQuery(lead.id))
  const nameOf = useNameOf()
  const now = useNow()
  if (!patient) return null
  const since = patient.createdAt && t('conversion.isPatient', { day: shortDate(patient.createdAt, now) })
  const stage = t('conversion.inStage', { stage: valueWord(patient.stage) })
  const coach = patient.healthCoachId !== null && t('conversion.withCoach', { name: nameOf(patient.healthCoachId) })
  return (
    <Notice hue="green" icon={<IconHeartHandshake size={16} aria-hidden />}>
      <strong>{since}</strong> {[stage, coach].filter(Boolean).join(' · ')} ·{' '}
      <Link to="/patients/$id" params={{ id: String(patient.id) }}>
        {t('patients.openRecord')}
      </Link>
    </Notice>
  )
}

function RestrictionNotice({ lead }: { lead: Lead }) {
  const asks = policy.lead.restrict(useActor())
  const { data } = useQuery({ ...restrictionQuery(leadRef(lead.id)), enabled: asks })
  if (!data?.restricted) return null
  return (
    <Notice hue="neutral" icon={<IconLock size={16} aria-hidden />}>
      {data.reason ? t('lead.restrictedWhy', { reason: data.reason }) : t('lead.restricted')}
    </Notice>
  )
}

function Notice({ hue, icon, children }: { hue: 'red' | 'green' | 'neutral'; icon: ReactNode; children: ReactNode }) {
  return (
    <p className={classes.notice} data-hue={hue}>
      {icon}
      <span>{children}</span>
    </p>
  )
}
