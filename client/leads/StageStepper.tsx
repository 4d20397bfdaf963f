import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { duration, exactTime, shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { stagesQuery } from '../records/queries.ts'
import { passageReason } from '../records/way/way-words.ts'
import { useNow } from '../ui/RelativeTime.tsx'
import { type Lead, leadRef } from './queries.ts'
import classes from './StageStepper.module.css'
import type { SaveLead } from './saving.ts'
import { type Step, stepsOf } from './stepper.ts'

type StageStepperProps = { lead: Lead; save: SaveLead; readOnly: boolean }

/** Where the lead stands, since when, and the way to move it by hand. */
export function StageStepper({ lead, save, readOnly }: StageStepperProps) {
  const { data = [] } = useQuery(stagesQuery(leadRef(lead.id)))
  const steps = stepsOf(lead.status, data)
  const reason = steps.find(({ state }) => state === 'here')?.reason
  return (
    <div className={classes.stepper}>
      <ol className={classes.steps} aria-label={t('lead.stepper')}>
        {steps.map((step) => (
          <li key={step.status} className={classes.step} data-state={step.state} aria-current={step.state === 'here' ? 'step' : undefined}>
            {readOnly || step.state === 'here' ? <StepWords step={step} /> : <MoveHere step={step} lead={lead} save={save} />}
          </li>
        ))}
      </ol>
      {reason && <p className={classes.reason}>{t('lead.reasonGiven', { reason: passageReason(reason) })}</p>}
    </div>
  )
}

function StepWords({ step: { status, state, enteredAt } }: { step: Step }) {
  const now = useNow()
  const day = enteredAt && state !== 'ahead' && shortDate(enteredAt, now)
  return (
    <>
      <span className={classes.bar} aria-hidden />
      <span className={classes.name}>{breakable(valueWord(status))}</span>
      {day && (
        <span className={classes.day} title={enteredAt && exactTime(enteredAt)}>
          {state === 'here' ? t('lead.here', { time: duration(now - Date.parse(enteredAt ?? '')) }) : day}
        </span>
      )}
    </>
  )
}

function MoveHere({ step, lead, save }: { step: Step; lead: Lead; save: SaveLead }) {
  return (
    <UnstyledButton className={classes.target} onClick={() => void save(lead, { status: step.status })}>
      <StepWords step={step} />
    </UnstyledButton>
  )
}

/** Lets the long names break after their slash. */
const breakable = (status: string) => status.replace('/', '/\u200b')
