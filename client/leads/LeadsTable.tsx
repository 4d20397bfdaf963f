import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { LoadedTable, type LoadedTableProps, useLoadedRows } from '../lists/LoadedTable.tsx'
import { RowName } from '../lists/RowName.tsx'
import { useActor } from '../records/people.ts'
import { useNarrowerThan, widths } from '../ui/media.ts'
import type { TableColumn } from '../ui/table-columns.ts'
import marks from './ByHandMark.module.css'
import { RowByHandMark } from './ByHandMark.tsx'
import { FieldEdit } from './FieldEdit.tsx'
import { type LeadField, leadFields } from './fields.tsx'
import { LeadClock } from './LeadStanding.tsx'
import { type Lead, tableQuery } from './queries.ts'
import { type SaveLead, useSaveLead } from './saving.ts'
import type { LeadQuery } from './search.ts'

/** The columns that stand until somebody chooses otherwise. */
export const usualColumns = leadFields.filter(({ column }) => column?.usual).map(({ name }) => name)

export function useLeadColumns(): TableColumn<Lead>[] {
  const actor = useActor()
  const save = useSaveLead()
  // A thumb that means the row must not hit a control in it.
  const onPhone = useNarrowerThan(widths.phone)
  return useMemo(() => {
    const editable = (lead: Lead) => !onPhone && policy.lead.update(actor, lead)
    return [nameColumn, ...leadFields.flatMap((field) => columnOf(field, editable, save)), clockColumn]
  }, [actor, save, onPhone])
}

const nameColumn: TableColumn<Lead> = {
  id: 'name',
  get header() {
    return t('leadFields.name')
  },
  cell: (lead) => <RowName kind="lead" person={lead} />,
  width: 148,
  grow: 1.5,
  sort: 'lastName',
  phone: 'title',
  fixed: true,
}

/** Chosen by those who want it: the plain list is read without clocks. */
const clockColumn: TableColumn<Lead> = {
  id: 'clock',
  get header() {
    return t('patientFields.clock')
  },
  cell: ({ id }) => <LeadClock id={id} />,
  width: 108,
}

function columnOf(field: LeadField, editable: (lead: Lead) => boolean, save: SaveLead): TableColumn<Lead>[] {
  const { name, label, show, column } = field
  if (!column) return []
  const { inline, usual: _usual, ...place } = column
  const edit = (lead: Lead) => <FieldEdit field={field} lead={lead} save={save} />
  const cell = inline ? (lead: Lead) => (editable(lead) ? edit(lead) : show(lead)) : show
  return [{ id: name, header: t(label), cell: name === 'status' ? withWord(cell) : cell, ...place }]
}

/** The status with the word it stands on, if no proof brought it. */
function withWord(cell: (lead: Lead) => ReactNode) {
  return (lead: Lead) => (
    <span className={marks.cell}>
      {cell(lead)}
      <RowByHandMark id={lead.id} />
    </span>
  )
}

export function useTableRows(query: LeadQuery, on: boolean) {
  const list = useInfiniteQuery({ ...tableQuery(query), enabled: on })
  return { list, rows: useLoadedRows(list) }
}

type LeadsTableProps = Omit<LoadedTableProps<Lead>, 'label' | 'rowId' | 'rowName'>

export function LeadsTable(props: LeadsTableProps) {
  return <LoadedTable {...props} label={t('leads.table')} rowId={leadId} rowName={fullName} />
}

const leadId = ({ id }: Lead) => id
