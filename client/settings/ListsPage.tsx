import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage, FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { ListEditor } from './ListEditor.tsx'
import { valueListsQuery } from './queries.ts'

export function ListsPage() {
  const lists = useQuery(valueListsQuery)
  if (lists.isPending) return <SkeletonRows rows={8} columns={2} height={44} />
  if (lists.isError) return <ErrorState error={lists.error} onRetry={() => void lists.refetch()} />
  const { lead_type, lead_outcome } = lists.data
  return (
    <FormPage>
      <FormSection title={t('settings.leadTypes')} detail={t('settings.leadTypesDetail')}>
        <ListEditor key={JSON.stringify(lead_type)} list="lead_type" entries={lead_type} />
      </FormSection>
      <FormSection title={t('settings.leadOutcomes')} detail={t('settings.leadOutcomesDetail')}>
        <ListEditor key={JSON.stringify(lead_outcome)} list="lead_outcome" entries={lead_outcome} />
      </FormSection>
    </FormPage>
  )
}
