import { Button } from '@mantine/core'
import { IconCalendarPlus, IconExternalLink, IconVideo } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { asSentence, relativeTime } from '../lib/dates.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { datedDayIn } from '../lib/zones.ts'
import { useActor, useNameOf } from '../records/people.ts'
import { placeOf } from '../records/record-place.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { HueBadge } from '../ui/HueBadge.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { PanelSection, SidePanel } from '../ui/SidePanel.tsx'
import { toast } from '../ui/toast.ts'
import type { Slot } from './BookDialog.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { statusHues } from './looks.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { NoShowDialog } from './NoShowDialog.tsx'
import type { Visit } from './queries.ts'
import { TwoClocks } from './TwoClocks.tsx'
import classes from './VisitPanel.module.css'
import { useVisitAct } from './visits.ts'

type PanelProps = {
  visit: Visit
  /** In the order of the calendar. */
  shown: readonly Visit[]
  onOpen: (id: number | undefined) => void
  onRebook: (slot: Slot) => void
}

/** What a link to a visit shows that was deleted, or that the person may not see. */
export const NoVisitPanel = ({ onClose }: { onClose: () => void }) => (
  <SidePanel label={t('calendar.notFound')} onClose={onClose}>
    <EmptyState title={t('calendar.notFound')} detail={t('calendar.notFoundDetail')} />
  </SidePanel>
)

export function VisitPanel({ visit, shown, onOpen, onRebook }: PanelProps) {
  const place = shown.findIndex(({ id }) => id === visit.id)
  const [before, after] = place < 0 ? [] : [shown[place - 1], shown[place + 1]]
  const now = useNow()
  const zone = useMe().clinic.timeZone
  const nameOf = useNameOf()
  return (
    <SidePanel
      label={visit.title}
      onClose={() => onOpen(undefined)}
      position={place < 0 ? undefined : { at: place + 1, of: shown.length }}
      onPrevious={before && (() => onOpen(before.id))}
      onNext={after && (() => onOpen(after.id))}
    >
      <PanelSection>
        <div className={classes.heading}>
          <h2 className={classes.title} data-struck={visit.status === 'Cancelled' || undefined}>
            {visit.title}
          </h2>
          <HueBadge hue={statusHues[visit.status]} struck={visit.status === 'Cancelled'}>
            {valueWord(visit.status)}
          </HueBadge>
        </div>
        <p className={classes.when}>
          {whenWords(visit.scheduledAt, zone, now)} · {t('leadVisits.minutes', { count: visit.duration })}
        </p>
        <TwoClocks at={visit.scheduledAt} zone={visit.person?.timeZone ?? null} />
        <Acts visit={visit} onRebook={onRebook} />
      </PanelSection>
      <PanelSection title={t('calendar.people')}>
        <dl className={classes.facts}>
          <dt>{t('calendar.person')}</dt>
          <dd>{visit.person ? <PersonLink person={visit.person} /> : t('calendar.noPerson')}</dd>
          <dt>{t('calendar.with')}</dt>
          <dd>{nameOf(visit.userId)}</dd>
          {visit.createdAt && (
            <>
              <dt>{t('calendar.bookedAt')}</dt>
              <dd>{asSentence(relativeTime(visit.createdAt, now))}</dd>
            </>
          )}
        </dl>
        {visit.description && <p className={classes.notes}>{visit.description}</p>}
      </PanelSection>
    </SidePanel>
  )
}

const week = 6 * 86_400_000

/** "Thursday 26 November, in 3 days"; further away the date says enough. */
function whenWords(at: string, zone: string, now: number): string {
  const day = datedDayIn(zone, at, now)
  return Math.abs(Date.parse(at) - now) < week ? `${day}, ${relativeTime(at, now)}` : day
}

function PersonLink({ person }: { person: NonNullable<Visit['person']> }) {
  const name = fullName(person)
  return (
    <Link to={placeOf(person)} className={classes.link}>
      {name} <IconExternalLink size={12} aria-hidden />
    </Link>
  )
}

type Open = 'move' | 'cancel' | 'missed' | undefined

function Acts({ visit, onRebook }: { visit: Visit; onRebook: (slot: Slot) => void }) {
  const [open, setOpen] = useState<Open>()
  const act = useVisitAct()
  const may = policy.appointment.update(useActor(), visit)
  const scheduled = visit.status === 'Scheduled'
  const close = () => setOpen(undefined)
  return (
    <>
      <div className={classes.acts}>
        {may && scheduled && <Button onClick={() => void act(visit, 'complete')}>{t('calendar.complete')}</Button>}
        {may && scheduled && (
          <Button variant="default" onClick={() => setOpen('missed')}>
            {t('calendar.noShow')}
          </Button>
        )}
        {may && scheduled && (
          <Button variant="default" onClick={() => setOpen('move')}>
            {t('calendar.move')}
          </Button>
        )}
        {may && scheduled && (
          <Button variant="subtle" color="gray" onClick={() => setOpen('cancel')}>
            {t('calendar.cancelVisit')}
          </Button>
        )}
        {may && !scheduled && (
          <Button variant="default" onClick={() => onRebook({ again: visit })}>
            {t('calendar.rebook')}
          </Button>
        )}
      </div>
      <Links visit={visit} />
      {open === 'move' && <MoveDialog visit={visit} onClose={close} />}
      {open === 'cancel' && <CancelDialog visit={visit} onClose={close} />}
      {open === 'missed' && <NoShowDialog visit={visit} onClose={close} onRebook={onRebook} />}
    </>
  )
}

function Links({ visit: { id, meetingLink } }: { visit: Visit }) {
  const copy = async () => {
    await navigator.clipboard.writeText(meetingLink ?? '')
    toast({ text: t('calendar.linkCopied') })
  }
  return (
    <div className={classes.acts}>
      {meetingLink && (
        <Button variant="default" size="compact-sm" leftSection={<IconVideo size={14} aria-hidden />} onClick={() => void copy()}>
          {t('calendar.copyLink')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        component="a"
        href={address('/appointments/:id/calendar.ics', { params: { id } })}
        leftSection={<IconCalendarPlus size={14} aria-hidden />}
      >
        {t('calendar.ics')}
      </Button>
    </div>
  )
}
