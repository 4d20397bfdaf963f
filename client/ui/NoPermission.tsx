import { t } from '../lib/messages.ts'
import { EmptyState } from './EmptyState.tsx'

/** Instead of a page the person's role has no part in. */
export function NoPermission() {
  return <EmptyState title={t('shell.noPermission')} detail={t('shell.noPermissionDetail')} />
}
