import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { CopyLinkItem, DeleteItem } from '../records/page/RecordMenu.tsx'
import { useMayChange } from '../records/tasks/TaskMarks.tsx'
import { type TaskCard, useDeleteTask } from '../records/tasks/task-cards.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'

export function TaskMenu({ task, onGone }: { task: TaskCard; onGone: () => void }) {
  const mayChange = useMayChange()
  const remove = useDeleteTask()
  const ask = async () => {
    const sure = await confirm({
      title: t('tasks.deleteTitle', { title: task.title }),
      detail: t('tasks.deleteDetail'),
      action: t('tasks.delete'),
      danger: true,
    })
    if (!sure) return
    remove.mutate(task.id, {
      onSuccess: () => {
        toast({ text: t('tasks.deleted', { title: task.title }) })
        onGone()
      },
      onError: (error) => toast({ text: t('tasks.refused', { why: explainShortly(error) }), refused: true }),
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('tasks.more')} title={t('tasks.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CopyLinkItem record={{ kind: 'task', id: task.id }} />
        {mayChange(task) && <DeleteItem onDelete={() => void ask()}>{t('tasks.delete')}</DeleteItem>}
      </Menu.Dropdown>
    </Menu>
  )
}
