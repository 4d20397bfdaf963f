import { UnstyledButton } from '@mantine/core'
import { type RefObject, useEffect, useRef } from 'react'
import { type CallOutcome, callOutcomes } from '#shared/values'
import { relativeTime } from '../lib/dates.ts'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useNow } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { CallDetails } from './CallDetails.tsx'
import classes from './CallSection.module.css'
import { useCallForm } from './call-form.ts'
import { outcomeLook } from './looks.tsx'
import { type Lead } from './queries.ts'

type CallSectionProps = {
  lead: Lead
  /** Between the call key and its digit: the section has the focus and listens. */
  armed: boolean
  onArmed: (armed: boolean) => void
  onNext?: () => void
}

/** One tap for the outcome, the follow-up already chosen; by keyboard `c` and a digit. */
export function CallSection({ lead, armed, onArmed, onNext }: CallSectionProps) {
  const form = useCallForm(lead)
  const buttons = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!armed) return
    buttons.current?.scrollIntoView({ block: 'nearest' })
    buttons.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [armed])
  const save = async (outcome: CallOutcome, then?: () => void) => {
    onArmed(false)
    if (await form.save(outcome)) then?.()
  }
  return (
    <PanelSection title={t('calls.title')} aside={armed ? t('calls.pressDigit') : <CallSummary lead={lead} />}>
      {armed && <DigitKeys onDigit={(outcome) => void save(outcome)} onGiveUp={() => onArmed(false)} />}
      <OutcomeButtons chosen={form.outcome} armed={armed} onChoose={form.choose} buttons={buttons} />
      {form.outcome !== undefined && <CallDetails form={form} onSave={save} onNext={onNext} />}
    </PanelSection>
  )
}

function CallSummary({ lead }: { lead: Lead }) {
  const now = useNow()
  const calls = t('calls.summary', { count: lead.numberOfCalls ?? 0 })
  if (!lead.numberOfCalls) return <>{t('calls.none')}</>
  if (!lead.lastContacted) return <>{calls}</>
  return <>{t('calls.summaryLast', { calls, time: relativeTime(lead.lastContacted, now) })}</>
}

/** Heard only right after `c`, so that a stray digit logs nothing. */
function DigitKeys({ onDigit, onGiveUp }: { onDigit: (outcome: CallOutcome) => void; onGiveUp: () => void }) {
  useKeys([
    ...callOutcomes.map((outcome, at) => ({ key: String(at + 1), does: t(outcomeLook(outcome).label), run: () => onDigit(outcome) })),
    { key: 'Escape', does: t('common.cancel'), run: onGiveUp, hidden: true as const },
  ])
  return null
}

type OutcomeButtonsProps = {
  chosen: CallOutcome | undefined
  armed: boolean
  onChoose: (outcome: CallOutcome) => void
  buttons: RefObject<HTMLDivElement | null>
}

function OutcomeButtons({ chosen, armed, onChoose, buttons }: OutcomeButtonsProps) {
  return (
    <div className={classes.outcomes} role="group" aria-label={t('calls.outcome')} ref={buttons}>
      {callOutcomes.map((outcome, at) => {
        const { label, icon: Icon } = outcomeLook(outcome)
        return (
          <UnstyledButton
            key={outcome}
            className={classes.outcome}
            aria-pressed={outcome === chosen}
            aria-keyshortcuts={armed ? String(at + 1) : undefined}
            onClick={() => onChoose(outcome)}
          >
            {armed ? <kbd className={classes.digit}>{at + 1}</kbd> : <Icon size={16} stroke={1.5} aria-hidden />}
            {t(label)}
          </UnstyledButton>
        )
      })}
    </div>
  )
}
