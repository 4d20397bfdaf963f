import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconKey, IconLink, IconUserCheck, IconUserOff, IconUserShare } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type MessageKey, t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { confirm } from '../ui/confirm.ts'
import { toast } from '../ui/toast.ts'
import { HandOverDialog } from './HandOverDialog.tsx'
import type { HandedLink } from './LinkDialog.tsx'
import { changeMember, removeFactorOf, renewInvitation, type StaffMember, useRefreshStaff } from './queries.ts'

type MemberMenuProps = { member: StaffMember; onLink: (link: HandedLink) => void }

/** What an Admin may do with a colleague's account. */
export function MemberMenu({ member, onLink }: MemberMenuProps) {
  const name = fullName(member)
  const acts = useMemberActs(member, onLink)
  const [dialog, setDialog] = useState<'move' | 'leave'>()
  const handOverItem = (
    <Menu.Item leftSection={<IconUserShare size={14} />} onClick={() => setDialog('move')}>
      {t('handOver.action')}
    </Menu.Item>
  )
  const menu = (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('team.actionsOf', { name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {member.isActive ? (
          <>
            <Menu.Item leftSection={<IconLink size={14} />} onClick={acts.renew}>
              {t('team.renew')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={14} />} onClick={() => void acts.removeFactor()}>
              {t('team.removeFactor')}
            </Menu.Item>
            {handOverItem}
            <Menu.Item leftSection={<IconUserOff size={14} />} onClick={() => setDialog('leave')}>
              {t('team.deactivate')}
            </Menu.Item>
          </>
        ) : (
          <>
            {handOverItem}
            <Menu.Item leftSection={<IconUserCheck size={14} />} onClick={acts.activate}>
              {t('team.activate')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
  return (
    <>
      {menu}
      {dialog && (
        <HandOverDialog member={member} deactivate={dialog === 'leave'} onClose={() => setDialog(undefined)} onDeactivated={acts.left} />
      )}
    </>
  )
}

function useMemberActs(member: StaffMember, onLink: (link: HandedLink) => void) {
  const { id } = member
  const name = fullName(member)
  const refresh = useRefreshStaff()
  const onError = (error: Error) => toast({ text: explainShortly(error), refused: true })
  const say = (key: MessageKey, undo?: () => void) => {
    void refresh()
    toast({ text: t(key, { name }), undo })
  }
  const setActive = useMutation({
    mutationFn: (isActive: boolean) => changeMember({ id, changes: { isActive } }),
    onSuccess: (_row, isActive) => say(isActive ? 'team.activated' : 'team.deactivated', () => setActive.mutate(!isActive)),
    onError,
  })
  const renewal = useMutation({
    mutationFn: () => renewInvitation(id),
    onSuccess: ({ invitationUrl }) => onLink({ name, email: member.email ?? '', url: invitationUrl }),
    onError,
  })
  const removal = useMutation({ mutationFn: () => removeFactorOf(id), onSuccess: () => say('team.factorRemoved'), onError })
  const ask = (title: MessageKey, detail: MessageKey, action: MessageKey) =>
    confirm({ title: t(title, { name }), detail: t(detail, { name }), action: t(action), danger: true })
  return {
    renew: () => renewal.mutate(),
    activate: () => setActive.mutate(true),
    /** They held nothing: that is taken back in one step. */
    left: () => say('team.deactivated', () => setActive.mutate(true)),
    removeFactor: async () => {
      if (await ask('team.removeFactorTitle', 'team.removeFactorDetail', 'team.removeFactor')) removal.mutate()
    },
  }
}
