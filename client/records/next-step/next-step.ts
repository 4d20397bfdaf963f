/** What a lead or a patient waits for. */
import type { NextStep, Task, Visit } from '../record.ts'

/** The earliest of the open tasks and the coming visits, as the board's cards have it. */
export function nextStepOf(tasks: readonly Task[], visits: readonly Visit[], now: number): NextStep | undefined {
  const open = tasks.filter(({ status }) => status === 'Pending' || status === 'In Progress')
  const coming = visits.filter(({ status, scheduledAt }) => status === 'Scheduled' && Date.parse(scheduledAt) > now)
  const steps: NextStep[] = [
    ...open.map(({ title, dueDate }) => ({ kind: 'task' as const, title, at: dueDate })),
    ...coming.map(({ title, scheduledAt }) => ({ kind: 'appointment' as const, title, at: scheduledAt })),
  ]
  return steps.toSorted((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9'))[0]
}

/** "Tomorrow, 10:00 AM" in the middle of a sentence; a month keeps its capital. */
export function lowerFirst(words: string): string {
  return /^\p{L}+ ?\d/u.test(words) ? words : words.slice(0, 1).toLocaleLowerCase() + words.slice(1)
}
