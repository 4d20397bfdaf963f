import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/CardFace.module.css'
import { ClockMark } from '../records/next-step/ClockMark.tsx'
import { NextStepLine } from '../records/next-step/NextStepLine.tsx'
import { PresenceMark } from '../records/page/PresenceLine.tsx'
import { OwnerMark } from '../records/StaffMarks.tsx'
import { GroupGlyph, groupOf } from '../records/stages.tsx'
import own from './PatientCardFace.module.css'
import { type PatientCard, patientRef } from './queries.ts'

/** Name, what is next, the clock, whose; in the overview also the stage. */
export function PatientCardFace({ card, named }: { card: PatientCard; named?: 'stage' }) {
  return (
    <div className={classes.card} data-late={card.clock.state === 'overdue' || undefined}>
      <div className={classes.line}>
        <span className={classes.name} title={fullName(card)}>
          {fullName(card)}
        </span>
        <PresenceMark record={patientRef(card.id)} />
        <OwnerMark id={card.healthCoachId} />
      </div>
      <NextStepLine step={card.nextStep} />
      <div className={classes.line}>
        {named ? (
          <span className={own.stage} title={valueWord(card.stage)}>
            {valueWord(card.stage)}
          </span>
        ) : (
          <GroupGlyph group={groupOf(card.stage)} />
        )}
        <ClockMark clock={card.clock} />
      </div>
    </div>
  )
}
