import { t } from '../lib/messages.ts'
import { ListFoot } from '../lists/ListFoot.tsx'

export function LeadsFoot({ view }: { view: 'board' | undefined }) {
  const move =
    view === 'board' ? [{ keys: [t('leadKeys.space')], does: t('leadKeys.lift') }] : [{ keys: ['J', 'K'], does: t('leadKeys.move') }]
  const hints = [
    ...move,
    { keys: ['Enter'], does: t('leadKeys.open') },
    { keys: ['C'], does: t('leadKeys.call') },
    { keys: ['E'], does: t('leadKeys.edit') },
    { keys: ['A'], does: t('leadKeys.claim') },
    ...(view === 'board' ? [] : [{ keys: ['X'], does: t('table.pickHint') }]),
    { keys: ['/'], does: t('leadKeys.search') },
    { keys: ['?'], does: t('leadKeys.all') },
  ]
  return <ListFoot hints={hints} />
}
