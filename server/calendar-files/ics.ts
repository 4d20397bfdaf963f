/** Calendar files. Times are UTC, so that no calendar has to know our zones. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface IcsVisit {
  uid: string
  sequence: number
  scheduledAt: string
  duration: number
  isCancelled: boolean
  summary: string
  meetingLink: string | null
  /** When the row last changed; by it calendars tell versions. */
  changedAt: string
}
export interface IcsMail {
  method: 'REQUEST' | 'CANCEL'
  organizer: { name: string; email: string }
  attendee: string
}

export function icsOf(name: string, visits: readonly IcsVisit[], mail?: IcsMail): string {
  const calendar = ical({ name, prodId: { company: 'HealthCRM', product: 'Calendar' } })
  if (mail) calendar.method(mail.method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST)
  for (const visit of visits) {
    const start = new Date(visit.scheduledAt)
    calendar.createEvent({
      id: visit.uid,
      sequence: visit.sequence,
      stamp: new Date(visit.changedAt),
      start,
      end: new Date(start.getTime() + visit.duration * 60_000),
      summary: visit.summary,
      status: visit.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(visit.meetingLink ? { url: visit.meetingLink, location: visit.meetingLink } : {}),
      ...(mail ? { organizer: mail.organizer, attendees: [{ email: mail.attendee, rsvp: false }] } : {}),
    })
  }
  return calendar.toString()
}
