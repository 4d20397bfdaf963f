import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowsMaximize,
  IconDots,
  IconHandOff,
  IconHeartHandshake,
  IconLink,
  IconLock,
  IconLockOpen,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useActor } from '../records/people.ts'
import { restrictionQuery } from '../records/queries.ts'
import { RestrictDialog } from '../records/RestrictDialog.tsx'
import { useUnrestrict } from '../records/restriction.ts'
import { WhoLookedItem } from '../records/WhoLookedItem.tsx'
import { toast } from '../ui/toast.ts'
import { useDeleteLead, useRelease } from './acts.ts'
import { ConvertDialog } from './ConvertDialog.tsx'
import { mayConvert } from './conversion.ts'
import { type Lead, leadRef, patientQuery } from './queries.ts'

type LeadMenuProps = { lead: Lead; place: 'panel' | 'page'; onGone: () => void }

/** What is done seldom; only what would not be refused. */
export function LeadMenu({ lead, place, onGone }: LeadMenuProps) {
  const [open, setOpen] = useState<'convert' | 'restrict'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('leads.more')} title={t('leads.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {place === 'panel' && (
            <Menu.Item leftSection={<IconArrowsMaximize size={14} />} component={Link} to={`/leads/${lead.id}`}>
              {t('lead.openAsPage')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copyLink(lead)}>
            {t('lead.copyLink')}
          </Menu.Item>
          <Acts lead={lead} onGone={onGone} onOpen={setOpen} />
        </Menu.Dropdown>
      </Menu>
      {open === 'convert' && <ConvertDialog lead={lead} onClose={close} />}
      {open === 'restrict' && <RestrictDialog record={leadRef(lead.id)} name={fullName(lead)} onClose={close} />}
    </>
  )
}

type ActsProps = { lead: Lead; onGone: () => void; onOpen: (dialog: 'convert' | 'restrict') => void }

function Acts({ lead, onGone, onOpen }: ActsProps) {
  const actor = useActor()
  const release = useRelease()
  const remove = useDeleteLead(actor.role === 'Admin')
  const { data: patient } = useQuery(patientQuery(lead.id))
  const may = policy.lead.update(actor, lead)
  return (
    <>
      {patient === null && mayConvert(actor, lead) && (
        <Menu.Item leftSection={<IconHeartHandshake size={14} />} onClick={() => onOpen('convert')}>
          {t('conversion.action')}
        </Menu.Item>
      )}
      {may && lead.ownerId !== null && (
        <Menu.Item leftSection={<IconHandOff size={14} />} onClick={() => void release(lead)}>
          {t('lead.release')}
        </Menu.Item>
      )}
      <WhoLookedItem record={leadRef(lead.id)} />
      {policy.lead.restrict(actor) && <RestrictItem lead={lead} onRestrict={() => onOpen('restrict')} />}
      {may && patient === null && (
        <Menu.Item
          leftSection={<IconTrash size={14} />}
          c="var(--mantine-color-error)"
          onClick={() => void remove(lead).then((gone) => gone && onGone())}
        >
          {t('lead.delete')}
        </Menu.Item>
      )}
    </>
  )
}

function RestrictItem({ lead, onRestrict }: { lead: Lead; onRestrict: () => void }) {
  const { data } = useQuery(restrictionQuery(leadRef(lead.id)))
  const lift = useUnrestrict()
  if (data?.restricted)
    return (
      <Menu.Item leftSection={<IconLockOpen size={14} />} onClick={() => void lift(leadRef(lead.id), fullName(lead))}>
        {t('lead.unrestrict')}
      </Menu.Item>
    )
  return (
    <Menu.Item leftSection={<IconLock size={14} />} onClick={onRestrict}>
      {t('lead.restrict')}
    </Menu.Item>
  )
}

async function copyLink(lead: Lead) {
  await navigator.clipboard.writeText(`${location.origin}/leads/${lead.id}`)
  toast({ text: t('lead.linkCopied') })
}
