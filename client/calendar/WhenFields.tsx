import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { dayMs } from '#shared/clock'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { instantOfField, placeAndZone, shortDayIn, timeIn } from '../lib/zones.ts'
import { LengthField } from '../records/visits/VisitFields.tsx'
import classes from './Dialogs.module.css'
import { isBookable } from './events.ts'
import { useCoaches } from './people.ts'
import { freeTimeQuery } from './queries.ts'

export type WhenValues = { when: string; minutes: string; userId: string; overbookReason: string }
/** A form that has these fields among its own. */
type WhenForm = { values: WhenValues; getInputProps: (field: keyof WhenValues) => object }

/** When, how long and with whom, on the clinic's clock; the person's time beside it, and a word when nobody works then. */
export function WhenFields({ form, zone }: { form: WhenForm; zone: string | null }) {
  const coaches = useCoaches().map((coach) => ({ value: String(coach.id), label: fullName(coach) }))
  const clinic = useMe().clinic.timeZone
  const at = instantOfField(clinic, form.values.when)
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('calendar.when', { zone: placeAndZone(clinic) })}
          required
          {...form.getInputProps('when')}
        />
        <LengthField form={form} />
      </div>
      {at && zone && (
        <p className={classes.clock}>
          {t('calendar.personClock', { place: placeAndZone(zone, at) })}: {shortDayIn(zone, at)}, {timeIn(zone, at)}
        </p>
      )}
      <Select
        label={t('leadVisits.withWhom')}
        data={coaches}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('table.clearField') }}
        {...form.getInputProps('userId')}
        value={form.values.userId || null}
      />
      <OutsideWarning values={form.values} at={at} />
    </>
  )
}

/** Whether the coach works then; booking outside of it is said twice. */
export function useOutside({ minutes, userId }: WhenValues, at: string | undefined): boolean {
  const start = at ? Date.parse(at) : Date.now()
  const day = new Date(start - (start % dayMs))
  const range = { from: day.toISOString(), to: new Date(day.getTime() + 2 * dayMs).toISOString() }
  const { data } = useQuery({ ...freeTimeQuery(range, [Number(userId)]), enabled: at !== undefined && userId !== '' })
  if (!at || !userId || !data) return false
  return !isBookable(data, Number(userId), at, new Date(start + Number(minutes) * 60_000).toISOString())
}

function OutsideWarning({ values, at }: { values: WhenValues; at: string | undefined }) {
  if (!useOutside(values, at)) return null
  return (
    <p className={classes.warning} role="status">
      {t('calendar.outsideHint')}
    </p>
  )
}
