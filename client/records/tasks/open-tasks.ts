/** Which tasks are still to be done. */
import type { TaskStatus } from '#shared/values'

export const openStatuses = ['Pending', 'In Progress'] as const satisfies TaskStatus[]
export const isOpenTask = ({ status }: { status: TaskStatus | null }) => openStatuses.some((open) => open === status)
