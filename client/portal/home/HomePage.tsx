import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Overview, overviewQuery } from '../lib/booking.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Card, Page, Section } from '../ui/Page.tsx'
import { Skeleton } from '../ui/States.tsx'
import classes from './HomePage.module.css'
import { Offer } from './Offer.tsx'
import { type PathStep, pathOf } from './steps.ts'
import { Waiting } from './Waiting.tsx'
import { useWhen } from './when.ts'

type Visit = NonNullable<Overview['next']>

/** One thing at a time: the next step, and where it stands on the way. */
export function HomePage() {
  const me = useMe()
  const path = pathOf(me)
  const step = path.find(({ state }) => state === 'now')
  const isBehind = step?.name === 'answer' && path.some(({ state }) => state === 'done')
  return (
    <Page title={t('home.hello', { name: me.firstName })} lead={t(step ? 'home.oneThing' : 'home.inCare')}>
      {step ? (
        <>
          <Offer otherwise={<NextStep step={step} lead={t(isBehind ? 'home.answerStill' : step.lead)} />} />
          <Path path={path} />
        </>
      ) : (
        <>
          <Offer />
          <Waiting />
        </>
      )}
    </Page>
  )
}

function NextStep({ step, lead }: { step: PathStep; lead: string }) {
  const isBooked = step.name === 'meet'
  const { data: booking, isPending } = useQuery({ ...overviewQuery, enabled: isBooked })
  if (isBooked && isPending) return <Skeleton lines={3} />
  if (isBooked && booking?.next) return <NextVisit visit={booking.next} />
  return (
    <Card>
      <p className={classes.eyebrow}>{t('home.next')}</p>
      <h2 className={classes.title}>{t(step.title)}</h2>
      <p>{lead}</p>
      <LinkButton to={step.to} look="filled" wide>
        {t(step.go)}
      </LinkButton>
    </Card>
  )
}

function NextVisit({ visit: { id, startsAt, coachName } }: { visit: Visit }) {
  const when = useWhen()
  return (
    <Card>
      <p className={classes.eyebrow}>{t('home.meet')}</p>
      <h2 className={classes.title}>{when(startsAt)}</h2>
      {coachName && <p>{t('home.visitWith', { name: coachName })}</p>}
      <LinkButton to="/portal/visits/:id" params={{ id }} look="filled" wide>
        {t('home.visitGo')}
      </LinkButton>
    </Card>
  )
}

const glyphs = { done: IconCircleCheckFilled, now: IconCircleDot, later: IconCircle }
const words = { done: 'home.done', now: 'home.now', later: 'home.later' } as const

function Path({ path }: { path: readonly PathStep[] }) {
  return (
    <Section title={t('home.path')}>
      <ol className={classes.path}>
        {path.map(({ name, title, state }) => {
          const Glyph = glyphs[state]
          return (
            <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
              <span className={classes.mark}>
                <Glyph size={22} stroke={1.6} aria-hidden />
              </span>
              <span className={classes.name}>{t(title)}</span>
              <span className={classes.state}>{t(words[state])}</span>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
