/** The day: what is to be done, messages, the calendar. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readCalendarSearch } from '../calendar/address.ts'
import { dayIn, idIn, oneOf } from '../lib/search-params.ts'
import { searchOfDefault } from '../lists/views/views-query.ts'
import { startOf } from '../shell/pages.ts'
import { readTalksSearch } from '../talks/search.ts'
import { readTasksSearch } from '../tasks/search.ts'
import { staff } from './frames.ts'

const home = createRoute({
  getParentRoute: () => staff,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: startOf(context.me.role), replace: true })
  },
})
const myDay = createRoute({
  getParentRoute: () => staff,
  path: '/my-day',
  validateSearch: (raw): { day?: string } => ({ day: dayIn(raw, 'day') }),
  component: lazyRouteComponent(() => import('../my-day/MyDayPage.tsx'), 'MyDayPage'),
})
const tasks = createRoute({
  getParentRoute: () => staff,
  path: '/tasks',
  validateSearch: readTasksSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'tasks')
    if (search) throw redirect({ to: '/tasks', search: readTasksSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('../tasks/TasksPage.tsx'), 'TasksPage'),
})
const noNextStep = createRoute({
  getParentRoute: () => staff,
  path: '/no-next-step',
  validateSearch: (raw): { whose?: 'mine' } => ({ whose: oneOf(raw, 'whose', ['mine']) }),
  component: lazyRouteComponent(() => import('../stages/NoNextStepPage.tsx'), 'NoNextStepPage'),
})
const talks = createRoute({
  getParentRoute: () => staff,
  path: '/messages',
  validateSearch: readTalksSearch,
  component: lazyRouteComponent(() => import('../talks/TalksPage.tsx'), 'TalksPage'),
})
const calendar = createRoute({
  getParentRoute: () => staff,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('../calendar/CalendarPage.tsx'), 'CalendarPage'),
})
const workingTime = createRoute({
  getParentRoute: () => staff,
  path: '/calendar/hours',
  validateSearch: (raw): { coach?: number } => ({ coach: idIn(raw, 'coach') }),
  component: lazyRouteComponent(() => import('../calendar/WorkingTimePage.tsx'), 'WorkingTimePage'),
})
const waitlist = createRoute({
  getParentRoute: () => staff,
  path: '/calendar/waitlist',
  component: lazyRouteComponent(() => import('../calendar/WaitlistPage.tsx'), 'WaitlistPage'),
})

export const workPages = [home, myDay, tasks, noNextStep, talks, calendar, workingTime, waitlist] as const
