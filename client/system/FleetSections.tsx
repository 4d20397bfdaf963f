import { useQuery } from '@tanstack/react-query'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { type Fleet, fleetQuery } from './fleet-queries.ts'
import { Fact, Section } from './Section.tsx'
import { SlowQueries } from './SlowQueries.tsx'
import classes from './system.module.css'
import { bytes } from './units.ts'

/** What stands beside this program, and what the database spends its time on. */
export function FleetSections() {
  const fleet = useQuery(fleetQuery)
  return (
    <>
      {fleet.data && <Replicas fleet={fleet.data} />}
      <SlowQueries />
    </>
  )
}

function Replicas({ fleet: { instances, replicas, reads } }: { fleet: Fleet }) {
  return (
    <Section title={t('fleet.title')}>
      <Fact label={t('fleet.instances')}>{count(instances)}</Fact>
      {replicas.map((replica) => (
        <Fact key={replica.name} label={t('fleet.replica', { name: replica.name })}>
          <ReplicaState replica={replica} />
        </Fact>
      ))}
      {replicas.length > 0 ? (
        <Fact label={t('fleet.reads')}>{t('fleet.readsWords', { replica: count(reads.replica), primary: count(reads.primary) })}</Fact>
      ) : (
        <p className={classes.quiet}>{t('fleet.none')}</p>
      )}
    </Section>
  )
}

function ReplicaState({ replica: { state, since, ageSeconds, bytesBehind } }: { replica: Fleet['replicas'][number] }) {
  if (state === 'in step') return t('fleet.inStep', { seconds: count(Math.round(ageSeconds)) })
  if (state === 'behind') return t('fleet.behind', { seconds: count(Math.round(ageSeconds)), size: bytes(bytesBehind) })
  return (
    <>
      {t('fleet.away')} <RelativeTime at={since} inSentence />
    </>
  )
}
