import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { type OpenHours, setHours, useSaving } from './queries.ts'
import classes from './settings.module.css'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
/** What a day opens with when it is opened. */
const usual = { opensAt: '09:00', closesAt: '17:00' }
/** 5 January 1970 was a Monday. */
const dayWord = (weekday: number) => dateFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday))

export function HoursSection({ hours }: { hours: OpenHours[] }) {
  const [open, setOpen] = useState(() => new Map(hours.map((day) => [day.weekday, day])))
  const save = useSaving(setHours)
  const given = weekdays.flatMap((weekday) => open.get(weekday) ?? [])
  const wrong = given.find(({ opensAt, closesAt }) => !(opensAt < closesAt))
  const change = (weekday: number, day: Omit<OpenHours, 'weekday'> | undefined) => {
    const next = new Map(open)
    if (day) next.set(weekday, { weekday, ...day })
    else next.delete(weekday)
    setOpen(next)
  }
  return (
    <FormSection title={t('settings.hours')} detail={t('settings.hoursDetail')}>
      <table className={classes.days}>
        <tbody>
          {weekdays.map((weekday) => (
            <Day key={weekday} name={dayWord(weekday)} hours={open.get(weekday)} onChange={(day) => change(weekday, day)} />
          ))}
        </tbody>
      </table>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {t('settings.closesFirst', { day: dayWord(wrong.weekday) })}
        </p>
      )}
      <Button
        variant="default"
        disabled={wrong !== undefined || JSON.stringify(given) === JSON.stringify(hours)}
        loading={save.isPending}
        onClick={() => save.mutate(given)}
      >
        {t('common.save')}
      </Button>
    </FormSection>
  )
}

type Times = Omit<OpenHours, 'weekday'>
type DayProps = { name: string; hours: OpenHours | undefined; onChange: (day: Times | undefined) => void }

function Day({ name, hours, onChange }: DayProps) {
  return (
    <tr>
      <th scope="row">
        <Checkbox
          label={name}
          aria-label={t('settings.isOpenOn', { day: name })}
          checked={hours !== undefined}
          onChange={(event) => onChange(event.currentTarget.checked ? usual : undefined)}
        />
      </th>
      <td>
        {hours ? (
          <div className={classes.times}>
            <TextInput
              type="time"
              className={classes.time}
              aria-label={t('settings.opensOn', { day: name })}
              value={hours.opensAt}
              onChange={(event) => onChange({ opensAt: event.currentTarget.value, closesAt: hours.closesAt })}
            />
            <span className={classes.quiet}>{t('settings.to')}</span>
            <TextInput
              type="time"
              className={classes.time}
              aria-label={t('settings.closesOn', { day: name })}
              value={hours.closesAt === '24:00' ? '23:59' : hours.closesAt}
              onChange={(event) => onChange({ opensAt: hours.opensAt, closesAt: event.currentTarget.value })}
            />
          </div>
        ) : (
          <span className={classes.quiet}>{t('settings.closed')}</span>
        )}
      </td>
    </tr>
  )
}
