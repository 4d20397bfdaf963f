/** Figures: each counts a list, and `GET /reports/:report/rows` shows that list. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, Page, prose, SentTime } from '../inputs.ts'
import { dashboardReports, reportLists, targetKeys } from '../reports.ts'
import { leadSources, limits, pageSize } from '../values.ts'

/** What the navigation shows beside its pages, for the one who asks. */
export const WorkCounts = z
  .object({
    leads: z.object({ total: z.int(), mine: z.int(), unassigned: z.int() }),
    contacts: z.object({ mine: z.int() }),
    tasks: z.object({ open: z.int(), overdue: z.int() }).describe('Assigned to the caller'),
    appointments: z.object({ today: z.int() }).describe("The caller's, on the clinic's calendar day"),
  })
  .meta({ id: 'WorkCounts' })

const Day = z.iso
  .date('is not a day such as 2026-11-22')
  .refine((day) => /^(19|20|21)/.test(day), 'is not a day between the years 1900 and 2200')
const period = {
  days: z.int().min(1).max(3660).optional().describe('So many days up to today; 30 when nothing is said'),
  from: Day.optional().describe("The first day, on the clinic's calendar; together with `to`"),
  to: Day.optional().describe('The last day, included'),
}
export const PeriodQuery = z.strictObject(period)

const Span = z.object({ from: z.iso.date(), to: z.iso.date() })
export const ReportPeriod = Span.extend({
  days: z.int(),
  before: Span.describe('As many days before it, which trends compare with'),
  timeZone: z.string().describe("The clinic's: whose days are meant"),
  asOf: SentTime.describe('Now, or the end of a period that is over: nothing later counts'),
}).meta({ id: 'ReportPeriod' })

const Figure = z.number().nullable()
const UserRef = { userId: Id.nullable(), userName: z.string().nullable() }

export const TargetFigure = z
  .object({
    key: z.enum(targetKeys),
    value: Figure.describe('Nothing when there is nothing to count'),
    before: Figure.describe('The same in the period before'),
    isMet: z.boolean().nullable(),
    count: z.int().describe('Rows of the list behind it that count'),
    of: z.int().describe('All rows of the list'),
    stage: z.string().nullable().describe('Of the longest stage: which it is'),
    most: z
      .object({ ...UserRef, count: z.int() })
      .nullable()
      .describe('Of overdue tasks: who holds the most'),
  })
  .meta({ id: 'TargetFigure' })

const FunnelStep = z.object({
  step: z.string(),
  reached: z.int(),
  share: Figure.describe('Percent of the first step'),
  stopped: z.int().describe('Got here and no further yet'),
  medianDays: Figure.describe('From here to the next step, of those who went on'),
})
const Source = z.object({
  source: z.string(),
  leads: z.int(),
  patients: z.int(),
  share: Figure,
  cents: z.int().nullable().describe('Spent in the period; a month counts by its days in it. Nothing when no cost was entered'),
  centsPerPatient: z.int().nullable(),
})
const Panel = z.object({
  ...UserRef,
  patients: z.int(),
  overdueTasks: z.int(),
  overdueStages: z.int().describe('Patients who are in their stage for longer than its target'),
})
const Caller = z.object({
  ...UserRef,
  calls: z.int(),
  leads: z.int().describe('Leads called, each once a day'),
  days: z.int().describe('Days with a call'),
  leadsPerDay: Figure,
})
const Bucket = { from: z.iso.date(), to: z.iso.date() }

export const ReportRow = z
  .object({
    entityType: z.enum(['lead', 'contact', 'task', 'appointment']),
    entityId: Id,
    name: z.string(),
    at: SentTime,
    ...UserRef,
    group: z.string().nullable().describe('Status, stage, source or outcome'),
    days: Figure,
    isHit: z.boolean().describe('Counts for the figure'),
  })
  .meta({ id: 'ReportRow' })

