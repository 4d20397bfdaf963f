import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import type { InlineOption } from '../ui/InlineSelect.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useActor, useColleagues } from './people.ts'

/** Colleagues to choose from, and nobody. */
export function usePersonOptions(who: 'coaches' | 'everyone'): readonly InlineOption[] {
  const colleagues = useColleagues()
  const me = useActor().userId
  return useMemo(() => {
    const able = who === 'coaches' ? colleagues.filter(({ role }) => role !== 'SDR') : colleagues
    const options = able.map((person) => ({
      value: String(person.id),
      label: fullName(person),
      glyph: <PersonAvatar name={fullName(person)} mine={person.id === me} size={20} decorative />,
    }))
    return [...options, { value: '', label: t('leads.nobody') }]
  }, [colleagues, me, who])
}
