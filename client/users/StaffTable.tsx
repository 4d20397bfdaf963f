import { Switch, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { VirtualTable } from '../ui/VirtualTable.tsx'
import type { HandedLink } from './LinkDialog.tsx'
import type { StaffMember } from './queries.ts'
import { useStaffColumns } from './staff-columns.tsx'
import { matches } from './staff-search.ts'
import classes from './TeamPage.module.css'

const route = getRouteApi('/staff/team')
const noMore = { has: false, loading: false, failed: false, load: () => {} }

type StaffTableProps = { staff: readonly StaffMember[]; onLink: (link: HandedLink) => void }

export function StaffTable({ staff, onLink }: StaffTableProps) {
  const { q = '', show } = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useStaffColumns(onLink)
  const rows = useMemo(() => staff.filter((member) => (show === 'inactive' || member.isActive) && matches(member, q)), [staff, q, show])
  const change = (search: { q?: string; show?: 'inactive' }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true })
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          value={q}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
          leftSection={<IconSearch size={14} />}
          placeholder={t('common.search')}
          aria-label={t('team.nameSearch')}
          className={classes.search}
        />
        <Switch
          size="xs"
          label={t('team.showInactive')}
          checked={show === 'inactive'}
          onChange={(event) => change({ show: event.currentTarget.checked ? 'inactive' : undefined })}
        />
      </div>
      <VirtualTable
        label={t('team.title')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        more={noMore}
        empty={<EmptyState title={t('team.empty')} detail={t('team.emptyDetail')} />}
      />
    </>
  )
}
