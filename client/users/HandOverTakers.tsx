import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import type { Held, HeldKind, Takers } from './hand-over.ts'
import classes from './ProfilePage.module.css'
import { type StaffMember, staffQuery } from './queries.ts'

type HandOverTakersProps = {
  held: readonly Held[]
  leaver: number
  /** What nobody takes may stay with them. */
  stays: boolean
  takers: Takers
  onChange: (takers: Takers) => void
}

/** Who takes each kind; the first choice is offered for the other kinds too. */
export function HandOverTakers({ held, leaver, stays, takers, onChange }: HandOverTakersProps) {
  const staff = useQuery(staffQuery).data?.data ?? []
  const others = staff.filter(({ id, isActive }) => isActive !== false && id !== leaver)
  const choose = (kind: HeldKind, value: string | null) => {
    const taker = value === null || value === 'stays' ? undefined : value === 'nobody' ? null : Number(value)
    const next: Takers = { ...takers, [kind]: taker }
    if (typeof taker === 'number' && Object.values(takers).every((each) => each === undefined)) {
      for (const other of held) if (maySelect(other.kind, others, taker)) next[other.kind] = taker
    }
    onChange(next)
  }
  return held.map(({ kind, count, beside }) => (
    <Select
      key={kind}
      label={t(`handOver.${kind}`, { count })}
      description={beside && t(beside.words, { count: beside.count })}
      placeholder={t(stays ? 'handOver.stays' : 'handOver.choose')}
      data={[
        ...able(kind, others).map((person) => ({ value: String(person.id), label: fullName(person) })),
        { value: 'nobody', label: t('handOver.nobody') },
        ...(stays ? [{ value: 'stays', label: t('handOver.stays') }] : []),
      ]}
      value={choiceOf(takers[kind])}
      onChange={(value) => choose(kind, value)}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      className={classes.wide}
    />
  ))
}

const choiceOf = (taker: number | null | undefined) => (taker === undefined ? null : taker === null ? 'nobody' : String(taker))
/** Patients are a coach's or an Admin's. */
const able = (kind: HeldKind, people: readonly StaffMember[]) => people.filter(({ role }) => kind !== 'contacts' || role !== 'SDR')
const maySelect = (kind: HeldKind, people: readonly StaffMember[], id: number) => able(kind, people).some((person) => person.id === id)
