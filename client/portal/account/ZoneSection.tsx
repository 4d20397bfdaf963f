import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { allZones, ownZone, zoneWords } from '../../lib/zones.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { meQuery, useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Select } from '../ui/Field.tsx'
import { Section } from '../ui/Page.tsx'

/** The clock on which visits are shown; chosen at once. */
export function ZoneSection() {
  const { timeZone } = useMe()
  const queries = useQueryClient()
  const choose = useMutation({
    mutationFn: (zone: string) => call('PATCH /portal/me', { body: { timeZone: zone || null } }),
    onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me),
  })
  const shown = choose.isPending ? choose.variables : (timeZone ?? '')
  return (
    <Section title={t('account.zoneTitle')}>
      <Select
        label={t('account.zone')}
        quiet
        hint={choose.isSuccess ? t('common.saved') : t('account.zoneLead')}
        error={choose.error ? explainShortly(choose.error) : undefined}
        value={shown}
        onChange={choose.mutate}
        empty={t('account.zoneOfDevice', { zone: zoneWords(ownZone()) })}
        options={allZones().map((zone) => ({ value: zone, label: zoneWords(zone) }))}
      />
    </Section>
  )
}
