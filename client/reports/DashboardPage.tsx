import { Button, Menu } from '@mantine/core'
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { FunnelSection } from './FunnelSection.tsx'
import { PanelsSection } from './PanelsSection.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { type Period, reportQuery } from './queries.ts'
import classes from './reports.module.css'
import { SourcesSection } from './SourcesSection.tsx'
import { type PeriodSearch, periodQuery } from './search.ts'
import { TargetsSection } from './TargetsSection.tsx'
import { periodWords } from './words.ts'

const ActivitySections = lazy(async () => ({ default: (await import('./ActivitySections.tsx')).ActivitySections }))

/** Is the clinic winning, and where does it lose people: in a sentence, in ten figures, in tables, in charts. */
export function DashboardPage() {
  useTitle(t('reports.title'))
  const period = useSearch({ from: '/staff/dashboard' })
  const targets = useQuery(reportQuery('targets', periodQuery(period)))
  const sheet = useRef<HTMLDivElement>(null)
  const shown = targets.data?.period
  return (
    <>
      <PageBar title={t('reports.title')} detail={shown && <span className={classes.deskOnly}>{periodWords(shown)}</span>}>
        <PeriodPicker period={period} shown={shown} />
        <ExportMenu period={period} sheet={() => sheet.current} />
      </PageBar>
      <div className={classes.page}>
        <div className={classes.sheet} ref={sheet} aria-busy={targets.isPlaceholderData}>
          {targets.isPending && <SkeletonRows rows={10} columns={5} height={64} />}
          {targets.isError && !targets.data && <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />}
          {targets.data && shown && (
            <>
              <TargetsSection figures={targets.data.data} period={period} />
              <Tables period={period} />
              <Suspense fallback={<SkeletonRows rows={4} columns={3} />}>
                <ActivitySections period={period} />
              </Suspense>
              <p className={classes.foot}>
                {clockWords(shown)} {t('reports.asOf')} <RelativeTime at={shown.asOf} inSentence />. {t('reports.restricted')}
              </p>
            </>
          )}
        </div>
      </div>
    </>
  )
}

/** Which days are meant, on whose clock: the picture and a printed page have no bar above that says so. */
const clockWords = (shown: Period) =>
  t('reports.clock', { period: periodWords(shown), zone: shown.timeZone.replaceAll('_', ' '), before: periodWords(shown.before) })

function Tables({ period }: { period: PeriodSearch }) {
  const query = periodQuery(period)
  const funnel = useQuery(reportQuery('funnel', query))
  const sources = useQuery(reportQuery('sources', query))
  const panels = useQuery(reportQuery('panels', query))
  const failed = [funnel, sources, panels].find(({ isError, data }) => isError && !data)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  return (
    <div className={classes.blocks}>
      {funnel.data ? <FunnelSection steps={funnel.data.data} period={period} /> : <SkeletonRows rows={6} columns={2} />}
      {sources.data ? <SourcesSection sources={sources.data.data} period={period} /> : <SkeletonRows rows={6} columns={4} />}
      {panels.data ? <PanelsSection panels={panels.data.data} period={period} /> : <SkeletonRows rows={6} columns={3} />}
    </div>
  )
}

function ExportMenu({ period, sheet }: { period: PeriodSearch; sheet: () => HTMLElement | null }) {
  const picture = async () => {
    const element = sheet()
    if (!element) return
    try {
      const { savePicture } = await import('./picture.ts')
      await savePicture(element)
    } catch (error) {
      toast({ text: t('reports.noPicture', { why: explainShortly(error) }) })
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {t('reports.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={address('/exports/reports.csv', { query: { report: 'targets', ...periodQuery(period) } })}
          download
          leftSection={<IconTable size={14} aria-hidden />}
        >
          {t('reports.exportCsv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={14} aria-hidden />} onClick={() => void picture()}>
          {t('reports.exportPng')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
