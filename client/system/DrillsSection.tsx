import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import keeping from './keeping.module.css'
import { type Drill, drill, drillsQuery, useDoing } from './queries.ts'
import { Section } from './Section.tsx'
import classes from './system.module.css'
import { seconds } from './units.ts'

const shownFirst = 5

/** What the nightly restores found: how fast the data was back, and how much a disaster would have cost. */
export function DrillsSection() {
  const drills = useQuery(drillsQuery)
  const begin = useDoing(drill, () => t('system.drillBegun'))
  const [showsAll, showAll] = useState(false)
  const rows = drills.data?.data ?? []
  const shown = showsAll ? rows : rows.slice(0, shownFirst)
  const action = (
    <Button variant="default" loading={begin.isPending || rows[0]?.state === 'running'} onClick={() => begin.mutate()}>
      {t('system.drillNow')}
    </Button>
  )
  return (
    <Section id="drills" title={t('system.drills')} action={action} isWide>
      <p className={classes.quiet}>{t('system.drillsDetail')}</p>
      {drills.isError && !drills.data && <ErrorState error={drills.error} onRetry={() => void drills.refetch()} />}
      {drills.data && rows.length === 0 && <p>{t('system.noDrill')}</p>}
      {rows.length > 0 && <Drills drills={shown} />}
      {rows.length > shown.length && (
        <Button variant="subtle" mt={8} onClick={() => showAll(true)}>
          {t('system.showDrills', { count: rows.length })}
        </Button>
      )}
    </Section>
  )
}

function Drills({ drills }: { drills: Drill[] }) {
  return (
    <table className={keeping.table}>
      <thead>
        <tr>
          <th scope="col">{t('system.drill')}</th>
          <th scope="col">{t('system.outcome')}</th>
          <th scope="col">{t('system.rto')}</th>
          <th scope="col">{t('system.rpo')}</th>
          <th scope="col">{t('system.checked')}</th>
        </tr>
      </thead>
      <tbody>
        {drills.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <RelativeTime at={each.startedAt} />
            </th>
            <td data-label={t('system.outcome')}>
              <span className={classes.outcome} data-bad={each.state === 'failed' || undefined}>
                {t(`system.drill_${each.state}`)}
              </span>
              {each.place && <p className={classes.quiet}>{each.place}</p>}
              {each.error && <p className={classes.fault}>{each.error}</p>}
            </td>
            <td data-label={t('system.rto')}>{each.restoreMs === null ? '–' : seconds(each.restoreMs)}</td>
            <td data-label={t('system.rpo')}>{each.lostMs === null ? '–' : seconds(each.lostMs)}</td>
            <td data-label={t('system.checked')}>
              {each.rows === null ? '–' : t('system.checkedWords', { rows: count(each.rows), indexes: count(each.indexes ?? 0) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
