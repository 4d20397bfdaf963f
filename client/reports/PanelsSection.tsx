import { Link } from '@tanstack/react-router'
import type { ApiReply } from '#shared/api'
import { targets } from '#shared/reports'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { Block } from './Block.tsx'
import { RowsLink } from './RowsLink.tsx'
import classes from './reports.module.css'
import type { PeriodSearch } from './search.ts'
import tableClasses from './tables.module.css'

type Panel = ApiReply<'GET /reports/panels'>['data'][number]

const manyLate = 5

export function PanelsSection({ panels, period }: { panels: readonly Panel[]; period: PeriodSearch }) {
  const { goal } = targets.patientsPerCoach
  const most = Math.max(goal * 1.2, ...panels.map(({ patients }) => patients))
  return (
    <Block title={t('reports.panels')} detail={t('reports.panelsDetail')} means={t('reports.panelsMeans')} report="panels" period={period}>
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">{t('reports.coach')}</th>
            <th scope="col">{t('reports.patients')}</th>
            <th scope="col">{t('reports.pastTarget')}</th>
            <th scope="col">{t('reports.overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {panels.map(({ userId, userName, patients, overdueStages, overdueTasks }) => (
            <tr key={userId ?? 'none'}>
              <th scope="row">
                <span className={tableClasses.person}>
                  {userName && <PersonAvatar name={userName} decorative />}
                  <span className={tableClasses.personBar}>
                    {userName ?? t('reports.noCoach')}
                    <span className={tableClasses.miniGauge} data-enough={patients > goal || undefined} aria-hidden>
                      <span style={{ width: `${(patients / most) * 100}%` }} />
                      <i style={{ left: `${(goal / most) * 100}%` }} />
                    </span>
                  </span>
                </span>
              </th>
              <td>
                <RowsLink period={period} rows={{ list: 'panels', userId: String(userId ?? 'none') }} tone="strong">
                  {count(patients)}
                </RowsLink>
              </td>
              <td>
                <Link to="/patients" search={{ clock: ['overdue'], healthCoachId: [String(userId ?? 'none')] }} className={classes.number}>
                  {count(overdueStages)}
                </Link>
              </td>
              <td>
                {userId === null ? (
                  '–'
                ) : (
                  <RowsLink
                    period={period}
                    rows={{ list: 'open-tasks', part: 'hit', userId: String(userId) }}
                    tone={overdueTasks >= manyLate ? 'late' : undefined}
                  >
                    {count(overdueTasks)}
                  </RowsLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {panels.length === 0 && <p className={classes.quiet}>{t('reports.noCoaches')}</p>}
      <p className={classes.note}>{t('reports.tick', { goal })}</p>
    </Block>
  )
}
