import { t } from '../lib/messages.ts'
import { WhoseSwitch } from '../lists/WhoseSwitch.tsx'
import type { LeadsSearch } from './search.ts'

export function WhoseLeads({ search, onChange }: { search: LeadsSearch; onChange: (search: LeadsSearch) => void }) {
  return (
    <WhoseSwitch
      label={t('leads.whose')}
      words={{ all: t('leads.everyone'), mine: t('leads.mine'), nobodys: t('leads.open') }}
      chosen={search.ownerId}
      onChange={(ownerId) => onChange({ ...search, ownerId })}
    />
  )
}
