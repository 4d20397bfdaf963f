import { ActionIcon } from '@mantine/core'
import { IconUserCheck, IconUserShare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { policy } from '#shared/policy'
import { t } from '../../lib/messages.ts'
import { useActor } from '../people.ts'
import type { Task } from '../record.ts'
import { sharingsQuery, useSharing } from './sharing.ts'

/** Whether the patient sees this task, and whether they say it is done; one press shares it or takes it back. */
export function SharingMark({ task, ids }: { task: Task; ids: readonly number[] }) {
  const actor = useActor()
  const { data } = useQuery(sharingsQuery(ids))
  const { mutate, isPending } = useSharing()
  const shared = data?.find(({ taskId }) => taskId === task.id)
  const words = shared?.doneAt ? t('sharing.done') : t(shared ? 'sharing.stop' : 'sharing.share')
  const Glyph = shared?.doneAt ? IconUserCheck : IconUserShare
  return (
    <ActionIcon
      aria-label={`${task.title}: ${words}`}
      title={words}
      aria-pressed={shared !== undefined}
      variant={shared ? 'light' : 'subtle'}
      disabled={!policy.task.update(actor, task) || isPending}
      onClick={() => mutate({ id: task.id, share: !shared })}
    >
      <Glyph size={16} stroke={1.5} />
    </ActionIcon>
  )
}
