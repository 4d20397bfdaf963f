/** How a lead's values look: one hue and one glyph each, the same in the table, on the board and on the lead's page. */
import {
  IconFlame,
  IconFlameFilled,
  IconHandStop,
  IconMicrophone,
  IconPhoneCall,
  IconPhoneCheck,
  IconPhoneOff,
  IconPhoneX,
  IconSnowflake,
} from '@tabler/icons-react'
import { type CallOutcome, type LeadReadiness, type LeadStatus, leadStatuses } from '#shared/values'
import { type MessageKey, t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { HueBadge } from '../ui/HueBadge.tsx'
import type { Hue } from '../ui/hues.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'

const statusHues: Record<LeadStatus, Hue> = {
  'HHQ Started': 'neutral',
  'HHQ Signed': 'petrol',
  'Booking: Not Paid': 'amber',
  'Booking: Paid/Not Booked': 'violet',
  'Booking: Paid/Booked': 'green',
}

export function LeadStatusGlyph({ status }: { status: LeadStatus }) {
  return <StatusGlyph step={leadStatuses.indexOf(status) + 1} of={leadStatuses.length} hue={statusHues[status]} />
}

export function StatusMark({ status }: { status: LeadStatus }) {
  return (
    <HueBadge hue={statusHues[status]} glyph={<LeadStatusGlyph status={status} />}>
      {valueWord(status)}
    </HueBadge>
  )
}

const readinessLooks: Record<LeadReadiness, { hue: Hue; icon: typeof IconFlame }> = {
  Cold: { hue: 'neutral', icon: IconSnowflake },
  Warm: { hue: 'amber', icon: IconFlame },
  Hot: { hue: 'ember', icon: IconFlameFilled },
  'Follow Up': { hue: 'petrol', icon: IconPhoneCall },
}

export function ReadinessGlyph({ readiness }: { readiness: LeadReadiness }) {
  const { icon: Icon } = readinessLooks[readiness]
  return <Icon size={14} stroke={1.5} aria-hidden />
}

export function ReadinessMark({ readiness }: { readiness: LeadReadiness | null }) {
  if (readiness === null) return <span>{t('leads.notSet')}</span>
  return (
    <HueBadge hue={readinessLooks[readiness].hue} glyph={<ReadinessGlyph readiness={readiness} />} tinted={readiness === 'Hot'}>
      {valueWord(readiness)}
    </HueBadge>
  )
}

const outcomeLooks: Record<CallOutcome, { label: MessageKey; icon: typeof IconPhoneCheck }> = {
  Reached: { label: 'calls.reached', icon: IconPhoneCheck },
  Voicemail: { label: 'calls.voicemail', icon: IconMicrophone },
  'No Answer': { label: 'calls.noAnswer', icon: IconPhoneOff },
  'Wrong Number': { label: 'calls.wrongNumber', icon: IconPhoneX },
  'Said Stop': { label: 'calls.saidStop', icon: IconHandStop },
}

export const outcomeLook = (outcome: CallOutcome) => outcomeLooks[outcome]
