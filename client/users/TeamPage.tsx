import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermissionPage } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { type HandedLink, LinkDialog } from './LinkDialog.tsx'
import { staffQuery } from './queries.ts'
import { SignInRules } from './SignInRules.tsx'
import { StaffTable } from './StaffTable.tsx'

export function TeamPage() {
  useTitle(t('team.title'))
  if (!useMe().permissions.includes('POST /users')) return <NoPermissionPage title={t('team.title')} />
  return <Team />
}

function Team() {
  const staff = useQuery(staffQuery)
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<HandedLink>()
  const active = staff.data?.data.filter(({ isActive }) => isActive).length
  return (
    <>
      <PageBar title={t('team.title')} detail={active === undefined ? undefined : t('team.people', { count: active })}>
        <Button leftSection={<IconPlus size={14} />} onClick={() => setInviting(true)}>
          {t('team.invite')}
        </Button>
      </PageBar>
      {staff.isPending && <SkeletonRows rows={8} columns={4} />}
      {staff.isError && <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />}
      {staff.data && <StaffTable staff={staff.data.data} onLink={setLink} />}
      <SignInRules />
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false)
            setLink(made)
          }}
        />
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </>
  )
}
