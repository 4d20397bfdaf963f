import type { StaffMember } from './queries.ts'

/** Each word somewhere in name, e-mail or role, whatever its case or accents. */
export function matches(member: Pick<StaffMember, 'firstName' | 'lastName' | 'email' | 'role'>, search: string): boolean {
  const text = plain(`${member.firstName} ${member.lastName} ${member.email ?? ''} ${member.role}`)
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
