/** Every field of a patient once: how it looks, how it is edited, where it stands in the table and among the facts. */
import type { ReactNode } from 'react'
import { contactStages, limits } from '#shared/values'
import type { MessageKey } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { MailLink, PhoneLink, When } from '../records/marks.tsx'
import { ClockMark } from '../records/next-step/ClockMark.tsx'
import { NextStepLine } from '../records/next-step/NextStepLine.tsx'
import { OwnerMark } from '../records/StaffMarks.tsx'
import { GroupGlyph, groupOf, StageMark } from '../records/stages.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import type { PatientCard } from './queries.ts'

type Control =
  | { kind: 'stage' }
  | { kind: 'coach' }
  | { kind: 'text'; name: 'email' | 'phone'; type: 'email' | 'tel'; maxLength: number; required?: true }

export type PatientField = {
  name: 'stage' | 'clock' | 'nextStep' | 'healthCoachId' | 'stageEnteredAt' | 'phone' | 'email' | 'createdAt' | 'updatedAt'
  label: MessageKey
  show: (card: PatientCard) => ReactNode
  control?: Control
  column: Pick<TableColumn<PatientCard>, 'width' | 'grow' | 'align' | 'sort' | 'sortFirst' | 'phone'> & { usual?: true; inline?: true }
}

export const stageOptions = () =>
  contactStages.map((value) => ({ value, label: valueWord(value), glyph: <GroupGlyph group={groupOf(value)} /> }))

export const patientFields: readonly PatientField[] = [
  {
    name: 'stage',
    label: 'patientFields.stage',
    show: ({ stage }) => <StageMark stage={stage} />,
    control: { kind: 'stage' },
    column: { width: 210, grow: 1, sort: 'stage', phone: 'detail', usual: true, inline: true },
  },
  {
    name: 'clock',
    label: 'patientFields.clock',
    show: ({ clock }) => <ClockMark clock={clock} />,
    column: { width: 104, sort: 'dueAt', phone: 'aside', usual: true },
  },
  {
    name: 'nextStep',
    label: 'patientFields.nextStep',
    show: ({ nextStep }) => <NextStepLine step={nextStep} />,
    column: { width: 180, grow: 1.5, usual: true },
  },
  {
    name: 'healthCoachId',
    label: 'patientFields.healthCoachId',
    show: ({ healthCoachId }) => <OwnerMark id={healthCoachId} />,
    control: { kind: 'coach' },
    column: { width: 88, usual: true, inline: true },
  },
  {
    name: 'stageEnteredAt',
    label: 'patientFields.stageEnteredAt',
    show: ({ stageEnteredAt }) => <When at={stageEnteredAt} />,
    column: { width: 130, align: 'end', sort: 'stageEnteredAt' },
  },
  {
    name: 'phone',
    label: 'leadFields.phone',
    show: ({ phone }) => <PhoneLink phone={phone} />,
    control: { kind: 'text', name: 'phone', type: 'tel', maxLength: limits.phone },
    column: { width: 140 },
  },
  {
    name: 'email',
    label: 'leadFields.email',
    show: ({ email }) => <MailLink email={email} />,
    control: { kind: 'text', name: 'email', type: 'email', maxLength: limits.email, required: true },
    column: { width: 220, grow: 1 },
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
