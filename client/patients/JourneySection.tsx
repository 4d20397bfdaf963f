import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contactStages } from '#shared/values'
import { duration } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { ClockMark } from '../records/next-step/ClockMark.tsx'
import { Requirements } from '../records/next-step/Requirements.tsx'
import { useNameOf } from '../records/people.ts'
import { stagesQuery, standingQuery } from '../records/queries.ts'
import type { StagePassage, Standing } from '../records/record.ts'
import { RelativeTime, useNow } from '../ui/RelativeTime.tsx'
import { PanelSection } from '../ui/SidePanel.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { JourneyGrid } from './JourneyGrid.tsx'
import classes from './JourneySection.module.css'
import { cellsOf, dayOf, lasted, yearsOf } from './journey.ts'
import { useMovePatient } from './moves.ts'
import { type Patient, patientRef } from './queries.ts'

/** Where the patient stands, how long, what is next, and how they came here. */
export function JourneySection({ patient, readOnly }: { patient: Patient; readOnly: boolean }) {
  const { data: passages } = useQuery(stagesQuery(patientRef(patient.id)))
  const { data: standing } = useQuery(standingQuery(patientRef(patient.id)))
  const [chosen, setChosen] = useState<number>()
  const move = useMovePatient()
  const now = useNow()
  if (!passages) return <SkeletonRows rows={6} columns={5} height={36} />
  const years = yearsOf(passages)
  const at = Math.min(chosen ?? years.length - 1, years.length - 1)
  const year = years[at]
  if (!year) return null
  return (
    <section className={classes.journey} aria-label={t('journey.title')}>
      <div className={classes.heading}>
        <h2 className={classes.stage}>{valueWord(patient.stage)}</h2>
        <span className={classes.quiet}>{placeWords(patient, standing, now)}</span>
        {standing && <ClockMark clock={standing.clock} />}
        <span className={classes.year}>{t('journey.yearDay', { year: at + 1, day: dayOf(year, lastMoment(year.passages, now)) })}</span>
      </div>
      {years.length > 1 && (
        <SegmentedControl
          aria-label={t('journey.years')}
          value={String(at)}
          onChange={(value) => setChosen(Number(value))}
          data={years.map((_, index) => ({ value: String(index), label: t('journey.year', { count: index + 1 }) }))}
        />
      )}
      <JourneyGrid cells={cellsOf(year, now)} onMove={readOnly || !year.isCurrent ? undefined : (stage) => void move(patient, stage)} />
      {standing && <Requirements standing={standing} />}
    </section>
  )
}

/** A year that is over is told by its last day. */
const lastMoment = (passages: readonly StagePassage[], now: number) => Date.parse(passages.at(-1)?.leftAt ?? '') || now

function placeWords({ stage }: Patient, standing: Standing | undefined, now: number): string {
  const place = t('journey.place', { at: contactStages.indexOf(stage) + 1, of: contactStages.length })
  const here = standing && t('journey.here', { time: duration(Math.max(0, now - Date.parse(standing.enteredAt))) })
  const target = standing?.targetHours != null && t('journey.target', { time: duration(standing.targetHours * 3_600_000) })
  return [place, here, target].filter(Boolean).join(' · ')
}

const shownAtFirst = 6

/** Every stage ever entered: who moved it, when, how long it lasted, why when it was not the next one. */
export function StageHistory({ id }: { id: number }) {
  const { data: passages = [] } = useQuery(stagesQuery(patientRef(id)))
  const [all, setAll] = useState(false)
  const newest = passages.toReversed()
  const shown = all ? newest : newest.slice(0, shownAtFirst)
  return (
    <PanelSection title={t('journey.history')}>
      <ol className={classes.history}>
        {shown.map((passage) => (
          <HistoryLine key={passage.enteredAt} passage={passage} first={passage === passages[0]} />
        ))}
      </ol>
      {shown.length < newest.length && (
        <Button variant="subtle" color="gray" size="compact-xs" className={classes.more} onClick={() => setAll(true)}>
          {t('journey.more', { count: newest.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  )
}

function HistoryLine({ passage, first }: { passage: StagePassage; first: boolean }) {
  const nameOf = useNameOf()
  const now = useNow()
  const who = passage.enteredById === null ? t('timeline.system') : nameOf(passage.enteredById)
  const stage = valueWord(passage.stage)
  return (
    <li className={classes.line}>
      <span>{first ? t('journey.began', { who, stage }) : t('journey.moved', { who, stage })}</span>
      <span className={classes.when}>
        <RelativeTime at={passage.enteredAt} />
        {passage.leftAt && ` · ${t('journey.stayed', { time: duration(lasted(passage, now)) })}`}
      </span>
      {passage.reason && <span className={classes.reason}>{t('timeline.because', { reason: passage.reason })}</span>}
    </li>
  )
}
