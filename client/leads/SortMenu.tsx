import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { type MessageKey, t } from '../lib/messages.ts'
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

export function SortMenu({ sort, onSort }: { sort: LeadSort; onSort: (sort: LeadSort) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconArrowsSort size={14} aria-hidden />}
          aria-label={`${t('leads.sort')}: ${t(labels[sort])}`}
        >
          {t(labels[sort])}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {leadSorts.map((each) => (
          <Menu.Item
            key={each}
            role="menuitemradio"
            aria-checked={each === sort}
            rightSection={each === sort ? <IconCheck size={14} aria-hidden /> : undefined}
            onClick={() => onSort(each)}
          >
            {t(labels[each])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
