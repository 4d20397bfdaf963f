import { t } from '../lib/messages.ts'
import { WhoseSwitch } from '../lists/WhoseSwitch.tsx'
import type { TasksSearch } from './search.ts'

export function WhoseTasks({ search, onChange }: { search: TasksSearch; onChange: (search: TasksSearch) => void }) {
  return (
    <WhoseSwitch
      label={t('tasks.whose')}
      words={{ all: t('tasks.everyone'), mine: t('tasks.mine'), nobodys: t('tasks.nobodys') }}
      chosen={search.assignedToId}
      onChange={(assignedToId) => onChange({ ...search, assignedToId })}
    />
  )
}
