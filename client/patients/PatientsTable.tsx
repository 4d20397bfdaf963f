import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { policy } from '#shared/policy'
import { contactStages } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { LoadedTable, type LoadedTableProps, useLoadedRows } from '../lists/LoadedTable.tsx'
import { RowName } from '../lists/RowName.tsx'
import { useActor } from '../records/people.ts'
import { usePersonOptions } from '../records/person-options.tsx'
import { InlineSelect } from '../ui/InlineSelect.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import type { TableColumn } from '../ui/table-columns.ts'
import { type PatientField, patientFields, stageOptions } from './fields.tsx'
import { useMovePatient } from './moves.ts'
import { type PatientCard, tableQuery } from './queries.ts'
import { useSavePatient } from './saving.ts'
import type { PatientQuery } from './search.ts'

/** The columns that stand until somebody chooses otherwise. */
export const usualColumns: string[] = patientFields.filter(({ column }) => column.usual).map(({ name }) => name)

export function usePatientColumns(): TableColumn<PatientCard>[] {
  const actor = useActor()
  // A thumb that means the row must not hit a control in it.
  const onPhone = useNarrowerThan(widths.phone)
  const editable = !onPhone && policy.contact.update(actor)
  return useMemo(() => [nameColumn, ...patientFields.map((field) => columnOf(field, editable))], [editable])
}

const nameColumn: TableColumn<PatientCard> = {
  id: 'name',
  get header() {
    return t('patientFields.name')
  },
  cell: (card) => <RowName kind="contact" person={card} />,
  width: 148,
  grow: 1,
  sort: 'lastName',
  phone: 'title',
  fixed: true,
}

function columnOf(field: PatientField, editable: boolean): TableColumn<PatientCard> {
  const { name, label, show, control, column } = field
  const { inline, usual: _usual, ...place } = column
  const edits = inline && editable
  const cell = (card: PatientCard) => {
    if (edits && control?.kind === 'stage') return <StageEdit card={card}>{show(card)}</StageEdit>
    if (edits && control?.kind === 'coach') return <CoachEdit card={card}>{show(card)}</CoachEdit>
    return show(card)
  }
  return { id: name, header: t(label), cell, ...place }
}

type EditProps = { card: PatientCard; children: ReactNode }

function StageEdit({ card, children }: EditProps) {
  const move = useMovePatient()
  const choose = (value: string) => {
    const stage = contactStages.find((each) => each === value)
    if (stage) void move(card, stage)
  }
  const label = t('leads.edited', { field: t('patientFields.stage'), name: fullName(card) })
  return (
    <InlineSelect label={label} value={card.stage} options={stageOptions()} onChange={choose}>
      {children}
    </InlineSelect>
  )
}

function CoachEdit({ card, children }: EditProps) {
  const save = useSavePatient()
  const options = usePersonOptions('coaches')
  const label = t('leads.edited', { field: t('patientFields.healthCoachId'), name: fullName(card) })
  return (
    <InlineSelect
      label={label}
      value={String(card.healthCoachId ?? '')}
      options={options}
      onChange={(value) => void save(card, { healthCoachId: value === '' ? null : Number(value) })}
    >
      {children}
    </InlineSelect>
  )
}

export function useTableRows(query: PatientQuery, on: boolean) {
  const list = useInfiniteQuery({ ...tableQuery(query), enabled: on })
  return { list, rows: useLoadedRows(list) }
}

type PatientsTableProps = Omit<LoadedTableProps<PatientCard>, 'label' | 'rowId' | 'rowName'>

export function PatientsTable(props: PatientsTableProps) {
  return <LoadedTable {...props} label={t('patients.table')} rowId={patientId} rowName={fullName} />
}

const patientId = ({ id }: PatientCard) => id
