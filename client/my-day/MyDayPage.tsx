import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { dayOf } from '#shared/clock'
import { asSentence, count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { longDayIn } from '../lib/zones.ts'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { askQuickAdd } from '../records/tasks/quick-add.ts'
import { myTasksQuery } from '../records/tasks/task-cards.ts'
import { dueGroup } from '../records/tasks/task-due.ts'
import { PageBar } from '../ui/PageBar.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { CallQueue } from './CallQueue.tsx'
import { DayColumn } from './DayColumn.tsx'
import { Longest } from './Longest.tsx'
import classes from './MyDayPage.module.css'
import { MyTasks } from './MyTasks.tsx'
import { dayVisitsQuery, type Panel, panelQuery } from './queries.ts'

/** One person's day: whom to call, what is due, who comes. */
export function MyDayPage() {
  useTitle(t('myDay.title'))
  const me = useMe()
  const zone = me.clinic.timeZone
  const today = dayOf(zone, useNow())
  const { day = today } = useSearch({ from: '/staff/my-day' })
  const navigate = useNavigate()
  const { data: panel } = useQuery(panelQuery)
  return (
    <>
      <StaleDialog />
      <PageBar title={asSentence(longDayIn(zone, useNow()))} detail={useFigures(today)}>
        <Button onClick={() => askQuickAdd()} className={classes.add} aria-label={t('tasks.addLong')}>
          <IconPlus size={14} aria-hidden />
          <span className={classes.addWords}>{t('tasks.add')}</span>
        </Button>
      </PageBar>
      <div className={classes.page}>
        <ScrollRegion className={classes.main} label={t('myDay.title')}>
          <p className={classes.sentence}>
            {panel && (panel.total > 0 || me.role !== 'Admin') ? <PanelSentence panel={panel} me={me.id} /> : '\u00a0'}
          </p>
          {me.role === 'SDR' && <CallQueue />}
          <MyTasks />
          {panel && panel.longest.length > 0 && <Longest panel={panel} />}
        </ScrollRegion>
        <div className={classes.side}>
          <DayColumn
            day={day}
            onDay={(next) => void navigate({ to: '/my-day', search: { day: next === today ? undefined : next }, replace: true })}
          />
        </div>
      </div>
    </>
  )
}

/** "6 visits · 8 tasks due" */
function useFigures(today: string): string | undefined {
  const me = useMe()
  const zone = me.clinic.timeZone
  const now = useNow()
  const { data: visits } = useQuery(dayVisitsQuery(me.id, today, zone))
  const { data: tasks } = useQuery(myTasksQuery(me.id))
  if (!visits || !tasks) return undefined
  const coming = visits.filter(({ status }) => status !== 'Cancelled').length
  const due = tasks.data.filter(({ dueDate }) => ['overdue', 'today'].includes(dueGroup(dueDate, now, zone))).length
  return `${t('myDay.visits', { count: coming })} · ${t('myDay.due', { count: due })}`
}

/** "124 patients in your panel. 7 past the usual time in stage · all have a next step" */
function PanelSentence({ panel: { kind, total, late, unplanned }, me }: { panel: Panel; me: number }) {
  const words = t(kind === 'leads' ? 'myDay.leads' : 'myDay.patients', { count: total })
  const path: string = kind === 'leads' ? `/leads?ownerId=${me}&clock=overdue` : `/patients?healthCoachId=${me}&clock=overdue`
  return (
    <>
      <span>{words.replace(String(total), count(total))}</span>
      {total > 0 && (late > 0 ? <a href={path}>{t('myDay.pastUsual', { count: late })}</a> : <span>{t('myDay.onTime')}</span>)}
      {total > 0 && (
        <span className={classes.quiet}>
          {'· '}
          {unplanned > 0 ? <Link to="/no-next-step">{t('myDay.unplanned', { count: unplanned })}</Link> : t('myDay.allPlanned')}
        </span>
      )}
    </>
  )
}
