import { Menu } from '@mantine/core'
import { IconHandOff, IconHeartHandshake } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { RecordMenu } from '../records/page/RecordMenu.tsx'
import { useActor } from '../records/people.ts'
import { useDeleteLead, useRelease } from './acts.ts'
import { ConvertDialog } from './ConvertDialog.tsx'
import { mayConvert } from './conversion.ts'
import { type Lead, leadRef, patientQuery } from './queries.ts'

type LeadMenuProps = { lead: Lead; place: 'panel' | 'page'; onGone: () => void }

export function LeadMenu({ lead, place, onGone }: LeadMenuProps) {
  const [converting, setConverting] = useState(false)
  const actor = useActor()
  const release = useRelease()
  const remove = useDeleteLead(actor.role === 'Admin')
  const { data: patient } = useQuery(patientQuery(lead.id))
  const may = policy.lead.update(actor, lead)
  const onDelete = () => void remove(lead).then((gone) => gone && onGone())
  return (
    <>
      <RecordMenu record={leadRef(lead.id)} name={fullName(lead)} place={place} onDelete={may && patient === null ? onDelete : undefined}>
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
