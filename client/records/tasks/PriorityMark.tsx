import { IconAlertSquareFilled, IconChevronDown, IconChevronUp, IconEqual } from '@tabler/icons-react'
import type { TaskPriority } from '#shared/values'
import { valueWord } from '../../lib/value-words.ts'
import { type Hue, hueText } from '../../ui/hues.ts'

const looks: Record<TaskPriority, { hue: Hue; icon: typeof IconEqual }> = {
  Low: { hue: 'neutral', icon: IconChevronDown },
  Medium: { hue: 'neutral', icon: IconEqual },
  High: { hue: 'ember', icon: IconChevronUp },
  Urgent: { hue: 'red', icon: IconAlertSquareFilled },
}

/** The glyph alone; its word is spoken and on hover. */
export function PriorityMark({ priority }: { priority: TaskPriority }) {
  const { hue, icon: Icon } = looks[priority]
  return (
    <span
      role="img"
      aria-label={valueWord(priority)}
      title={valueWord(priority)}
      style={{ color: hueText(hue), lineHeight: 0, marginTop: 3 }}
    >
      <Icon size={14} aria-hidden />
    </span>
  )
}
