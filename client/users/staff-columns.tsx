import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { userRoles } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName, useMe } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { InlineSelect } from '../ui/InlineSelect.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import { toast } from '../ui/toast.ts'
import type { HandedLink } from './LinkDialog.tsx'
import { MemberMenu } from './MemberMenu.tsx'
import { changeMember, holdingsQuery, type StaffMember, useRefreshStaff } from './queries.ts'
import classes from './TeamPage.module.css'

export function useStaffColumns(onLink: (link: HandedLink) => void): TableColumn<StaffMember>[] {
  const me = useMe()
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('team.name'),
        width: 200,
        grow: 2,
        phone: 'title',
        cell: (row) => <Name row={row} mine={row.id === me.id} />,
      },
      { id: 'email', header: t('team.email'), width: 200, grow: 2, cell: ({ email }) => <span title={email}>{email}</span> },
      {
        id: 'role',
        header: t('team.role'),
        width: 140,
        grow: 1,
        phone: 'detail',
        cell: (row) => <Role row={row} mine={row.id === me.id} />,
      },
      {
        id: 'holds',
        header: t('handOver.holds'),
        width: 250,
        grow: 2,
        cell: ({ id }) => <Holds of={id} />,
      },
      { id: 'since', header: t('team.since'), width: 112, cell: ({ createdAt }) => createdAt && <RelativeTime at={createdAt} /> },
      {
        id: 'actions',
        header: t('team.actions'),
        quietHeader: true,
        width: 40,
        align: 'end',
        phone: 'aside',
        cell: (row) => row.id !== me.id && <MemberMenu member={row} onLink={onLink} />,
      },
    ],
    [me.id, onLink],
  )
}

function Name({ row, mine }: { row: StaffMember; mine: boolean }) {
  const name = fullName(row)
  return (
    <span className={classes.name}>
      <PersonAvatar name={name} mine={mine} decorative />
      <strong title={name}>{name}</strong>
      {mine && <span className={classes.quiet}>{t('common.you')}</span>}
      {row.isActive === false && <span className={classes.quiet}>{t('team.inactive')}</span>}
    </span>
  )
}

/** Nobody changes their own role: the last Admin could lock everybody out. */
function Role({ row, mine }: { row: StaffMember; mine: boolean }) {
  const refresh = useRefreshStaff()
  const name = fullName(row)
  const change = useMutation({
    mutationFn: changeMember,
    onSuccess: ({ role }, { id }) => {
      void refresh()
      toast({
        text: t('team.roleChanged', { name, role: valueWord(role) }),
        undo: () => change.mutate({ id, changes: { role: row.role } }),
      })
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
  const choose = (value: string) => {
    const role = userRoles.find((each) => each === value)
    if (role) change.mutate({ id: row.id, changes: { role } })
  }
  return (
    <InlineSelect
      label={t('team.roleOf', { name })}
      value={row.role}
      options={userRoles.map((role) => ({ value: role, label: valueWord(role) }))}
      onChange={choose}
      readOnly={mine}
    >
      <span>{valueWord((change.isPending && change.variables.changes.role) || row.role)}</span>
    </InlineSelect>
  )
}

/** Leads, patients, open tasks and coming visits: what would have to be handed over. */
function Holds({ of }: { of: number }) {
  const held = useQuery(holdingsQuery).data?.get(of)
  if (!held) return <span className={classes.quiet}>–</span>
  const parts = [
    held.leads > 0 && t('handOver.heldLeads', { count: held.leads }),
    held.contacts > 0 && t('handOver.heldContacts', { count: held.contacts }),
    held.tasks > 0 && t('handOver.heldTasks', { count: held.tasks }),
    held.appointments > 0 && t('handOver.heldAppointments', { count: held.appointments }),
  ].filter((part) => part !== false)
  return <span className={classes.quiet}>{parts.join(' · ') || '–'}</span>
}
