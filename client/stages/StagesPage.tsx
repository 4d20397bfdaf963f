import { ActionIcon } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { policy } from '#shared/policy'
import { duration } from '../lib/dates.ts'
import { listFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { valueWord } from '../lib/value-words.ts'
import { useActor } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermission } from '../ui/NoPermission.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { type Contract, contractsQuery } from './queries.ts'
import classes from './StagesPage.module.css'

const ContractDialog = lazy(async () => ({ default: (await import('./ContractDialog.tsx')).ContractDialog }))
const hour = 3_600_000

/** What the clinic promises for each status and stage; an Admin changes it. */
export function StagesPage() {
  useTitle(t('contracts.title'))
  const contracts = useQuery(contractsQuery)
  const [edited, setEdited] = useState<Contract>()
  if (!policy.user.update(useActor())) return <NoPermission />
  if (contracts.isPending) return <SkeletonRows rows={12} columns={5} />
  if (contracts.isError) return <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />
  const of = (kind: Contract['entityType']) => contracts.data.filter(({ entityType }) => entityType === kind)
  return (
    <ScrollRegion className={classes.page} label={t('contracts.title')}>
      <p className={classes.detail}>{t('contracts.detail')}</p>
      <ContractTable title={t('contracts.leads')} sum="contracts.pipeline" contracts={of('lead')} onEdit={setEdited} />
      <ContractTable title={t('contracts.patients')} sum="contracts.year" contracts={of('contact')} onEdit={setEdited} />
      <Suspense>{edited && <ContractDialog contract={edited} onClose={() => setEdited(undefined)} />}</Suspense>
    </ScrollRegion>
  )
}

type TableProps = {
  title: string
  sum: 'contracts.pipeline' | 'contracts.year'
  contracts: readonly Contract[]
  onEdit: (contract: Contract) => void
}

function ContractTable({ title, sum, contracts, onEdit }: TableProps) {
  const total = contracts.reduce((hours, { targetHours }) => hours + (targetHours ?? 0), 0)
  return (
    <section className={classes.section}>
      <div className={classes.heading}>
        <h2 className={classes.title}>{title}</h2>
        <span className={classes.quiet}>{t(sum, { time: duration(total * hour) })}</span>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('contracts.stage')}</th>
            <th scope="col">{t('contracts.owner')}</th>
            <th scope="col">{t('contracts.target')}</th>
            <th scope="col">{t('contracts.soon')}</th>
            <th scope="col">{t('contracts.asks')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('contracts.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {contracts.map((contract) => (
            <ContractRow key={contract.stage} contract={contract} onEdit={() => onEdit(contract)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ContractRow({ contract, onEdit }: { contract: Contract; onEdit: () => void }) {
  const { stage, ownerRole, targetHours, soonHours, requirements, guidance } = contract
  const asks = requirements.map((name) => t(`clocks.${name}`))
  const soon = targetHours === null || soonHours === 0 ? '–' : duration(soonHours * hour)
  return (
    <tr>
      <th scope="row" className={classes.stage}>
        {valueWord(stage)}
        {guidance && <span className={classes.guidance}>{guidance}</span>}
      </th>
      <td>{valueWord(ownerRole)}</td>
      <td className={classes.figure} data-label={t('contracts.target')}>
        {targetHours === null ? t('contracts.noTarget') : duration(targetHours * hour)}
      </td>
      <td className={classes.figure} data-label={t('contracts.soon')}>
        {soon}
      </td>
      <td className={classes.asks}>
        {asks.length > 0 ? listFormat(locale(), { type: 'conjunction' }).format(asks) : t('contracts.nothing')}
      </td>
      <td className={classes.edit}>
        <ActionIcon aria-label={t('contracts.edit', { stage: valueWord(stage) })} onClick={onEdit}>
          <IconPencil size={16} />
        </ActionIcon>
      </td>
    </tr>
  )
}
