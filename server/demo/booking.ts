/** How patients book: where coaches are licensed, where their visits take place, who has begun to book, who waits. */
import { at } from './chance.ts'
import { day } from './hours.ts'
import type { Making } from './making.ts'

const states = `AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI
SC SD TN TX UT VT VA WA WV WI WY`.split(/\s+/)

export function openBooking(making: Making): void {
  const { rows, staff, now } = making
  const yearEnd = `${now.getUTCFullYear() + 1}-12-31`
  staff.coaches.forEach((userId, index) => {
    const person = rows.users.find(({ id }) => id === userId)
    rows.coachLinks.push({ userId, meetingLink: `https://meet.example.com/northgate/${person?.firstName.toLowerCase() ?? userId}` })
    // Each state has at least two; New York, where the clinic is, has all.
    const own = states.filter((state, place) => state === 'NY' || place % staff.coaches.length === index || place % 3 === index % 3)
    rows.licences.push(...own.map((state) => ({ userId, state, validTo: yearEnd })))
  })
  beginBookings(making)
  const paid = rows.leads.filter(({ status }) => status === 'Booking: Paid/Not Booked')
  for (const index of [0, 1, 2]) {
    rows.waiting.push({
      leadId: at(paid, index * 2).id,
      userId: index === 1 ? at(staff.coaches, 0) : null,
      createdAt: new Date(now.getTime() - (3 - index) * day),
    })
  }
}

/** What `Booking: Not Paid` rests on: who stands there, or beyond, has begun to book. */
function beginBookings({ rows, now }: Making): void {
  const visits = new Map(rows.appointments.flatMap(({ id, leadId, status }) => (leadId && status === 'Scheduled' ? [[leadId, id]] : [])))
  for (const { id, status, createdAt } of rows.leads) {
    if (!status?.startsWith('Booking')) continue
    const entered = rows.history.find((each) => each.entityType === 'lead' && each.entityId === id && each.stage?.startsWith('Booking'))
    rows.bookings.push({ leadId: id, begunAt: entered?.enteredAt ?? createdAt ?? now, appointmentId: visits.get(id) ?? null })
  }
}
