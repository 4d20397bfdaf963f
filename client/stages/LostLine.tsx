import { Button } from '@mantine/core'
import { IconCalendarPlus, IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { policy } from '#shared/policy'
import { duration, exactTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { useActor } from '../records/people.ts'
import { placeOf } from '../records/record-place.ts'
import { OwnerMark } from '../records/StaffMarks.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import classes from './NoNextStepPage.module.css'
import { type Lost, useRemedies } from './remedies.ts'

/** Who it is, how long they stand where, and what ends it with one click. */
export function LostLine({ lost, stage, since }: { lost: Lost; stage: string; since: string | null }) {
  const now = useNow()
  const actor = useActor()
  const remedies = useRemedies(actor.userId)
  const name = fullName(lost)
  const { kind } = lost.record
  const takes =
    kind === 'contact' ? policy.contact.update(actor) : policy.lead.claim(actor, { ownerId: null, createdAt: since }, new Date(now))
  const where = since ? t('falling.inStage', { stage: valueWord(stage), time: duration(now - Date.parse(since)) }) : valueWord(stage)
  return (
    <li className={classes.line}>
      <OwnerMark id={lost.userId} />
      <div className={classes.who}>
        <Link to={placeOf(lost.record)} className={classes.name}>
          {name}
        </Link>
        <span className={classes.where} title={since ? exactTime(since) : undefined}>
          {where}
        </span>
      </div>
      <div className={classes.acts}>
        {lost.userId === null && takes && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconUserPlus size={14} aria-hidden />}
            aria-label={t('falling.act', { act: t('falling.assign'), name })}
            onClick={() => void remedies.assignToMe(lost)}
          >
            {t('falling.assign')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={14} aria-hidden />}
          aria-label={t('falling.act', { act: t('falling.tomorrow'), name })}
          onClick={() => void remedies.plan(lost)}
        >
          {t('falling.tomorrow')}
        </Button>
      </div>
    </li>
  )
}
