import { Button, Select, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type CallOutcome, callOutcomes, limits } from '#shared/values'
import { dateAndTime, relativeTime } from '../lib/dates.ts'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useNow } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import classes from './CallSection.module.css'
import { tasksThatAreThisCall, useLogCall } from './calls.ts'
import { type FollowUp, followUps, followUpTime, usualFollowUp } from './follow-up.ts'
import { outcomeLook } from './looks.tsx'
import { useActor } from './people.ts'
import { type Lead, leadTasksQuery } from './queries.ts'

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

type CallForm = ReturnType<typeof useCallForm>

function useCallForm(lead: Lead) {
  const me = useActor().userId
  const logCall = useLogCall(me)
  const { data: tasks = [] } = useQuery(leadTasksQuery(lead.id))
  const [outcome, setOutcome] = useState<CallOutcome>()
  const [notes, setNotes] = useState('')
  const [follow, setFollow] = useState<FollowUp>()
  const [picked, setPicked] = useState('')
  const [saving, setSaving] = useState(false)
  const now = new Date()
  const closes = tasksThatAreThisCall(tasks, lead, { me, now })
  const save = async (what: CallOutcome) => {
    setSaving(true)
    const followUp = followUpTime(what === outcome && follow ? follow : usualFollowUp(what, now), now, picked)
    const done = await logCall({ lead, outcome: what, notes, followUp, closes })
    setSaving(false)
    if (done) {
      setOutcome(undefined)
      setNotes('')
      setFollow(undefined)
    }
    return done
  }
  const choose = (what: CallOutcome) => {
    setOutcome(what === outcome ? undefined : what)
    setFollow(undefined)
  }
  return {
    outcome,
    choose,
    notes,
    setNotes,
    follow: follow ?? usualFollowUp(outcome, now),
    setFollow,
    picked,
    setPicked,
    closes,
    saving,
    save,
  }
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

const followLabels = {
  none: 'calls.followNone',
  hours: 'calls.followHours',
  tomorrow: 'calls.followTomorrow',
  'two-days': 'calls.followTwoDays',
  week: 'calls.followWeek',
  pick: 'calls.followPick',
} as const

type CallDetailsProps = { form: CallForm; onSave: (outcome: CallOutcome, then?: () => void) => Promise<void>; onNext?: () => void }

function CallDetails({ form, onSave, onNext }: CallDetailsProps) {
  const { outcome, notes, follow, picked, closes, saving } = form
  if (outcome === undefined) return null
  const options = followUps.map((value) => ({ value, label: followWords(value) }))
  const unpicked = follow === 'pick' && !followUpTime('pick', new Date(), picked)
  return (
    <div className={classes.details}>
      <Textarea
        aria-label={t('calls.notes')}
        placeholder={t('calls.notesHint')}
        value={notes}
        onChange={(event) => form.setNotes(event.currentTarget.value)}
        maxLength={limits.notes}
        minRows={1}
        maxRows={6}
      />
      <div className={classes.follow}>
        <Select
          label={t('calls.followUp')}
          classNames={{ root: classes.followField, label: classes.followLabel }}
          data={options}
          value={follow}
          onChange={(value) => form.setFollow(followUps.find((each) => each === value))}
          allowDeselect={false}
        />
        {follow === 'pick' && (
          <TextInput
            type="datetime-local"
            aria-label={t('calls.followAt')}
            value={picked}
            onChange={(event) => form.setPicked(event.currentTarget.value)}
          />
        )}
      </div>
      {closes.map(({ id, title }) => (
        <p key={id} className={classes.closes}>
          {t('calls.closes', { title })}
        </p>
      ))}
      <div className={classes.buttons}>
        <Button variant="default" disabled={unpicked} loading={saving} onClick={() => void onSave(outcome)}>
          {t('calls.save')}
        </Button>
        {onNext && (
          <Button variant="default" disabled={unpicked || saving} onClick={() => void onSave(outcome, onNext)}>
            {t('calls.saveAndNext')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** "Tomorrow, 10:00 AM": the choice and the moment it means. */
function followWords(value: FollowUp): string {
  const now = new Date()
  const time = value === 'pick' ? undefined : followUpTime(value, now)
  return time && value !== 'hours' ? dateAndTime(time.toISOString(), now.getTime()) : t(followLabels[value])
}
