/** Slots as pure functions, against Temporal as the judge of clocks; and whatever is offered, in a real calendar. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/clock.ts'
import { availableTime } from '../availability/free-time.ts'
import { readAs, system } from '../db/actor.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts, tell } from '../test/counts.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { tenZones } from '../test/zones.ts'
import { bookerOf, offeredSlots } from './schedule.ts'
import { type Span, slotsOf } from './slots.ts'

const rules = { timeZone: 'UTC', visitMinutes: 30, stepMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 10 }
const everyday = (startsAt: string, endsAt: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsAt, endsAt, validFrom: null, validTo: null }))

describe('over the changes of clocks', () => {
  test.each(tenZones)(
    '%s: each slot begins on the hour or half hour of the wall, lies in working time, and none is missing',
    (timeZone) => {
      const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
      const coach = { rules: everyday('00:00', '06:00'), exceptions: [] }
      const isWorking = (at: number) => zoned(at).hour < 6
      let change = zoned(Date.UTC(2026, 0, 1)).getTimeZoneTransition('next')
      for (let seen = 0; change && seen < counts(2, 20); change = change.getTimeZoneTransition('next'), seen++) {
        const range: Span = [change.epochMilliseconds - 30 * hourMs, change.epochMilliseconds + 30 * hourMs]
        const working = availableTime({ timeZone, hours: [], holidays: [] }, coach, range)
        const found = slotsOf({ working, taken: [] }, { ...rules, timeZone }, range)
        const expected: number[] = []
        for (let at = range[0]; at < range[1]; at += 5 * minuteMs) {
          const through = [0, 5, 10, 15, 20, 25].every((minute) => isWorking(at + minute * minuteMs) && at + minute * minuteMs < range[1])
          if (zoned(at).minute % 30 === 0 && through) expected.push(at)
        }
        expect(found, `${change}`).toEqual(expected)
      }
    },
  )

  test('the process in another zone offers the same instants', () => {
    const range: Span = [Date.UTC(2026, 9, 30), Date.UTC(2026, 10, 3)]
    const timeZone = 'America/New_York'
    const offered = () => {
      const working = availableTime({ timeZone, hours: [], holidays: [] }, { rules: everyday('00:30', '04:00'), exceptions: [] }, range)
      return slotsOf({ working, taken: [] }, { ...rules, timeZone }, range)
    }
    const before = process.env.TZ
    const answers = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Australia/Lord_Howe'].map((zone) => {
      process.env.TZ = zone
      return offered()
    })
    process.env.TZ = before
    expect(new Set(answers.map((slots) => JSON.stringify(slots))).size).toBe(1)
    expect(answers[0]?.length).toBeGreaterThan(20)
  })
})

test('whatever stands in a calendar, no slot overlaps it, leaves working time or comes nearer than the gap', () => {
  const minute = fc.integer({ min: 0, max: 4 * 24 * 60 })
  const span = fc
    .tuple(minute, fc.integer({ min: 1, max: 600 }))
    .map(([from, length]): Span => [from * minuteMs, (from + length) * minuteMs])
  const property = fc.property(
    fc.array(span, { maxLength: 6 }),
    fc.array(span, { maxLength: 12 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 30 }),
    (working, taken, length, step, gap) => {
      const asked = { ...rules, visitMinutes: length * 15, stepMinutes: step * 5, bufferBeforeMinutes: gap }
      for (const start of slotsOf({ working, taken }, asked, [dayMs, 3 * dayMs])) {
        const end = start + asked.visitMinutes * minuteMs
        const kept = Math.max(gap, asked.bufferAfterMinutes) * minuteMs
        expect(start >= dayMs && start < 3 * dayMs && (start / minuteMs) % asked.stepMinutes === 0).toBe(true)
        expect(working.some(([opens, closes]) => opens <= start && end <= closes)).toBe(true)
        expect(taken.some(([from, to]) => from - kept < end && start < to + kept)).toBe(false)
      }
    },
  )
  fc.assert(property, { numRuns: counts(300, 20_000) })
})

describe('in a real calendar', () => {
  let clinic: TestApp
  beforeAll(async () => {
    clinic = await testApp()
    await clinic.sql(`update clinic_settings set time_zone = 'America/New_York'`)
    await clinic.sql('insert into payment_settings (price_cents) values (0) on conflict (id) do update set price_cents = 0')
  })
  afterAll(() => clinic.close())

  test('every slot that is offered can be held and booked, and none overlaps what stands there', async () => {
    const { coach } = clinic.people
    let tried = 0
    for (let seed = 1; seed <= counts(3, 40); seed++) {
      await scatter(clinic, seed)
      const leads = await clinic.sql<{ id: number }>(`select id from leads order by id limit 1`)
      const booker = await readAs(clinic.database, system, (db) => bookerOf(db, leads[0]?.id ?? 0))
      const from = Date.now() + dayMs
      const ask = () =>
        readAs(clinic.database, system, (db) =>
          offeredSlots(db, { booker, coachId: undefined, range: [from, from + 6 * dayMs] }, new Date()),
        )
      for (let turn = 0; turn < 4; turn++) {
        const slots = await ask()
        const slot = slots[(seed * 7 + turn * 13) % Math.max(slots.length, 1)]
        if (!slot) break
        const taken = await clinic.sql(
          `select from appointment_slots where user_id = $1 and tsrange(starts_at, ends_at) && tsrange($2::timestamp, $2::timestamp + interval '30 minutes')
           union all select from slot_holds where user_id = $1 and expires_at > now() and tsrange(starts_at, ends_at) && tsrange($2::timestamp, $2::timestamp + interval '30 minutes')`,
          [slot.coachIds[0] ?? coach.id, new Date(slot.startsAt).toISOString()],
        )
        expect(taken).toEqual([])
        await take(clinic, slot.startsAt)
        tried += 1
      }
    }
    tell(`Offered slots held and booked: ${tried}`)
    expect(tried).toBeGreaterThan(counts(6, 80))
  })
})

async function take(clinic: TestApp, startsAt: number): Promise<void> {
  const patient: SignedInPatient = await signedInPatient(clinic)
  const held = await patient.at.ask<{ id: number }>('POST', '/portal/holds', { startsAt: new Date(startsAt).toISOString() })
  expect(held.status, held.text).toBe(201)
  expect((await patient.at.ask('POST', '/portal/visits', { holdId: held.body.id })).status).toBe(201)
}

/** A week, days away, visits and holds of others, as the seed has it. */
async function scatter(clinic: TestApp, seed: number): Promise<void> {
  const { coach, otherCoach } = clinic.people
  for (const table of ['slot_holds', 'bookings', 'appointments', 'availability_rules', 'availability_exceptions'])
    await clinic.sql(`delete from ${table}`)
  const random = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * count)
  }
  let state = seed * 7919
  for (const { id } of [coach, otherCoach]) {
    const starts = 8 + random(4)
    await clinic.sql(
      `insert into availability_rules (user_id, weekday, starts_at, ends_at) select $1, day, make_time($2, 0, 0), make_time($3, 30, 0) from generate_series(1, 7) day`,
      [id, starts, starts + 3 + random(5)],
    )
    await clinic.sql(
      `insert into availability_exceptions (user_id, starts_on, ends_on) values ($1, current_date + $2::integer, current_date + $2::integer)`,
      [id, random(6)],
    )
    for (let visit = 0; visit < 12; visit++) {
      const at = new Date(Date.now() + random(7 * 24 * 12) * 5 * minuteMs)
      const row = { user_id: id, scheduled_at: at.toISOString().slice(0, -1), duration: 10 + random(8) * 10 }
      await build.appointment(clinic, row).catch(() => undefined)
    }
    await clinic
      .sql(
        `insert into slot_holds (lead_id, user_id, starts_at, ends_at, expires_at)
        select $1, $2, now()::timestamp + $3 * interval '1 hour', now()::timestamp + ($3 + 1) * interval '1 hour', now()::timestamp + $4 * interval '1 minute'`,
        [await build.lead(clinic), id, 30 + random(90), random(2) * 20 - 10],
      )
      .catch(() => undefined)
  }
}
