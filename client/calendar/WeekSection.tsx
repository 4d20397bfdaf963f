import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import classes from './WorkingTime.module.css'
import { type Rule, useSetWeek } from './working-time.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
/** 5 January 1970 was a Monday. */
const dayWord = (weekday: number) => dateFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday))
/** What a day begins with, and what a second part of it. */
const usual = [
  { startsAt: '09:00', endsAt: '12:00' },
  { startsAt: '13:00', endsAt: '17:00' },
] as const

export function WeekSection({ userId, rules, readOnly }: { userId: number; rules: Rule[]; readOnly: boolean }) {
  const [week, setWeek] = useState(rules)
  const save = useSetWeek(userId)
  const wrong = week.find(({ startsAt, endsAt }) => !(startsAt && endsAt && startsAt < endsAt))
  const change = (rule: Rule, next: Rule | undefined) => setWeek(week.flatMap((each) => (each === rule ? (next ?? []) : each)))
  const add = (weekday: number) => {
    const place = week.filter((each) => each.weekday === weekday).length
    setWeek([...week, { weekday, validFrom: null, validTo: null, ...(usual[place] ?? usual[1]) }])
  }
  return (
    <FormSection title={t('workingTime.week')} detail={t(week.length ? 'workingTime.weekDetail' : 'workingTime.weekEmpty')}>
      <ul className={classes.days}>
        {weekdays.map((weekday) => (
          <li key={weekday} className={classes.day}>
            <span className={classes.name}>{dayWord(weekday)}</span>
            <div className={classes.spans}>
              {week
                .map((rule, index) => ({ rule, index }))
                .filter(({ rule }) => rule.weekday === weekday)
                .map(({ rule, index }) => (
                  <Span key={index} rule={rule} readOnly={readOnly} onChange={(next) => change(rule, next)} />
                ))}
            </div>
            {!readOnly && (
              <ActionIcon aria-label={t('workingTime.addOn', { day: dayWord(weekday) })} onClick={() => add(weekday)}>
                <IconPlus size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {t('workingTime.endsFirst', { day: dayWord(wrong.weekday) })}
        </p>
      )}
      {!readOnly && (
        <Button
          variant="default"
          disabled={wrong !== undefined || JSON.stringify(week) === JSON.stringify(rules)}
          loading={save.isPending}
          onClick={() => save.mutate(week)}
        >
          {t('common.save')}
        </Button>
      )}
    </FormSection>
  )
}

function Span({ rule, readOnly, onChange }: { rule: Rule; readOnly: boolean; onChange: (next: Rule | undefined) => void }) {
  const day = dayWord(rule.weekday)
  const { startsAt, endsAt, validFrom, validTo } = rule
  const until = [validFrom && t('workingTime.from', { day: validFrom }), validTo && t('workingTime.until', { day: validTo })]
  return (
    <div className={classes.span}>
      <TextInput
        type="time"
        aria-label={t('workingTime.startsOn', { day })}
        readOnly={readOnly}
        value={startsAt}
        onChange={(event) => onChange({ ...rule, startsAt: event.currentTarget.value })}
      />
      <span className={classes.quiet}>{t('workingTime.to')}</span>
      <TextInput
        type="time"
        aria-label={t('workingTime.endsOn', { day })}
        readOnly={readOnly}
        value={endsAt === '24:00' ? '23:59' : endsAt}
        onChange={(event) => onChange({ ...rule, endsAt: event.currentTarget.value })}
      />
      {(validFrom || validTo) && <span className={classes.quiet}>{until.filter(Boolean).join(' ')}</span>}
      {!readOnly && (
        <ActionIcon aria-label={t('workingTime.removeOn', { day, time: startsAt })} onClick={() => onChange(undefined)}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  )
}
