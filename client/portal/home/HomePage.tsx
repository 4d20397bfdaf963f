import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react'
import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Card, Page, Section } from '../ui/Page.tsx'
import classes from './HomePage.module.css'
import { type Step, stepOf, steps } from './steps.ts'
import { Waiting } from './Waiting.tsx'

/** One thing at a time: the next step, and where it stands on the way. */
export function HomePage() {
  const me = useMe()
  const step = stepOf(me)
  return (
    <Page title={t('home.hello', { name: me.firstName })} lead={t(step ? 'home.oneThing' : 'home.inCare')}>
      {step ? (
        <>
          <NextStep step={step} />
          <Path here={step} />
        </>
      ) : (
        <Waiting />
      )}
    </Page>
  )
}

const NextStep = ({ step }: { step: Step }) => (
  <Card>
    <p className={classes.eyebrow}>{t('home.next')}</p>
    <h2 className={classes.title}>{t(step.title)}</h2>
    <p>{t(step.lead)}</p>
    <LinkButton to={step.to} look="filled" wide>
      {t(step.go)}
    </LinkButton>
  </Card>
)

const glyphs = { done: IconCircleCheckFilled, now: IconCircleDot, later: IconCircle }
const words = { done: 'home.done', now: 'home.now', later: 'home.later' } as const

function Path({ here }: { here: Step }) {
  const at = steps.indexOf(here)
  return (
    <Section title={t('home.path')}>
      <ol className={classes.path}>
        {steps.map((step, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'later'
          const Glyph = glyphs[state]
          return (
            <li key={step.name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              <span className={classes.mark}>
                <Glyph size={22} stroke={1.6} aria-hidden />
              </span>
              <span className={classes.name}>{t(step.title)}</span>
              <span className={classes.state}>{t(words[state])}</span>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
