import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowsMaximize, IconDots, IconLink, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react'
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
import { useDeletePatient } from './deletion.ts'
import { type Patient, patientRef } from './queries.ts'

type PatientMenuProps = { patient: Patient; place: 'panel' | 'page'; onGone: () => void }

/** What is done seldom; only what would not be refused. */
export function PatientMenu({ patient, place, onGone }: PatientMenuProps) {
  const [restricting, setRestricting] = useState(false)
  const actor = useActor()
  const remove = useDeletePatient(actor.role === 'Admin')
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
            <Menu.Item leftSection={<IconArrowsMaximize size={14} />} component={Link} to={`/patients/${patient.id}`}>
              {t('lead.openAsPage')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copyLink(patient)}>
            {t('lead.copyLink')}
          </Menu.Item>
          <WhoLookedItem record={patientRef(patient.id)} />
          {policy.lead.restrict(actor) && <RestrictItem patient={patient} onRestrict={() => setRestricting(true)} />}
          {policy.contact.update(actor) && (
            <Menu.Item
              leftSection={<IconTrash size={14} />}
              c="var(--mantine-color-error)"
              onClick={() => void remove(patient).then((gone) => gone && onGone())}
            >
              {t('lead.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {restricting && <RestrictDialog record={patientRef(patient.id)} name={fullName(patient)} onClose={() => setRestricting(false)} />}
    </>
  )
}

function RestrictItem({ patient, onRestrict }: { patient: Patient; onRestrict: () => void }) {
  const record = patientRef(patient.id)
  const { data } = useQuery(restrictionQuery(record))
  const lift = useUnrestrict()
  if (data?.restricted)
    return (
      <Menu.Item leftSection={<IconLockOpen size={14} />} onClick={() => void lift(record, fullName(patient))}>
        {t('lead.unrestrict')}
      </Menu.Item>
    )
  return (
    <Menu.Item leftSection={<IconLock size={14} />} onClick={onRestrict}>
      {t('lead.restrict')}
    </Menu.Item>
  )
}

async function copyLink({ id }: Patient) {
  await navigator.clipboard.writeText(`${location.origin}/patients/${id}`)
  toast({ text: t('lead.linkCopied') })
}
