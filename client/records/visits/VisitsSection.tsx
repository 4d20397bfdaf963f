import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarCheck, IconCalendarEvent, IconCalendarOff, IconCalendarX, IconDots, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import type { AppointmentStatus } from '#shared/values'
import { dateAndTime, exactTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { valueWord } from '../../lib/value-words.ts'
import { HueBadge } from '../../ui/HueBadge.tsx'
import { type Hue, hueText } from '../../ui/hues.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { useActor } from '../people.ts'
import { visitsQuery } from '../queries.ts'
import type { RecordRef, Visit } from '../record.ts'
import { OwnerMark } from '../StaffMarks.tsx'
import section from '../section.module.css'
import classes from '../tasks/TasksSection.module.css'
import { SectionAside } from '../tasks/TasksSection.tsx'
import { NewVisitForm } from './NewVisitForm.tsx'
import { useVisitAct } from './visits.ts'

const looks: Record<AppointmentStatus, { hue: Hue; icon: typeof IconCalendarEvent }> = {
  Scheduled: { hue: 'petrol', icon: IconCalendarEvent },
  Completed: { hue: 'green', icon: IconCalendarCheck },
  Cancelled: { hue: 'neutral', icon: IconCalendarOff },
  'No Show': { hue: 'red', icon: IconCalendarX },
}

type VisitsSectionProps = {
  record: RecordRef
  /** Who sees them, unless another is chosen. */
  coachId: number | null
}

export function VisitsSection({ record, coachId }: VisitsSectionProps) {
  const { data: visits = [] } = useQuery(visitsQuery(record))
  const [booking, setBooking] = useState(false)
  const may = policy.appointment.create(useActor(), { leadId: record.kind === 'lead' ? record.id : null })
  const book = may && (
    <ActionIcon aria-label={t('leadVisits.add')} title={t('leadVisits.add')} onClick={() => setBooking(true)} disabled={booking}>
      <IconPlus size={16} />
    </ActionIcon>
  )
  return (
    <PanelSection title={t('leadVisits.title')} aside={<SectionAside words="">{book}</SectionAside>}>
      {booking && <NewVisitForm record={record} coachId={coachId} onClose={() => setBooking(false)} />}
      {visits.length === 0 && !booking && <p className={section.none}>{t('leadVisits.none')}</p>}
      <ul className={section.list}>
        {visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} />
        ))}
      </ul>
    </PanelSection>
  )
}

function VisitLine({ visit }: { visit: Visit }) {
  const now = useNow()
  const may = policy.appointment.update(useActor(), visit)
  const { hue, icon: Icon } = looks[visit.status]
  return (
    <li className={classes.task}>
      <Icon size={16} stroke={1.5} aria-hidden className={classes.visitGlyph} style={{ color: hueText(hue) }} />
      <div className={classes.what}>
        <span>{visit.title}</span>
        <span className={classes.due} title={exactTime(visit.scheduledAt)}>
          {dateAndTime(visit.scheduledAt, now)} · {t('leadVisits.minutes', { count: visit.duration })}
          {visit.meetingLink && visit.status === 'Scheduled' && (
            <>
              {' · '}
              <a href={visit.meetingLink} target="_blank" rel="noreferrer">
                {t('leadVisits.join')}
              </a>
            </>
          )}
        </span>
      </div>
      {visit.status !== 'Scheduled' && (
        <HueBadge hue={hue} struck={visit.status === 'Cancelled'}>
          {valueWord(visit.status)}
        </HueBadge>
      )}
      <OwnerMark id={visit.userId} />
      {may && visit.status === 'Scheduled' && <VisitMenu visit={visit} />}
    </li>
  )
}

function VisitMenu({ visit }: { visit: Visit }) {
  const act = useVisitAct()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('leadVisits.actions', { title: visit.title })} size={24}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act(visit, 'complete')}>{t('leadVisits.complete')}</Menu.Item>
        <Menu.Item onClick={() => act(visit, 'missed')}>{t('leadVisits.noShow')}</Menu.Item>
        <Menu.Item onClick={() => act(visit, 'cancel')}>{t('leadVisits.cancel')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
