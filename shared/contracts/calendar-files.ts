/** Visits for calendars of other makers: one as a file, one's own as a private feed. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, SentTime } from '../inputs.ts'

const Feed = z.object({ isOn: z.boolean(), createdAt: SentTime.nullable(), lastReadAt: SentTime.nullable() }).meta({ id: 'CalendarFeed' })

export const calendarFileApi = {
  file: endpoint('GET', '/appointments/:id/calendar.ics', {
    summary: 'One appointment as a calendar file, in UTC, under one UID through all changes',
    params: IdParams,
    reply: z.string(),
    produces: 'text/calendar',
  }),
  feed: endpoint('GET', '/me/calendar-feed', { summary: 'Whether one’s own calendar feed is on', reply: Feed }),
  openFeed: endpoint('PUT', '/me/calendar-feed', {
    summary: 'Open a private calendar feed; its address is shown once, and an earlier one ends',
    reply: z.object({ url: z.string() }),
  }),
  closeFeed: endpoint('DELETE', '/me/calendar-feed', { summary: 'End one’s calendar feed' }),
  read: endpoint('GET', '/calendar-feeds/:token', {
    summary: 'A calendar feed by its secret address: the visits of its user, a month back and a year ahead',
    params: z.strictObject({ token: z.string().max(60) }),
    reply: z.string(),
    produces: 'text/calendar',
  }),
}
