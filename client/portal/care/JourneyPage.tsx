import { IconCircle, IconCircleCheckFilled, IconCircleDot, IconCircleMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/dates.ts'
import { t } from '../messages.ts'
import { Page, Section } from '../ui/Page.tsx'
import { ErrorState, Skeleton } from '../ui/States.tsx'
import classes from './care.module.css'
import { journeyQuery, type Step } from './queries.ts'
import { stepWords } from './step-words.ts'

/** The way so far and what is ahead; of a patient the year they are in, with the earlier ones below. */
export function JourneyPage() {
  const { data, error, refetch } = useQuery(journeyQuery)
  return (
    <Page title={t('journey.title')} lead={t('journey.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          {data.of === 'contact' && <p className={classes.year}>{t('journey.year', { year: data.year })}</p>}
          <Steps steps={data.steps} label={t('journey.title')} />
          {data.earlierYears.length > 0 && (
            <Section title={t('journey.earlierTitle')}>
              {data.earlierYears.map((steps, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: years are told apart by their place alone.
                <details key={at} className={classes.earlier}>
                  <summary>{t('journey.earlier', { year: at + 1 })}</summary>
                  <Steps steps={steps} label={t('journey.earlier', { year: at + 1 })} />
                </details>
              ))}
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

const glyphs = { done: IconCircleCheckFilled, here: IconCircleDot, ahead: IconCircle, skipped: IconCircleMinus }

function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step) => {
        const Glyph = glyphs[step.state]
        return (
          <li key={step.name} className={classes.step} data-state={step.state} aria-current={step.state === 'here' ? 'step' : undefined}>
            <Glyph size={22} stroke={1.6} aria-hidden className={classes.glyph} />
            <span className={classes.stepWords}>
              <span className={classes.stepName}>{stepWords(step.name)}</span>
              <span className={classes.stepTime}>{timeWords(step)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function timeWords({ state, enteredAt, leftAt }: Step): string {
  const now = Date.now()
  if (state === 'here') return `${t('journey.here')}${enteredAt ? `. ${t('journey.since', { date: shortDate(enteredAt, now) })}` : ''}`
  if (state === 'done' && enteredAt && leftAt) {
    const [from, to] = [shortDate(enteredAt, now), shortDate(leftAt, now)]
    return from === to ? from : t('journey.from', { from, to })
  }
  return t(`journey.${state}`)
}
