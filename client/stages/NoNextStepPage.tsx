import { Button, SegmentedControl } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { useActor } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LiveState } from '../ui/LiveState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { LostLine } from './LostLine.tsx'
import classes from './NoNextStepPage.module.css'
import { waitingLeadsQuery, waitingPatientsQuery } from './queries.ts'
import type { Lost } from './remedies.ts'

const pageOf = 50
const most = 200

/** Open leads and patients whom nothing and nobody will remind the clinic of. */
export function NoNextStepPage() {
  useTitle(t('falling.title'))
  const { whose } = useSearch({ from: '/staff/no-next-step' })
  const navigate = useNavigate()
  const me = useActor().userId
  const [limit, setLimit] = useState(pageOf)
  const mine = whose === 'mine' ? me : undefined
  const leads = useQuery(waitingLeadsQuery(mine, limit))
  const patients = useQuery(waitingPatientsQuery(mine, limit))
  const total = (leads.data?.total ?? 0) + (patients.data?.total ?? 0)
  const ready = leads.data && patients.data
  const failed = leads.isError ? leads : patients.isError ? patients : undefined
  const shown = (leads.data?.data.length ?? 0) + (patients.data?.data.length ?? 0)
  return (
    <>
      <PageBar title={t('falling.title')} detail={ready && total > 0 ? count(total) : undefined}>
        <LiveState />
        <SegmentedControl
          aria-label={t('falling.whose')}
          value={whose ?? 'all'}
          onChange={(value) => void navigate({ to: '/no-next-step', search: { whose: value === 'mine' ? 'mine' : undefined } })}
          data={[
            { value: 'mine', label: t('falling.mine') },
            { value: 'all', label: t('falling.everyone') },
          ]}
        />
      </PageBar>
      <ScrollRegion className={classes.page} label={t('falling.title')}>
        {failed && !ready && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
        {!failed && !ready && <SkeletonRows rows={10} columns={4} height={56} />}
        {ready && total === 0 && <Nobody isMine={mine !== undefined} />}
        {ready && total > 0 && (
          <>
            <p className={classes.detail}>{t('falling.detail')}</p>
            <Group title={t('falling.leads')} total={leads.data.total ?? 0} clear={t('falling.clear', { who: t('falling.whoLeads') })}>
              {leads.data.data.map((lead) => (
                <LostLine key={lead.id} lost={asLost('lead', lead, lead.ownerId)} stage={lead.status} {...pick(lead)} />
              ))}
            </Group>
            <Group
              title={t('falling.patients')}
              total={patients.data.total ?? 0}
              clear={t('falling.clear', { who: t('falling.whoPatients') })}
            >
              {patients.data.data.map((patient) => (
                <LostLine
                  key={patient.id}
                  lost={asLost('contact', patient, patient.healthCoachId)}
                  stage={patient.stage}
                  {...pick(patient)}
                />
              ))}
            </Group>
            {shown < total && limit < most && (
              <Button variant="default" className={classes.more} onClick={() => setLimit(most)}>
                {t('falling.more')}
              </Button>
            )}
          </>
        )}
      </ScrollRegion>
    </>
  )
}

type Row = { id: number; firstName: string; lastName: string }
const asLost = (kind: 'lead' | 'contact', { id, firstName, lastName }: Row, userId: number | null): Lost => ({
  record: { kind, id },
  firstName,
  lastName,
  userId,
})
const pick = ({ stageEnteredAt }: { stageEnteredAt: string | null }) => ({ since: stageEnteredAt })

function Group({ title, total, clear, children }: { title: string; total: number; clear: string; children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{count(total)}</span>
      </h2>
      {total === 0 ? (
        <p className={classes.clear}>
          <IconCircleCheck size={16} stroke={1.5} aria-hidden /> {clear}
        </p>
      ) : (
        <ul className={classes.list}>{children}</ul>
      )}
    </section>
  )
}

/** Nothing to do is the goal: said plainly, without fanfare. */
function Nobody({ isMine }: { isMine: boolean }) {
  return (
    <div className={classes.nobody}>
      <IconCircleCheck size={32} stroke={1.25} aria-hidden />
      <h2>{t(isMine ? 'falling.noneOfMine' : 'falling.none')}</h2>
      <p>{t(isMine ? 'falling.noneOfMineDetail' : 'falling.noneDetail')}</p>
    </div>
  )
}
