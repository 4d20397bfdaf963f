import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { StackedItem, StackedList } from '../ui/StackedList.tsx'
import classes from './WorkingTime.module.css'
import { type Exception, useAddException, useRemoveException } from './working-time.ts'

type SectionProps = { userId: number; exceptions: Exception[]; readOnly: boolean }

/** Days away, and days worked besides. */
export function ExceptionsSection({ userId, exceptions, readOnly }: SectionProps) {
  const remove = useRemoveException(userId)
  return (
    <FormSection title={t('workingTime.exceptions')} detail={t('workingTime.exceptionsDetail')}>
      {exceptions.length === 0 && <p className={classes.quiet}>{t('workingTime.noExceptions')}</p>}
      {exceptions.length > 0 && (
        <StackedList label={t('workingTime.exceptions')}>
          {exceptions.map((each) => (
            <StackedItem
              key={each.id}
              title={daysInWords(each)}
              detail={[t(each.isAvailable ? 'workingTime.extra' : 'workingTime.away'), hoursOf(each), each.reason]
                .filter(Boolean)
                .join(' · ')}
              action={
                readOnly ? undefined : (
                  <ActionIcon aria-label={t('workingTime.remove', { days: daysInWords(each) })} onClick={() => remove.mutate(each.id)}>
                    <IconTrash size={16} />
                  </ActionIcon>
                )
              }
            />
          ))}
        </StackedList>
      )}
      {!readOnly && <ExceptionForm userId={userId} />}
    </FormSection>
  )
}

const hoursOf = ({ startsAt, endsAt }: Exception) => startsAt && `${startsAt} – ${endsAt}`

function daysInWords({ startsOn, endsOn }: Exception): string {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)
  const format = dateFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return format.formatRange(noon(startsOn), noon(endsOn))
}

const nothing = { kind: 'away', startsOn: '', endsOn: '', startsAt: '', endsAt: '', reason: '' }

function ExceptionForm({ userId }: { userId: number }) {
  const add = useAddException(userId)
  const [given, setGiven] = useState(nothing)
  const field = (name: keyof typeof nothing, type: 'date' | 'time' | 'text', label: string) => (
    <TextInput
      type={type}
      label={label}
      value={given[name]}
      onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
    />
  )
  const isAvailable = given.kind === 'extra'
  const whole = !given.startsAt && !given.endsAt
  const complete = given.startsOn && (whole ? !isAvailable : given.startsAt && given.endsAt)
  const send = () =>
    add.mutate(
      {
        startsOn: given.startsOn,
        endsOn: given.endsOn || given.startsOn,
        isAvailable,
        reason: given.reason,
        ...(whole ? {} : { startsAt: given.startsAt, endsAt: given.endsAt }),
      },
      { onSuccess: () => setGiven(nothing) },
    )
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <SegmentedControl
        aria-label={t('workingTime.kind')}
        value={given.kind}
        onChange={(kind) => setGiven({ ...given, kind })}
        data={[
          { value: 'away', label: t('workingTime.away') },
          { value: 'extra', label: t('workingTime.extra') },
        ]}
      />
      <div className={classes.pair}>
        {field('startsOn', 'date', t('workingTime.firstDay'))}
        {field('endsOn', 'date', t('workingTime.lastDay'))}
        {field('startsAt', 'time', t('workingTime.fromTime'))}
        {field('endsAt', 'time', t('workingTime.toTime'))}
      </div>
      {field('reason', 'text', t('calendar.reason'))}
      <Button type="submit" variant="default" disabled={!complete} loading={add.isPending}>
        {t('common.add')}
      </Button>
    </form>
  )
}
