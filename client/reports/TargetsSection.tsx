import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type TargetKey, targetKeys, targets } from '#shared/reports'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import type { TargetFigure } from './queries.ts'
import { RowsLink } from './RowsLink.tsx'
import classes from './reports.module.css'
import type { PeriodSearch } from './search.ts'
import targetClasses from './targets.module.css'
import { behindWords, figureWords, goalWords, targetName, trendOf } from './words.ts'

type TargetsProps = { figures: readonly TargetFigure[]; period: PeriodSearch }

/** First in a sentence, then each by itself. */
export function TargetsSection({ figures, period }: TargetsProps) {
  const judged = figures.filter(({ isMet }) => isMet !== null)
  const met = judged.filter(({ isMet }) => isMet).length
  return (
    <section aria-labelledby="targets">
      <h2 id="targets" className={targetClasses.sentence}>
        {judged.length === 0 ? t('reports.nothingYet') : t('reports.met', { met, of: judged.length })}
      </h2>
      <p className={classes.quiet}>{judged.length === 0 ? t('reports.nothingYetDetail') : (behindWords(figures) ?? t('reports.allMet'))}</p>
      <ul className={targetClasses.tiles}>
        {targetKeys.map((key) => {
          const figure = figures.find((each) => each.key === key)
          return figure && <Tile key={key} figure={figure} period={period} />
        })}
      </ul>
    </section>
  )
}

function Tile({ figure: { key, value, before, isMet, stage, count, of }, period }: { figure: TargetFigure; period: PeriodSearch }) {
  const { list, counts } = targets[key]
  const rows = key === 'longestStage' ? { list, of: stage ?? undefined } : { list, part: counts === 'hit' ? counts : undefined }
  const name = targetName(key)
  const shown = figureWords(key, value)
  return (
    <li className={targetClasses.tile} data-missed={isMet === false || undefined}>
      <h3 className={targetClasses.name}>{name}</h3>
      <p className={targetClasses.figure}>
        {value === null ? (
          <span className={targetClasses.value}>–</span>
        ) : (
          <RowsLink period={period} rows={rows} label={t('reports.opens', { figure: `${name}: ${shown}` })}>
            <span className={targetClasses.value}>{shown}</span>
          </RowsLink>
        )}
        <TrendMark name={key} value={value} before={before} />
      </p>
      <Gauge name={key} value={value} />
      <p className={targetClasses.verdict}>
        {isMet !== null && <strong>{t(isMet ? 'reports.isMet' : 'reports.isMissed')}</strong>}
        {isMet !== null && ' · '}
        {goalWords(key)}
      </p>
      <details className={classes.meaning}>
        <summary>{t('reports.meaning')}</summary>
        <p>
          {t(`reports.${key}Means`)} {t('reports.counted', { count, of })}
          {stage && ` ${valueWord(stage)}.`}
        </p>
      </details>
    </li>
  )
}

function TrendMark({ name, value, before }: { name: TargetKey; value: number | null; before: number | null }) {
  const trend = trendOf(name, value, before)
  if (!trend || trend.direction === 'same') return null
  const Arrow = trend.direction === 'up' ? IconArrowUp : IconArrowDown
  return (
    <span className={targetClasses.trend} title={t('reports.before', { figure: figureWords(name, before) })}>
      <Arrow size={12} aria-hidden />
      <span className="visually-hidden">{t(trend.direction === 'up' ? 'reports.up' : 'reports.down')} </span>
      {trend.words}
    </span>
  )
}

/** The tick is the target; the bar ends beyond it so that more than enough can be seen too. */
function Gauge({ name, value }: { name: TargetKey; value: number | null }) {
  const { goal, unit, better } = targets[name]
  const end = unit === 'percent' && better === 'above' && goal >= 50 ? 100 : Math.max(goal * 1.6, (value ?? 0) * 1.05)
  const at = (share: number) => `${Math.min(100, Math.max(0, (share / end) * 100))}%`
  return (
    <div className={targetClasses.gauge} aria-hidden>
      <div className={targetClasses.fill} style={{ width: at(value ?? 0) }} />
      <div className={targetClasses.tick} style={{ left: at(goal) }} />
    </div>
  )
}
