import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { t } from '../../lib/messages.ts'
import { isStatus } from '../../lib/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import type { RecordKind } from '../record.ts'

const words = {
  lead: { to: '/leads', back: 'lead.toLeads', title: 'lead.notFound', detail: 'lead.notFoundDetail' },
  contact: { to: '/patients', back: 'patient.toPatients', title: 'patient.notFound', detail: 'patient.notFoundDetail' },
} as const

/** While a record loads, or why it does not. */
export function NoRecord({ kind, error, onRetry }: { kind: RecordKind; error: unknown; onRetry: () => void }) {
  const { to, back, title, detail } = words[kind]
  if (isStatus(error, 404)) {
    const list = (
      <Button component={Link} to={to} variant="default">
        {t(back)}
      </Button>
    )
    return <EmptyState title={t(title)} detail={t(detail)} action={list} />
  }
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  return <SkeletonRows rows={8} columns={2} height={48} />
}
