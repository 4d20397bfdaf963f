import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dateFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { confirm } from '../ui/confirm.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { holdsQuery, type LegalHold, releaseHold } from './audit-queries.ts'
import { HoldDialog } from './HoldDialog.tsx'
import { useDoing } from './queries.ts'
import { Section } from './Section.tsx'
import classes from './system.module.css'

export function HoldsSection() {
  const holds = useQuery(holdsQuery)
  const [isAdding, setAdding] = useState(false)
  const action = (
    <Button variant="default" onClick={() => setAdding(true)}>
      {t('system.holdAdd')}
    </Button>
  )
  return (
    <Section id="holds" title={t('system.holds')} action={action} isWide>
      <p className={classes.quiet}>{t('system.holdsDetail')}</p>
      {holds.isError && !holds.data && <ErrorState error={holds.error} onRetry={() => void holds.refetch()} />}
      {holds.data?.data.length === 0 && <p>{t('system.noHold')}</p>}
      {holds.data && holds.data.data.length > 0 && <Holds holds={holds.data.data} />}
      {isAdding && <HoldDialog onClose={() => setAdding(false)} />}
    </Section>
  )
}

function Holds({ holds }: { holds: LegalHold[] }) {
  const release = useDoing(releaseHold, () => t('system.holdReleased'))
  const ask = async (id: number) => {
    const question = { title: t('system.holdReleaseTitle'), detail: t('system.holdReleaseDetail'), action: t('system.holdRelease') }
    if (await confirm(question)) release.mutate(id)
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table} data-words>
        <thead>
          <tr>
            <th scope="col">{t('system.holdWhat')}</th>
            <th scope="col">{t('system.holdReason')}</th>
            <th scope="col">{t('system.heldSince')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('system.holdRelease')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {holds.map((each) => (
            <tr key={each.id}>
              <th scope="row">{whatOf(each)}</th>
              <td>{each.reason}</td>
              <td>
                <RelativeTime at={each.heldAt} />
              </td>
              <td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => void ask(each.id)}
                  aria-label={`${t('system.holdRelease')}: ${whatOf(each)}`}
                >
                  {t('system.holdRelease')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function whatOf({ entityType, entityId, name, fromAt, toAt }: LegalHold): string {
  if (entityType) return name ?? `${t(`system.hold_${entityType}`)} ${entityId}`
  const day = (at: string) => dateFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(at))
  if (fromAt && toAt) return t('system.holdTime', { from: day(fromAt), to: day(toAt) })
  return fromAt ? t('system.holdSince', { from: day(fromAt) }) : t('system.holdUntil', { to: day(toAt ?? '') })
}
