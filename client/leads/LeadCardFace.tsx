import { IconClock } from '@tabler/icons-react'
import { duration, exactTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/CardFace.module.css'
import { ClockMark } from '../records/next-step/ClockMark.tsx'
import { lateBy, NextStepLine } from '../records/next-step/NextStepLine.tsx'
import { PresenceMark } from '../records/page/PresenceLine.tsx'
import { OwnerMark } from '../records/StaffMarks.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { ByHandMark } from './ByHandMark.tsx'
import { ReadinessMark } from './looks.tsx'
import { type LeadCard, leadRef } from './queries.ts'

/** Name, what is next, how ready, the clock of the status, whose. Overdue says by how much. */
export function LeadCardFace({ card }: { card: LeadCard }) {
  const now = useNow()
  const { nextStep, stageEnteredAt, clock, byHand } = card
  const late = lateBy(nextStep, now)
  return (
    <div className={classes.card} data-late={late > 0 || undefined}>
      <div className={classes.line}>
        <span className={classes.name} title={fullName(card)}>
          {fullName(card)}
        </span>
        <PresenceMark record={leadRef(card.id)} />
        <OwnerMark id={card.ownerId} />
      </div>
      <NextStepLine step={nextStep} />
      <div className={classes.line}>
        <ReadinessMark readiness={card.leadReadiness} />
        <ByHandMark byHand={byHand} />
        {clock.state !== 'none' && <ClockMark clock={clock} />}
        {clock.state === 'none' && stageEnteredAt && (
          <span className={classes.age} title={t('leads.cardSince', { time: exactTime(stageEnteredAt) })}>
            <IconClock size={13} stroke={1.5} aria-hidden />
            {duration(Math.max(0, now - Date.parse(stageEnteredAt)))}
          </span>
        )}
      </div>
    </div>
  )
}
