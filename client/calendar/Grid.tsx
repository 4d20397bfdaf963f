import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import FullCalendar, { type CalendarOptions, type CalendarRef, type EventDisplayInfo } from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import list from '@fullcalendar/react/list'
import classic from '@fullcalendar/react/themes/classic'
import timeGrid from '@fullcalendar/react/timegrid'
import { useEffect, useMemo, useRef } from 'react'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import type { Person } from '../records/people.ts'
import { useActor } from '../records/people.ts'
import { type CalendarView } from './address.ts'
import type { Slot } from './BookDialog.tsx'
import { closedEvents, holidayEvents, visitEvents } from './events.ts'
import classes from './Grid.module.css'
import colours from './hues.module.css'
import { OverbookDialog } from './OverbookDialog.tsx'
import type { FreeTime, Visit } from './queries.ts'
import { agendaDays, daysOf, rangeOf } from './search.ts'
import { useDragging } from './use-dragging.ts'
import { VisitFace } from './VisitFace.tsx'
import { firstWeekday } from './week.ts'

type GridProps = {
  view: CalendarView
  date: string
  visits: readonly Visit[]
  free: FreeTime | undefined
  chosen: readonly string[]
  coaches: readonly Person[]
  openVisit: number | undefined
  open: (id: number) => void
  book: (slot: Slot) => void
}

const viewNames: Record<CalendarView, string> = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth', agenda: 'agenda' }

export function Grid({ view, date, visits, free, chosen, coaches, openVisit, open, book }: GridProps) {
  const calendar = useRef<CalendarRef>(null)
  const zone = useMe().clinic.timeZone
  const actor = useActor()
  const events = useMemo(() => {
    const ids = chosen.filter((id) => id !== 'none').map(Number)
    const range = rangeOf(zone, daysOf(view, date, firstWeekday()))
    const closed = view === 'day' || view === 'week' ? closedEvents(free, range, ids) : []
    return [...visitEvents(visits, { actor, coaches, several: chosen.length > 1 }), ...closed, ...holidayEvents(free)]
  }, [visits, free, chosen, coaches, actor, zone, view, date])
  const { moved, refusal, forget } = useDragging(free)
  useEffect(() => calendar.current?.getApi().gotoDate(date), [date])
  const frame = useReachableScroller()
  return (
    <div className={classes.frame} data-view={view} ref={frame}>
      <FullCalendar
        key={view}
        ref={calendar}
        {...settings()}
        initialView={viewNames[view]}
        initialDate={date}
        timeZone={zone}
        allDaySlot={free?.holidays.some(({ day }) => view !== 'day' || day === date) ?? false}
        events={events}
        eventClass={(info) => faceClass(info, openVisit)}
        eventContent={(info) => <VisitFace {...info.event.extendedProps} view={view} />}
        eventClick={({ event }) => event.extendedProps.visit && open(event.extendedProps.visit.id)}
        eventDrop={moved}
        eventResize={moved}
        select={({ start, end, allDay }) => book(allDay ? { day: start } : { start, end })}
      />
      {refusal && <OverbookDialog {...refusal} onClose={forget} />}
    </div>
  )
}

/** A day without visits gives the keyboard no way into the calendar's own scroller: its first cell is one, after each drawing of its own. */
function useReachableScroller() {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const reach = () => makeReachable(current)
    reach()
    const drawings = new MutationObserver(reach)
    drawings.observe(current, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] })
    return () => drawings.disconnect()
  }, [])
  return frame
}

function makeReachable(frame: HTMLElement): void {
  for (const part of frame.querySelectorAll<HTMLElement>('[style*="auto"]')) {
    if (part.querySelector('button, a, [tabindex]') || getComputedStyle(part).overflowY !== 'auto') continue
    part.querySelector<HTMLElement>('[role="cell"], [role="gridcell"]')?.setAttribute('tabindex', '0')
  }
}

function faceClass({ event }: EventDisplayInfo, openVisit: number | undefined): string {
  const { visit, hue, holiday } = event.extendedProps
  if (holiday) return classes.holiday ?? ''
  return [classes.visit, colours[`hue-${hue}`], visit?.id === openVisit && classes.open].filter(Boolean).join(' ')
}

const markToday = ({ isToday }: { isToday: boolean }) => (isToday ? (classes.today ?? '') : '')

/** What never changes, and what the language decides. */
const settings = (): CalendarOptions => ({
  plugins: [dayGrid, timeGrid, list, interaction, classic],
  views: {
    agenda: { type: 'list', duration: { days: agendaDays }, listItemEventBeforeClass: classes.noDot ?? '' },
    dayGridMonth: { eventDisplay: 'block' },
  },
  backgroundEventClass: classes.closed ?? '',
  dayHeaderClass: markToday,
  dayCellTopClass: markToday,
  listDayHeaderClass: markToday,
  rowMoreLinkClass: classes.rest ?? '',
  borderlessX: true,
  borderlessTop: true,
  borderlessBottom: true,
  slotEventOverlap: false,
  headerToolbar: false,
  height: '100%',
  locale: locale(),
  firstDay: firstWeekday() % 7,
  nowIndicator: true,
  scrollTime: '08:00',
  slotDuration: '00:30',
  snapDuration: '00:15',
  slotMinHeight: 28,
  allDayText: t('calendar.holidays'),
  editable: true,
  eventResizableFromStart: false,
  selectable: true,
  selectMirror: true,
  dayMaxEvents: true,
  eventInteractive: true,
  eventTimeFormat: { hour: 'numeric', minute: '2-digit' },
  noEventsContent: () => t('calendar.empty'),
  noEventsClass: classes.none ?? '',
  moreLinkContent: ({ num }) => t('calendar.more', { count: num }),
})
