/** The fifteen stages as five groups of work, each with one colour and one glyph. */
import { IconClipboardText, IconFlag, IconFlask, IconPill, IconStethoscope } from '@tabler/icons-react'
import type { ContactStage } from '#shared/values'
import type { MessageKey } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { HueBadge } from '../ui/HueBadge.tsx'
import { type Hue, hueText } from '../ui/hues.ts'

export const stageGroups = ['entry', 'labs', 'review', 'exam', 'medication'] as const
export type StageGroup = (typeof stageGroups)[number]

/** By group, in the rounds of a year: initial, first and second follow-up, year end. */
export const stagesOfGroup: Record<StageGroup, readonly (ContactStage | null)[]> = {
  entry: ['Intake', null, null, 'Restart Annual Process'],
  labs: ['Initial Labs', '1st Follow-up Labs', 'Second Follow-Up Labs', null],
  review: ['Initial Lab Review', 'First Follow-Up Lab Review', 'Second Follow-Up Lab Review', null],
  exam: ['Initial Provider Exam', 'First Follow-Up Provider Exam', 'Second Follow-up Provider Exam', null],
  medication: ['Initial Medication Order', 'First Medication Refill', 'Second Medication Refill', 'Third Medication Refill'],
}

export const groupLooks: Record<StageGroup, { hue: Hue; icon: typeof IconFlag; label: MessageKey }> = {
  entry: { hue: 'neutral', icon: IconFlag, label: 'journey.entry' },
  labs: { hue: 'blue', icon: IconFlask, label: 'journey.labs' },
  review: { hue: 'violet', icon: IconClipboardText, label: 'journey.review' },
  exam: { hue: 'petrol', icon: IconStethoscope, label: 'journey.exam' },
  medication: { hue: 'plum', icon: IconPill, label: 'journey.medication' },
}

export const groupOf = (stage: ContactStage): StageGroup => stageGroups.find((group) => stagesOfGroup[group].includes(stage)) ?? 'entry'

export function GroupGlyph({ group, size = 14 }: { group: StageGroup; size?: number }) {
  const { icon: Icon, hue } = groupLooks[group]
  return <Icon size={size} stroke={1.5} aria-hidden style={{ color: hueText(hue) }} />
}

export function StageMark({ stage }: { stage: ContactStage }) {
  const group = groupOf(stage)
  return (
    <HueBadge hue={groupLooks[group].hue} glyph={<GroupGlyph group={group} />}>
      {valueWord(stage)}
    </HueBadge>
  )
}
