import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { addDays } from '#shared/clock'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { PageBar } from '../ui/PageBar.tsx'
import { type CalendarSearch, type CalendarView, calendarViews } from './address.ts'
import classes from './CalendarPage.module.css'
import { agendaDays, daysOf, stepped } from './search.ts'
import { firstWeekday } from './week.ts'

type BarProps = {
  search: CalendarSearch
  view: CalendarView
  date: string
  onChange: (search: CalendarSearch) => void
  onBook: (() => void) | undefined
}

export function CalendarBar({ search, view, date, onChange, onBook }: BarProps) {
  const phone = useNarrowerThan(widths.phone)
  const step = (direction: 1 | -1) => onChange({ ...search, date: stepped(view, date, direction) })
  const views = phone ? (['agenda', 'day', 'month'] as const) : calendarViews
  return (
    <PageBar title={t('calendar.title')} detail={<span aria-live="polite">{daysInWords(view, date)}</span>}>
      <div className={classes.steps}>
        <ActionIcon aria-label={t('calendar.earlier')} title={t('calendar.earlier')} onClick={() => step(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button variant="default" size="compact-sm" onClick={() => onChange({ ...search, date: undefined })}>
          {t('calendar.today')}
        </Button>
        <ActionIcon aria-label={t('calendar.later')} title={t('calendar.later')} onClick={() => step(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <SegmentedControl
        aria-label={t('calendar.view')}
        value={view}
        onChange={(chosen) => onChange({ ...search, view: calendarViews.find((each) => each === chosen) })}
        data={views.map((value) => ({ value, label: t(`calendar.${value}`) }))}
      />
      {onBook && (
        <Button onClick={onBook} aria-label={t('calendar.book')} className={classes.book}>
          <IconPlus size={14} aria-hidden />
          <span className={classes.bookWords}>{t('calendar.book')}</span>
        </Button>
      )}
    </PageBar>
  )
}

/** "November 23 – 29, 2026": days are days wherever one is. */
export function daysInWords(view: CalendarView, date: string): string {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)
  if (view === 'month') return dateFormat(locale(), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(noon(date))
  if (view === 'day') {
    return dateFormat(locale(), { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(noon(date))
  }
  const { first } = daysOf(view, date, firstWeekday())
  const last = addDays(first, view === 'week' ? 6 : agendaDays - 1)
  return dateFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(noon(first), noon(last))
}
