import { Link } from '@tanstack/react-router'
import type { ApiReply } from '#shared/api'
import { count } from '../lib/dates.ts'
import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { Block } from './Block.tsx'
import { RowsLink } from './RowsLink.tsx'
import classes from './reports.module.css'
import type { PeriodSearch } from './search.ts'
import tableClasses from './tables.module.css'
import { groupWords, money, percent } from './words.ts'

type Source = ApiReply<'GET /reports/sources'>['data'][number]

/** So many times the clinic's average is worth a red number. */
const dear = 2

export function SourcesSection({ sources, period }: { sources: readonly Source[]; period: PeriodSearch }) {
  const mayEnter = useMe().permissions.includes('PUT /source-costs')
  const average = averageOf(sources)
  const isDear = ({ centsPerPatient }: Source) => average !== null && centsPerPatient !== null && centsPerPatient > dear * average
  const dearest = sources.filter(isDear).toSorted((a, b) => (b.centsPerPatient ?? 0) - (a.centsPerPatient ?? 0))[0]
  return (
    <Block
      title={t('reports.sources')}
      detail={t('reports.sourcesDetail')}
      means={t('reports.sourcesMeans')}
      report="sources"
      period={period}
    >
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">{t('reports.source')}</th>
            <th scope="col">{t('reports.leads')}</th>
            <th scope="col">{t('reports.patients')}</th>
            <th scope="col" className={tableClasses.spare}>
              {t('reports.won')}
            </th>
            <th scope="col">{t('reports.cost')}</th>
            <th scope="col">{t('reports.perPatient')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.source}>
              <th scope="row">{groupWords(source.source)}</th>
              <td>
                <RowsLink period={period} rows={{ list: 'leads', of: source.source }}>
                  {count(source.leads)}
                </RowsLink>
              </td>
              <td>
                <RowsLink period={period} rows={{ list: 'leads', part: 'hit', of: source.source }} tone="strong">
                  {count(source.patients)}
                </RowsLink>
              </td>
              <td className={tableClasses.spare}>{percent(source.share)}</td>
              <td>{money(source.cents)}</td>
              <td data-late={isDear(source) || undefined}>{money(source.centsPerPatient)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sources.length === 0 && <p className={classes.quiet}>{t('reports.noLeads')}</p>}
      <p className={classes.note}>
        {average === null ? t('reports.noCosts') : t('reports.average', { cost: money(average) })}{' '}
        {dearest &&
          t('reports.dearest', { source: groupWords(dearest.source), times: times((dearest.centsPerPatient ?? 0) / (average ?? 1)) })}{' '}
        {mayEnter && <Link to="/dashboard/costs">{t('reports.enterCosts')}</Link>}
      </p>
    </Block>
  )
}

const times = (value: number) => numberFormat(locale(), { maximumFractionDigits: 1 }).format(value)

/** What a patient costs over all the sources that cost something. */
function averageOf(sources: readonly Source[]): number | null {
  const paid = sources.filter(({ cents }) => cents !== null)
  const patients = paid.reduce((sum, source) => sum + source.patients, 0)
  return patients ? paid.reduce((sum, { cents }) => sum + (cents ?? 0), 0) / patients : null
}
