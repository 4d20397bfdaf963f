import type { ApiReply } from '#shared/api'
import { wonStep } from '#shared/reports'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { Block } from './Block.tsx'
import { RowsLink } from './RowsLink.tsx'
import classes from './reports.module.css'
import type { PeriodSearch } from './search.ts'
import tableClasses from './tables.module.css'
import { days, groupWords, percent } from './words.ts'

type Step = ApiReply<'GET /reports/funnel'>['data'][number]

const stopped: Record<string, 'stoppedStarted' | 'stoppedSigned' | 'stoppedUnpaid' | 'stoppedUnbooked' | 'stoppedBooked'> = {
  'HHQ Started': 'stoppedStarted',
  'HHQ Signed': 'stoppedSigned',
  'Booking: Not Paid': 'stoppedUnpaid',
  'Booking: Paid/Not Booked': 'stoppedUnbooked',
  'Booking: Paid/Booked': 'stoppedBooked',
}

/** How far the leads of the period got, and where the others are. */
export function FunnelSection({ steps, period }: { steps: readonly Step[]; period: PeriodSearch }) {
  const all = steps[0]?.reached ?? 0
  const won = steps.at(-1)?.reached ?? 0
  return (
    <Block
      title={t('reports.funnel')}
      detail={t('reports.funnelDetail', { all, won })}
      means={t('reports.funnelMeans')}
      report="funnel"
      period={period}
    >
      <ol className={tableClasses.steps}>
        {steps.map((step) => (
          <StepRow key={step.step} step={step} all={all} period={period} />
        ))}
      </ol>
    </Block>
  )
}

function StepRow({
  step: { step, reached, share, stopped: rest, medianDays },
  all,
  period,
}: {
  step: Step
  all: number
  period: PeriodSearch
}) {
  const words = stopped[step]
  return (
    <li>
      <div className={tableClasses.stepHead}>
        <span>{groupWords(step)}</span>
        <RowsLink period={period} rows={{ list: 'funnel', part: 'hit', of: step }} tone="strong">
          {count(reached)}
        </RowsLink>
        <span className={classes.quiet}>{percent(share, share === 100 ? 0 : 1)}</span>
      </div>
      <div className={tableClasses.stepBar} aria-hidden>
        <div style={{ width: all ? `${(reached / all) * 100}%` : 0 }} />
      </div>
      {step !== wonStep && words && (
        <p className={tableClasses.stepNote}>
          <RowsLink period={period} rows={{ list: 'funnel', part: 'miss', of: step }}>
            {t(`reports.${words}`, { count: rest })}
          </RowsLink>
          {medianDays !== null && <span title={t('reports.medianMeans')}>{t('reports.median', { days: days(medianDays) })}</span>}
        </p>
      )}
    </li>
  )
}