export const RowsQuery = z.strictObject({
  ...period,
  part: z.enum(['hit', 'miss']).optional().describe('Those that count for the figure, or the others'),
  of: prose(limits.shortText).optional().describe('Of one status, stage, source or outcome'),
  userId: z.union([Id, z.literal('none')]).optional(),
  dayFrom: Day.optional().describe('Of a part of the period alone'),
  dayTo: Day.optional(),
  limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
  cursor: z.string().max(2000).optional(),
  count: z.literal('exact').optional(),
})

const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-11')
export const SourceCost = z.object({ leadSource: z.enum(leadSources), month: Month, cents: z.int() }).meta({ id: 'SourceCost' })
const costs = z
  .array(z.strictObject({ leadSource: z.enum(leadSources), month: Month, cents: z.int().min(0).max(2_000_000_000).nullable() }))
  .min(1)
  .max(500)
  .refine(
    (costs) => new Set(costs.map(({ leadSource, month }) => `${leadSource} ${month}`)).size === costs.length,
    'names a source and month twice',
  )

const within = <Parts extends z.ZodRawShape>(parts: Parts) => z.object({ period: ReportPeriod, ...parts })

export const reportApi = {
  work: endpoint('GET', '/reports/work', { summary: "The caller's own work in figures", reply: WorkCounts }),
  targets: endpoint('GET', '/reports/targets', {
    summary: 'The targets of the clinic against reality',
    query: PeriodQuery,
    reply: within({ data: z.array(TargetFigure) }),
  }),
  funnel: endpoint('GET', '/reports/funnel', {
    summary: 'How far the leads of a period got',
    query: PeriodQuery,
    reply: within({ data: z.array(FunnelStep) }),
  }),
  sources: endpoint('GET', '/reports/sources', {
    summary: 'Leads, patients and cost by source',
    query: PeriodQuery,
    reply: within({ data: z.array(Source) }),
  }),
  panels: endpoint('GET', '/reports/panels', {
    summary: 'Patients and overdue tasks of each coach',
    query: PeriodQuery,
    reply: within({ data: z.array(Panel) }),
  }),
  calls: endpoint('GET', '/reports/calls', {
    summary: 'Calls by caller and by day',
    query: PeriodQuery,
    reply: within({ data: z.array(Caller), buckets: z.array(z.object({ ...Bucket, calls: z.int() })) }),
  }),
  visits: endpoint('GET', '/reports/visits', {
    summary: 'What became of the visits of a period',
    query: PeriodQuery,
    reply: within({
      data: z.array(z.object({ status: z.string(), count: z.int() })),
      buckets: z.array(z.object({ ...Bucket, completed: z.int(), noShow: z.int(), cancelled: z.int(), scheduled: z.int() })),
    }),
  }),
  tasks: endpoint('GET', '/reports/tasks', {
    summary: 'What became of the tasks that were due in a period',
    query: PeriodQuery,
    reply: within({
      data: z.array(z.object({ outcome: z.string(), count: z.int() })),
      buckets: z.array(z.object({ ...Bucket, onTime: z.int(), late: z.int(), open: z.int() })),
    }),
  }),
  rows: endpoint('GET', '/reports/:report/rows', {
    summary: 'The list behind a figure, newest first',
    params: z.strictObject({ report: z.enum(reportLists) }),
    query: RowsQuery,
    reply: Page(ReportRow),
  }),
  csv: endpoint('GET', '/exports/reports.csv', {
    summary: 'A report as CSV',
    query: PeriodQuery.extend({ report: z.enum(dashboardReports) }),
    produces: 'text/csv',
  }),
  costs: endpoint('GET', '/source-costs', {
    summary: 'What was spent on each source, by month',
    query: z.strictObject({ from: Month.optional(), to: Month.optional() }),
    reply: z.object({ data: z.array(SourceCost) }),
  }),
  setCosts: endpoint('PUT', '/source-costs', {
    summary: 'Enters costs; null takes one away. What is not named stays',
    body: z.strictObject({ costs }),
    reply: z.object({ data: z.array(SourceCost) }),
  }),
}
