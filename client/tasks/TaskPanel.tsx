import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { TaskRecord } from '../records/tasks/TaskRecord.tsx'
import { taskCardQuery } from '../records/tasks/task-cards.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { type PanelPlace, SidePanel } from '../ui/SidePanel.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { TaskMenu } from './TaskMenu.tsx'

type TaskPanelProps = PanelPlace & { id: number }

/** A task beside the list it was opened from. */
export function TaskPanel({ id, ...place }: TaskPanelProps) {
  const query = useQuery(taskCardQuery(id))
  const task = query.data?.data[0]
  return (
    <SidePanel
      {...place}
      label={task?.title ?? t('common.loading')}
      actions={task && <TaskMenu task={task} onGone={place.onNext ?? place.onClose} />}
    >
      {task && <TaskRecord task={task} />}
      {!task && query.isSuccess && (
        <EmptyState
          title={t('tasks.notFound')}
          detail={t('tasks.notFoundDetail')}
          action={
            <Button component={Link} to="/tasks" variant="default">
              {t('tasks.toTasks')}
            </Button>
          }
        />
      )}
      {query.isPending && <SkeletonRows rows={8} columns={2} height={48} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
    </SidePanel>
  )
}
