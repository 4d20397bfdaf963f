import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { dateAndTime, duration, exactTime, shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import classes from '../records/CardFace.module.css'
import { OwnerMark } from '../records/StaffMarks.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { ReadinessMark } from './looks.tsx'
import { type LeadCard } from './queries.ts'

/** Name, what is next, how ready, how long here, whose. Overdue says by how much. */
export function LeadCardFace({ card }: { card: LeadCard }) {
  const now = useNow()
  const { nextStep, stageEnteredAt } = card
  const late = nextStep?.at && nextStep.kind === 'task' ? now - Date.parse(nextStep.at) : 0
  return (
    <div className={classes.card} data-late={late > 0 || undefined}>
      <div className={classes.line}>
        <span className={classes.name} title={fullName(card)}>
          {fullName(card)}
        </span>
        <OwnerMark id={card.ownerId} />
      </div>
      <NextStep step={nextStep} late={late} now={now} />
      <div className={classes.line}>
        <ReadinessMark readiness={card.leadReadiness} />
        {stageEnteredAt && (
          <span className={classes.age} title={t('leads.cardSince', { time: exactTime(stageEnteredAt) })}>
            <IconClock size={13} stroke={1.5} aria-hidden />
            {duration(Math.max(0, now - Date.parse(stageEnteredAt)))}
          </span>
        )}
      </div>
    </div>
  )
}

/** The hour matters only for what is near. */
const shortTime = (at: string, now: number) => (Date.parse(at) - now < 2 * 86_400_000 ? dateAndTime(at, now) : shortDate(at, now))

function NextStep({ step, late, now }: { step: LeadCard['nextStep']; late: number; now: number }) {
  if (!step) return <span className={classes.nothing}>{t('leads.noNextStep')}</span>
  if (late > 0)
    return (
      <span className={classes.late} title={step.title}>
        <IconAlertTriangle size={13} stroke={1.75} aria-hidden />
        <span className={classes.lateBy}>{t('leadTasks.overdue', { time: duration(late) })}</span>
        <span className={classes.lateTitle}>{step.title}</span>
      </span>
    )
  return (
    <span className={classes.next} title={step.title}>
      {[step.at && shortTime(step.at, now), step.title].filter(Boolean).join(' · ')}
    </span>
  )
}
