import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages.ts'
import { Delayed } from '../../ui/Delayed.tsx'
import { useNow } from '../../ui/RelativeTime.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { useNameOf } from '../people.ts'
import { BookingDetail } from './BookingDetail.tsx'
import { PaymentDetail } from './PaymentDetail.tsx'
import { QuestionnaireDetail } from './QuestionnaireDetail.tsx'
import { SignatureDetail } from './SignatureDetail.tsx'
import classes from './WaySection.module.css'
import { wayQuery } from './way.ts'
import { nextOnWay, type Way, type WayStep, type WayStepName, wayStepsOf, wordOf } from './way-words.ts'

type Detail = (props: { leadId: number; way: Way }) => ReactNode

/** What each step shows and offers beyond its line. */
const details: Partial<Record<WayStepName, Detail>> = {
  questionnaire: QuestionnaireDetail,
  signature: SignatureDetail,
  payment: PaymentDetail,
  booking: BookingDetail,
}

/** How far a person has come: questionnaire, signature, payment, first visit; and what to do next. */
export function WaySection({ leadId, isOver = false }: { leadId: number; isOver?: boolean }) {
  const { data: way, isError, refetch } = useQuery(wayQuery(leadId))
  const nameOf = useNameOf()
  const now = useNow()
  const steps = way && wayStepsOf(way, { now, nameOf })
  // Of a patient it is a look back: what was never proven then is asked of nobody now.
  const next = steps && !isOver ? nextOnWay(steps) : undefined
  const word = way && wordOf(way, nameOf)
  return (
    <PanelSection title={t('way.title')}>
      {isError && (
        <p className={classes.quiet} role="alert">
          {t('way.failed')}{' '}
          <button type="button" className={classes.retry} onClick={() => void refetch()}>
            {t('common.tryAgain')}
          </button>
        </p>
      )}
      {!way && !isError && (
        <Delayed>
          <Skeleton height={120} />
        </Delayed>
      )}
      {way && steps && (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <StepLine key={step.name} step={step} way={way} />
          ))}
        </ol>
      )}
      {word && <p className={classes.word}>{word}</p>}
      {next && <p className={classes.next}>{next}</p>}
    </PanelSection>
  )
}

function StepLine({ step, way }: { step: WayStep; way: Way }) {
  const Details = details[step.name]
  return (
    <li className={classes.step} data-state={step.state}>
      <span className={classes.glyph}>
        {step.state === 'done' && <IconCheck size={14} aria-label={t('way.done')} />}
        {step.state === 'open' && <IconCircleDashed size={14} aria-label={t('way.open')} />}
        {step.state === 'lost' && <IconAlertTriangle size={14} aria-label={t('way.lost')} />}
      </span>
      <div className={classes.what}>
        <span className={classes.name}>
          {t(`way.${step.name}`)}
          {step.onWord && <span className={classes.onWord}> {t('way.onWord')}</span>}
        </span>
        <span className={classes.quiet}>{step.words}</span>
        {Details && <Details leadId={way.leadId} way={way} />}
      </div>
    </li>
  )
}
