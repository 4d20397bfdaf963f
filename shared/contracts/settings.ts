/** Settings of the clinic: its name, zone, hours and holidays, and the value lists that may change. */
import { z } from 'zod'
import { showsWhite } from '../colours.ts'
import { endpoint } from '../contract.ts'
import { line } from '../inputs.ts'
import { limits, valueLists } from '../values.ts'

const ClockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time of day such as 09:30')
const Day = z.iso
  .date('is not a day such as 2026-12-25')
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'is not a day between the years 1900 and 2200')

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
export const TimeZone = z.string().max(100).refine(isTimeZone, 'is not a time zone such as America/New_York')

const OpenHours = z.object({
  weekday: z.int().min(1).max(7).describe('1 is Monday, 7 is Sunday'),
  opensAt: z.string(),
  closesAt: z.string(),
})
const Holiday = z.object({ day: z.string(), name: z.string() }).meta({ id: 'Holiday' })

export const ClinicSettings = z
  .object({
    name: z.string(),
    timeZone: z.string(),
    country: z.string().describe('Two letters; phone numbers without a country code belong to it'),
    isDemo: z.boolean(),
    logoColour: z.string().nullable().describe('`#rrggbb`; without one the mark has the product’s'),
    reminderMinutes: z.array(z.int()).describe('Minutes before a visit at which its person is reminded by mail'),
    replyHours: z.int().describe('Patients are told that messages are answered within so many hours'),
    convertsByItself: z.boolean().describe('A lead becomes a patient by itself once its proofs say paid and booked'),
    hours: z.array(OpenHours).describe('A weekday that is not here is closed'),
    holidays: z.array(Holiday),
  })
  .meta({ id: 'ClinicSettings' })

const NewHours = z
  .strictObject({ weekday: z.int().min(1).max(7), opensAt: ClockTime, closesAt: ClockTime })
  .refine(({ opensAt, closesAt }) => opensAt < closesAt, { path: ['closesAt'], message: 'is not after the opening' })

const ValueListEntry = z.object({
  value: z.string(),
  closes: z.boolean().describe('Of an outcome: a lead with it is worked no more'),
  isRetired: z.boolean().describe('Kept for the records that have it, offered no more'),
  isFixed: z.boolean().describe('The app’s own buttons send it: it can be neither renamed nor removed'),
})
export const ValueLists = z.object({ lead_type: z.array(ValueListEntry), lead_outcome: z.array(ValueListEntry) }).meta({ id: 'ValueLists' })
const value = line(limits.shortText)
const NewEntry = z.strictObject({
  value,
  was: value.optional().describe('What it was called; the records that have it are renamed with it'),
  closes: z.boolean().optional(),
  isRetired: z.boolean().optional(),
})

export const settingsApi = {
  clinic: endpoint('GET', '/settings/clinic', { summary: 'The clinic: name, zone, hours, holidays', reply: ClinicSettings, etag: true }),
  changeClinic: endpoint('PATCH', '/settings/clinic', {
    summary: 'Change the clinic',
    body: z.strictObject({
      name: line(limits.name).optional(),
      timeZone: TimeZone.optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'is not a country of two letters such as US')
        .optional(),
      logoColour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/, 'is not a colour such as #0f5f75')
        .refine((colour) => !/^#[0-9a-f]{6}$/.test(colour) || showsWhite(colour), 'is too light: white has to be seen on it')
        .nullish(),
      reminderMinutes: z.array(z.int().min(5).max(40_320)).max(5).optional(),
      replyHours: z.int().min(1).max(336).optional(),
      convertsByItself: z.boolean().optional(),
    }),
    reply: ClinicSettings,
    etag: true,
  }),
  setHours: endpoint('PUT', '/settings/hours', {
    summary: 'Set the opening hours; a weekday that is not given is closed',
    body: z.strictObject({
      hours: z
        .array(NewHours)
        .max(7)
        .refine((hours) => new Set(hours.map(({ weekday }) => weekday)).size === hours.length, 'names a weekday twice'),
    }),
    reply: ClinicSettings,
  }),
  holidays: endpoint('GET', '/settings/holidays', {
    summary: 'Days on which the clinic sees nobody',
    reply: z.object({ data: z.array(Holiday) }),
  }),
  setHoliday: endpoint('PUT', '/settings/holidays/:day', {
    summary: 'Add or rename a holiday',
    params: z.strictObject({ day: Day }),
    body: z.strictObject({ name: line(limits.shortText) }),
    reply: Holiday,
  }),
  removeHoliday: endpoint('DELETE', '/settings/holidays/:day', { summary: 'Remove a holiday', params: z.strictObject({ day: Day }) }),
  valueLists: endpoint('GET', '/value-lists', { summary: 'Choices for the fields whose lists the clinic keeps', reply: ValueLists }),
  setValueList: endpoint('PUT', '/value-lists/:list', {
    summary: 'Set a list: order, names, what is retired; each entry that stands has to be named, or be in `remove`',
    params: z.strictObject({ list: z.enum(valueLists) }),
    body: z.strictObject({ entries: z.array(NewEntry).max(100), remove: z.array(value).max(100).optional() }),
    reply: ValueLists,
  }),
}
