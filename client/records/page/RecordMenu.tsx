import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowsMaximize, IconDots, IconLink, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../../lib/messages.ts'
import { toast } from '../../ui/toast.ts'
import { useActor } from '../people.ts'
import { restrictionQuery } from '../queries.ts'
import type { RecordRef, StoryRef } from '../record.ts'
import { placeOf } from '../record-place.ts'
import { RestrictDialog } from './RestrictDialog.tsx'
import { useUnrestrict } from './restriction.ts'
import { WhoLookedItem } from './WhoLookedItem.tsx'

type RecordMenuProps = {
  record: RecordRef
  name: string
  place: 'panel' | 'page'
  /** For those who may. */
  onDelete?: () => void
  /** What only this kind of record knows. */
  children?: ReactNode
}

/** What is done seldom; only what would not be refused. */
export function RecordMenu({ record, name, place, onDelete, children }: RecordMenuProps) {
  const [restricting, setRestricting] = useState(false)
  const mayRestrict = policy.lead.restrict(useActor())
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
            <Menu.Item leftSection={<IconArrowsMaximize size={14} />} component={Link} to={placeOf(record)}>
              {t('lead.openAsPage')}
            </Menu.Item>
          )}
          <CopyLinkItem record={record} />
          {children}
          <WhoLookedItem record={record} />
          {mayRestrict && <RestrictItem record={record} name={name} onRestrict={() => setRestricting(true)} />}
          {onDelete && <DeleteItem onDelete={onDelete}>{t('lead.delete')}</DeleteItem>}
        </Menu.Dropdown>
      </Menu>
      {restricting && <RestrictDialog record={record} name={name} onClose={() => setRestricting(false)} />}
    </>
  )
}

/** The record's address, to be sent to somebody. */
export function CopyLinkItem({ record }: { record: StoryRef }) {
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(placeOf(record), location.href).href)
    toast({ text: t('lead.linkCopied') })
  }
  return (
    <Menu.Item leftSection={<IconLink size={14} />} onClick={() => void copy()}>
      {t('lead.copyLink')}
    </Menu.Item>
  )
}

export function DeleteItem({ onDelete, children }: { onDelete: () => void; children: string }) {
  return (
    <Menu.Item leftSection={<IconTrash size={14} />} c="var(--mantine-color-error)" onClick={onDelete}>
      {children}
    </Menu.Item>
  )
}

function RestrictItem({ record, name, onRestrict }: { record: RecordRef; name: string; onRestrict: () => void }) {
  const { data } = useQuery(restrictionQuery(record))
  const lift = useUnrestrict()
  if (data?.restricted)
    return (
      <Menu.Item leftSection={<IconLockOpen size={14} />} onClick={() => void lift(record, name)}>
        {t('lead.unrestrict')}
      </Menu.Item>
    )
  return (
    <Menu.Item leftSection={<IconLock size={14} />} onClick={onRestrict}>
      {t('lead.restrict')}
    </Menu.Item>
  )
}
