import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { StackedItem, StackedList } from '../ui/StackedList.tsx'
import { toast } from '../ui/toast.ts'
import { type Clinic, removeHoliday, setHoliday, useSaving } from './queries.ts'
import classes from './settings.module.css'

type Holiday = Clinic['holidays'][number]

const dayInWords = (day: string) =>
  dateFormat(locale(), { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  )

export function HolidaysSection({ holidays }: { holidays: Holiday[] }) {
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const add = useSaving(setHoliday)
  const removal = useRemoval()
  return (
    <FormSection title={t('settings.holidays')} detail={t('settings.holidaysDetail')}>
      {holidays.length === 0 && <p className={classes.quiet}>{t('settings.noHolidays')}</p>}
      {holidays.length > 0 && (
        <StackedList label={t('settings.holidays')}>
          {holidays.map((holiday) => (
            <StackedItem
              key={holiday.day}
              title={holiday.name}
              detail={dayInWords(holiday.day)}
              action={
                <ActionIcon aria-label={t('settings.removeHoliday', { name: holiday.name })} onClick={() => removal(holiday)}>
                  <IconTrash size={16} />
                </ActionIcon>
              }
            />
          ))}
        </StackedList>
      )}
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(
            { day, name: name.trim() },
            {
              onSuccess: () => {
                setDay('')
                setName('')
              },
            },
          )
        }}
      >
        <TextInput type="date" label={t('settings.holidayDay')} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <TextInput
          label={t('settings.holidayName')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={day === '' || name.trim() === ''} loading={add.isPending}>
          {t('settings.addHoliday')}
        </Button>
      </form>
    </FormSection>
  )
}

/** At once, with the way back. */
function useRemoval() {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['settings'] })
  const onError = (error: Error) => toast({ text: explainShortly(error), refused: true })
  const restoration = useMutation({ mutationFn: setHoliday, onSuccess: refresh, onError })
  const removal = useMutation({
    mutationFn: ({ day }: Holiday) => removeHoliday(day),
    onSuccess: (_nothing, holiday) => {
      toast({ text: t('settings.holidayRemoved', { name: holiday.name }), undo: () => restoration.mutate(holiday) })
      return refresh()
    },
    onError,
  })
  return removal.mutate
}
