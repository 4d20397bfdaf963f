/** Imports: a list from another system, mapped, rehearsed, brought in, and taken back if need be. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import {
  dateOrders,
  duplicateRules,
  importFields,
  importKinds,
  importLimits,
  importStates,
  matchers,
  requiredFields,
  rowOutcomes,
} from '../imports.ts'
import { Id, IdParams, line, OptionalId, Page, prose, SentTime } from '../inputs.ts'
import { listQuery } from '../list.ts'
import { limits, pageSize } from '../values.ts'

const columnName = prose(limits.shortText + 20)

export const ImportSettings = z
  .strictObject({
    columns: z.array(z.strictObject({ column: columnName, field: z.enum(importFields) })).max(1000),
    values: z
      .array(
        z.strictObject({
          field: z.enum(importFields),
          from: prose(limits.shortText),
          to: z.union([z.string().max(limits.shortText), Id]).nullable(),
        }),
      )
      .max(importLimits.valueRules)
      .describe("The file's own words for our values; a `to` of null takes the default"),
    unlisted: z.enum(['default', 'reject']).describe('What a value without a rule does'),
    missing: z
      .array(z.strictObject({ field: z.enum(requiredFields), template: line(importLimits.templateCharacters) }))
      .max(requiredFields.length)
      .describe('Fills a required field left empty, as in `{Id}@import.invalid`'),
    matchBy: z.array(z.enum(matchers)).max(matchers.length),
    duplicates: z.enum(duplicateRules),
    stripDigits: z.boolean(),
    dateOrder: z.enum(dateOrders),
    country: z.string().regex(/^[A-Z]{2}$/, 'is not a country such as US'),
    assignTo: OptionalId,
  })
  .meta({ id: 'ImportSettings' })

const ImportColumn = z
  .object({
    column: z.string(),
    filled: z.int(),
    samples: z.array(z.string()),
    values: z.array(z.object({ value: z.string(), count: z.int() })).nullable(),
  })
  .meta({ id: 'ImportColumn' })

const ImportCounts = z
  .object({ created: z.int(), filled: z.int(), duplicates: z.int(), refused: z.int(), warnings: z.int() })
  .meta({ id: 'ImportCounts' })
const UndoCounts = z.object({ removed: z.int(), emptied: z.int(), kept: z.int() }).meta({ id: 'UndoCounts' })

export const ImportSummary = z
  .object({
    id: Id,
    kind: z.enum(importKinds),
    fileName: z.string(),
    state: z.enum(importStates),
    rows: z.int(),
    progress: z.int().describe('Rows gone through by the work under way'),
    counts: ImportCounts.nullable(),
    undone: UndoCounts.nullable(),
    failure: z.string().nullable(),
    importedAt: SentTime.nullable(),
    createdById: Id,
    createdAt: SentTime,
    updatedAt: SentTime,
  })
  .meta({ id: 'ImportSummary' })

const Blocker = z
  .object({
    code: z.enum(['no_email', 'no_first_name', 'no_last_name', 'no_people']),
    message: z.string(),
    fix: z.object({ field: z.enum(requiredFields), template: z.string() }).nullable(),
  })
  .meta({ id: 'ImportBlocker' })

export const Import = ImportSummary.extend({
  columns: z.array(ImportColumn),
  settings: ImportSettings,
  joinedFile: z
    .object({ fileName: z.string(), rows: z.int(), column: z.string(), joinedColumn: z.string(), columns: z.array(ImportColumn) })
    .nullable(),
  blockers: z.array(Blocker).describe('What has to be decided before the import can run'),
}).meta({ id: 'Import' })

const Remark = z.object({ field: z.enum(importFields).nullable(), message: z.string() })
export const ImportPreview = z
  .object({
    data: z.array(
      z.object({
        line: z.int(),
        values: z.record(z.string(), z.string()),
        errors: z.array(Remark),
        warnings: z.array(Remark),
      }),
    ),
  })
  .meta({ id: 'ImportPreview' })

export const ImportProblem = z
  .object({ line: z.int(), outcome: z.enum(rowOutcomes), reason: z.string(), cells: z.array(z.string()) })
  .meta({ id: 'ImportProblem' })

const fileName = line(limits.name).default('list.csv')
const file = ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/octet-stream', 'multipart/form-data'] as const

export const importApi = {
  list: endpoint('GET', '/imports', {
    summary: 'Imports, newest first',
    query: listQuery({
      sorts: ['createdAt'],
      defaultSort: '-createdAt',
      filters: {
        kind: z.array(z.enum(importKinds)).min(1).max(2).optional(),
        state: z.array(z.enum(importStates)).min(1).max(9).optional(),
      },
    }),
    reply: Page(ImportSummary),
  }),
  upload: endpoint('POST', '/imports', {
    summary: 'Upload a list (CSV in any usual encoding) as the body or as the file of a form',
    query: z.strictObject({ kind: z.enum(importKinds), fileName }),
    consumes: file,
    reply: Import,
    status: 201,
  }),
  get: endpoint('GET', '/imports/:id', { summary: 'One import, with its progress', params: IdParams, reply: Import }),
  update: endpoint('PATCH', '/imports/:id', {
    summary: 'Change how a list is read',
    params: IdParams,
    body: ImportSettings.partial().strict(),
    reply: Import,
  }),
  join: endpoint('PUT', '/imports/:id/joined-file', {
    summary: 'Upload a second list whose rows are joined to the first by a column',
    params: IdParams,
    query: z.strictObject({ fileName, column: columnName.optional(), joinedColumn: columnName.optional() }),
    consumes: file,
    reply: Import,
  }),
  unjoin: endpoint('DELETE', '/imports/:id/joined-file', { summary: 'Leave the second list out again', params: IdParams, reply: Import }),
  preview: endpoint('GET', '/imports/:id/preview', { summary: 'The first rows as they will be', params: IdParams, reply: ImportPreview }),
  check: endpoint('POST', '/imports/:id/dry-run', {
    summary: 'Go through every row without writing a record',
    params: IdParams,
    reply: Import,
    status: 202,
  }),
  run: endpoint('POST', '/imports/:id/run', {
    summary: 'Import; all rows or, when it stops, none',
    params: IdParams,
    reply: Import,
    status: 202,
  }),
  stop: endpoint('DELETE', '/imports/:id/run', {
    summary: 'Stop the work under way; nothing of it stays',
    params: IdParams,
    reply: Import,
    status: 202,
  }),
  problems: endpoint('GET', '/imports/:id/problems', {
    summary: 'Rows that were refused, known already, imported with a remark, or kept by an undo',
    params: IdParams,
    query: z.strictObject({
      limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
      cursor: z
        .string()
        .regex(/^\d{1,9}$/, 'is not a cursor of this list')
        .optional(),
      outcome: z.array(z.enum(rowOutcomes)).min(1).max(rowOutcomes.length).optional(),
    }),
    reply: Page(ImportProblem),
  }),
  problemFile: endpoint('GET', '/imports/:id/problems.csv', {
    summary: 'The refused rows as they came, with a column that says why',
    params: IdParams,
    produces: 'text/csv',
  }),
  undo: endpoint('DELETE', '/imports/:id', {
    summary: 'Discard a list that was not imported, or take back what an import wrote, save for what was worked on since',
    params: IdParams,
    reply: Import,
    status: 202,
  }),
}
