import { Button, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { type AuditState, auditStateQuery, verifyAudit, wishAnchors } from './audit-queries.ts'
import { HoldsSection } from './HoldsSection.tsx'
import { useDoing } from './queries.ts'
import { Fact, Section } from './Section.tsx'
import classes from './system.module.css'
import { bytes } from './units.ts'

/** Whether the trail is what was sealed, where its old part lies, and what must not move. */
export function AuditSections() {
  const state = useQuery(auditStateQuery)
  const verify = useDoing(verifyAudit, () => t('system.verifyBegun'))
  const isRunning = state.data?.checks[0]?.state === 'running'
  const action = (
    <Button variant="default" loading={verify.isPending || isRunning} onClick={() => verify.mutate()}>
      {t('system.verifyNow')}
    </Button>
  )
  return (
    <>
      <Section id="audit" title={t('system.audit')} action={action} isWide>
        <p className={classes.quiet}>{t('system.auditDetail')}</p>
        {state.isError && !state.data && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
        {state.data && <Facts state={state.data} />}
      </Section>
      <HoldsSection />
    </>
  )
}

function Facts({ state }: { state: AuditState }) {
  const [last] = state.checks
  return (
    <>
      <Fact label={t('system.verified')}>{last ? <Check check={last} /> : t('system.notVerified')}</Fact>
      <Fact label={t('system.sealed')}>
        {state.lastSealAt ? (
          <>
            {t('system.sealedWords', { count: state.seals })} <RelativeTime at={state.lastSealAt} inSentence />
          </>
        ) : (
          t('system.notSealed')
        )}
      </Fact>
      <Fact label={t('system.archive')}>{archiveWords(state)}</Fact>
      <Anchor state={state} />
    </>
  )
}

function Check({ check: { state, startedAt, rows, fault } }: { check: AuditState['checks'][number] }) {
  return (
    <>
      <span className={classes.outcome} data-bad={state === 'failed' || undefined}>
        {t(`system.check_${state}`, { count: rows ?? 0 })}
      </span>
      {state === 'passed' ? ', ' : ' '}
      <RelativeTime at={startedAt} inSentence />
      {fault && <p className={classes.fault}>{fault}</p>}
    </>
  )
}

function archiveWords({ archive, retentionMonths }: AuditState): string {
  const { rows, bytes: size, fromMonth, toMonth } = archive
  if (rows > 0) return t('system.archiveWords', { rows: count(rows), from: fromMonth ?? '', to: toMonth ?? '', size: bytes(size) })
  return retentionMonths === null ? t('system.archiveOff') : t('system.archiveEmpty', { count: retentionMonths })
}

function Anchor({ state: { mailAnchor, hasMail } }: { state: AuditState }) {
  const wish = useDoing(wishAnchors, () => t('settings.saved'))
  return (
    <Switch
      mt={8}
      label={t('system.mailAnchor')}
      description={t(hasMail ? 'system.mailAnchorHint' : 'system.mailAnchorMissing')}
      disabled={!hasMail && !mailAnchor}
      checked={mailAnchor}
      onChange={(event) => wish.mutate(event.currentTarget.checked)}
    />
  )
}
