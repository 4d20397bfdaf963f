/**
 * Every field of a lead once: its label, how it looks, how it is edited, and where it stands. The form, the facts, the
 * table and the comparison of two versions are made from this list.
 */
import type { ReactNode } from 'react'
import { leadReadinesses, leadSources, leadStatuses, limits, type ValueList } from '#shared/values'
import { count } from '../lib/dates.ts'
import type { MessageKey } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { MailLink, PhoneLink, Source, sourceWords, When } from '../records/marks.tsx'
import { OwnerMark, PersonName } from '../records/StaffMarks.tsx'
import type { InlineOption } from '../ui/InlineSelect.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import type { LeadChanges } from './cache.ts'
import { LeadStatusGlyph, ReadinessGlyph, ReadinessMark, StatusMark } from './looks.tsx'
import { type Lead } from './queries.ts'

export type FieldName = Exclude<keyof Lead, 'id' | 'portalAccess' | 'lastPortalLogin'>
type TextName = 'firstName' | 'lastName' | 'email' | 'phone' | 'notes'
type PersonField = 'ownerId' | 'healthCoachBookedWith'

/** How a field is edited where it stands; without one it is only shown. */
export type Control =
  | { kind: 'choice'; options: () => readonly InlineOption[]; change: (value: string) => LeadChanges }
  /** Of a list that the clinic keeps itself. */
  | { kind: 'list'; list: ValueList; name: 'leadType' | 'leadOutcome' }
  | { kind: 'person'; name: PersonField; coaches?: true }
  | { kind: 'text'; name: TextName; type?: 'email' | 'tel'; maxLength: number; required?: true; lines?: 'many' }

/** Where it stands in the table; without `usual` once somebody chooses it, `inline` where it is edited in the row. */
export type Column = Omit<TableColumn<Lead>, 'id' | 'header' | 'quietHeader' | 'cell' | 'fixed'> & { usual?: true; inline?: true }

export type LeadField = {
  name: FieldName
  label: MessageKey
  show: (lead: Lead) => ReactNode
  control?: Control
  column?: Column
  /** Among the facts; `always` also while it is empty. */
  fact?: 'always' | 'if set'
}

/** Finds the member of a list of values that a control chose. */
const chosen = <V extends string>(values: readonly V[], value: string): V | null => values.find((each) => each === value) ?? null

const plain = (value: string | null) => value ?? <span>–</span>

export const leadFields: readonly LeadField[] = [
  {
    name: 'status',
    label: 'leadFields.status',
    show: ({ status }) => <StatusMark status={status} />,
    control: {
      kind: 'choice',
      options: () => leadStatuses.map((value) => ({ value, label: valueWord(value), glyph: <LeadStatusGlyph status={value} /> })),
      change: (value) => ({ status: chosen(leadStatuses, value) ?? 'HHQ Started' }),
    },
    column: { width: 186, grow: 1, sort: 'status', phone: 'detail', usual: true, inline: true },
  },
  {
    name: 'leadReadiness',
    label: 'leadFields.leadReadiness',
    show: ({ leadReadiness }) => <ReadinessMark readiness={leadReadiness} />,
    control: {
      kind: 'choice',
      options: () => leadReadinesses.map((value) => ({ value, label: valueWord(value), glyph: <ReadinessGlyph readiness={value} /> })),
      change: (value) => ({ leadReadiness: chosen(leadReadinesses, value) }),
    },
    column: { width: 116, grow: 0.5, phone: 'detail', usual: true, inline: true },
    fact: 'always',
  },
  {
    name: 'leadSource',
    label: 'leadFields.leadSource',
    show: ({ leadSource }) => <Source source={leadSource} />,
    control: {
      kind: 'choice',
      options: () => leadSources.map((value) => ({ value, label: sourceWords(value) })),
      change: (value) => ({ leadSource: chosen(leadSources, value) }),
    },
    column: { width: 132, grow: 1.5, usual: true, givesWay: true },
    fact: 'always',
  },
  {
    name: 'phone',
    label: 'leadFields.phone',
    show: ({ phone }) => <PhoneLink phone={phone} />,
    control: { kind: 'text', name: 'phone', type: 'tel', maxLength: limits.phone },
    column: { width: 140 },
    fact: 'always',
  },
  {
    name: 'email',
    label: 'leadFields.email',
    show: ({ email }) => <MailLink email={email} />,
    control: { kind: 'text', name: 'email', type: 'email', maxLength: limits.email, required: true },
    column: { width: 220, grow: 1 },
    fact: 'always',
  },
  {
    name: 'ownerId',
    label: 'leadFields.ownerId',
    show: ({ ownerId }) => <OwnerMark id={ownerId} />,
    control: { kind: 'person', name: 'ownerId' },
    column: { width: 64, grow: 0.5, phone: 'detail', usual: true, inline: true },
    fact: 'always',
  },
  {
    name: 'healthCoachBookedWith',
    label: 'leadFields.healthCoachBookedWith',
    show: ({ healthCoachBookedWith }) => <PersonName id={healthCoachBookedWith} />,
    control: { kind: 'person', name: 'healthCoachBookedWith', coaches: true },
    column: { width: 140 },
    fact: 'if set',
  },
  {
    name: 'leadType',
    label: 'leadFields.leadType',
    show: ({ leadType }) => plain(leadType),
    control: { kind: 'list', list: 'lead_type', name: 'leadType' },
    column: { width: 120 },
    fact: 'always',
  },
  {
    name: 'leadOutcome',
    label: 'leadFields.leadOutcome',
    show: ({ leadOutcome }) => plain(leadOutcome && valueWord(leadOutcome)),
    control: { kind: 'list', list: 'lead_outcome', name: 'leadOutcome' },
    column: { width: 120 },
    fact: 'if set',
  },
  {
    name: 'numberOfCalls',
    label: 'leadFields.numberOfCalls',
    show: ({ numberOfCalls }) => count(numberOfCalls ?? 0),
    column: { width: 64, align: 'end' },
  },
  {
    name: 'lastContacted',
    label: 'leadFields.lastContacted',
    show: ({ lastContacted }) => <When at={lastContacted} never="late" />,
    column: { width: 112, grow: 0.5, align: 'end', sort: 'lastContacted', phone: 'aside', usual: true },
  },
  {
    name: 'createdAt',
    label: 'leadFields.createdAt',
    show: ({ createdAt }) => <When at={createdAt} />,
    column: { width: 104, align: 'end', sort: 'createdAt', sortFirst: 'descending' },
  },
  {
    name: 'updatedAt',
    label: 'leadFields.updatedAt',
    show: ({ updatedAt }) => <When at={updatedAt} />,
    column: { width: 104, align: 'end', sort: 'updatedAt', sortFirst: 'descending' },
  },
]
