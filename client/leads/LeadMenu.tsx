import { Menu } from '@mantine/core'
import { IconHandOff, IconHeartHandshake } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useDeleteRecord } from '../records/page/deletion.ts'
import { RecordMenu } from '../records/page/RecordMenu.tsx'
import { useActor } from '../records/people.ts'
import { useRelease } from './acts.ts'
import { ConvertDialog } from './ConvertDialog.tsx'
import { dropRow } from './cache.ts'
import { mayConvert } from './conversion.ts'
import { type Lead, leadRef, patientQuery } from './queries.ts'

type LeadMenuProps = { lead: Lead; place: 'panel' | 'page'; onGone: () => void }

export function LeadMenu({ lead, place, onGone }: LeadMenuProps) {
  const [converting, setConverting] = useState(false)
  const actor = useActor()
  const release = useRelease()
  const queries = useQueryClient()
  const remove = useDeleteRecord()
  const { data: patient } = useQuery(patientQuery(lead.id))
  const may = policy.lead.update(actor, lead)
  const record = leadRef(lead.id)
  const name = fullName(lead)
  const forget = () => {
    dropRow(queries, lead.id)
    void queries.invalidateQueries({ queryKey: ['leads'] })
  }
  const onDelete = () => void remove({ record, name, forget }).then((gone) => gone && onGone())
  return (
    <>
      <RecordMenu record={record} name={name} place={place} onDelete={may && patient === null ? onDelete : undefined}>
        {patient === null && mayConvert(actor, lead) && (
          <Menu.Item leftSection={<IconHeartHandshake size={14} />} onClick={() => setConverting(true)}>
            {t('conversion.action')}
          </Menu.Item>
        )}
        {may && lead.ownerId !== null && (
          <Menu.Item leftSection={<IconHandOff size={14} />} onClick={() => void release(lead)}>
            {t('lead.release')}
          </Menu.Item>
        )}
      </RecordMenu>
      {converting && <ConvertDialog lead={lead} onClose={() => setConverting(false)} />}
    </>
  )
}
