import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { type CallOutcome, limits } from '#shared/values'
import { dateAndTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import classes from './CallSection.module.css'
import type { CallForm } from './call-form.ts'
import { type FollowUp, followUps, followUpTime } from './follow-up.ts'

const followLabels = {
  none: 'calls.followNone',
  hours: 'calls.followHours',
  tomorrow: 'calls.followTomorrow',
  'two-days': 'calls.followTwoDays',
  week: 'calls.followWeek',
  pick: 'calls.followPick',
} as const

type CallDetailsProps = { form: CallForm; onSave: (outcome: CallOutcome, then?: () => void) => Promise<void>; onNext?: () => void }

/** What was said, and when to come back. */
export function CallDetails({ form, onSave, onNext }: CallDetailsProps) {
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
