import { type MessageKey, t } from '../lib/messages.ts'
import { SortMenu } from '../ui/SortMenu.tsx'
import { type LeadSort, leadSorts } from './search.ts'

const labels: Record<LeadSort, MessageKey> = {
  '-updatedAt': 'leadSorts.updatedNewest',
  '-createdAt': 'leadSorts.createdNewest',
  createdAt: 'leadSorts.createdOldest',
  lastName: 'leadSorts.nameAz',
  '-lastName': 'leadSorts.nameZa',
  lastContacted: 'leadSorts.contactedLongest',
  '-lastContacted': 'leadSorts.contactedNewest',
  status: 'leadSorts.statusFirst',
  '-status': 'leadSorts.statusLast',
}

export function LeadSortMenu({ sort, onSort }: { sort: LeadSort; onSort: (sort: LeadSort) => void }) {
  return (
    <SortMenu label={t('leads.sort')} sort={sort} sorts={leadSorts.map((value) => ({ value, label: t(labels[value]) }))} onSort={onSort} />
  )
}
