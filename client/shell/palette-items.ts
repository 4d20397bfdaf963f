/** What the palette offers: people and tasks that match, what the page can do, and the pages of the person's role. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { type Language, languages } from '#shared/values'
import { call } from '../lib/api.ts'
import type { KeyBinding } from '../lib/keys.ts'
import { language, languageNames } from '../lib/language.ts'
import { speak, t } from '../lib/messages.ts'
import { showPhone } from '../lib/phones.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName, type Me } from '../lib/session.ts'
import type { ThemeChoice } from '../lib/theme-choice.ts'
import { matchingNames } from '../lib/typos.ts'
import { valueWord } from '../lib/value-words.ts'
import { leadPlace, patientPlace, taskPlace } from '../records/record-place.ts'
import { toast } from '../ui/toast.ts'
import { keyParts } from './key-sheet.ts'
import { pagesFor } from './pages.ts'
import { signOut } from './sign-out.ts'

export type PaletteItem = { name: string; detail?: string /** A person or task: it is remembered. */; recent?: true } & (
  | { href: string }
  | { run: () => void }
)
export type PaletteGroup = { title: string; items: readonly PaletteItem[] }
type Hit = ApiReply<'GET /search'>['data'][number]

export const shortestSearch = 2

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => call('GET /search', { query: { q }, signal }),
    staleTime: 10_000,
    // The last answer stays until the next one is there, so the list does not blink at every letter.
    placeholderData: (before) => before,
  })

type Found = ApiReply<'GET /search'>

/** People first, then those of similar names, then tasks. */
export function searchGroups({ data, similar }: Found): PaletteGroup[] {
  const all = [...data, ...similar]
  return [
    { title: t('shell.paletteLeads'), items: data.flatMap((hit) => (hit.entityType === 'lead' ? [personItem(hit, all)] : [])) },
    { title: t('shell.paletteContacts'), items: data.flatMap((hit) => (hit.entityType === 'contact' ? [personItem(hit, all)] : [])) },
    { title: t('shell.paletteSimilar'), items: similar.map((hit) => personItem(hit, all)) },
    { title: t('shell.paletteTasks'), items: data.flatMap((hit) => (hit.entityType === 'task' ? [taskItem(hit)] : [])) },
  ]
}

type PersonHit = Exclude<Hit, { entityType: 'task' }>

/** Of two of the same name, an address or a number tells which is which. */
function personItem(hit: PersonHit, all: readonly Hit[]): PaletteItem {
  const place = valueWord(hit.entityType === 'lead' ? hit.status : hit.stage)
  const hasNamesake = all.some((other) => other !== hit && other.entityType === hit.entityType && fullName(other) === fullName(hit))
  const way = hasNamesake ? (hit.email ?? (hit.phone && showPhone(hit.phone))) : null
  const detail = way ? `${way} · ${place}` : place
  return { name: fullName(hit), detail, href: hit.entityType === 'lead' ? leadPlace(hit.id) : patientPlace(hit.id), recent: true }
}

const taskItem = ({ id, title, status }: Extract<Hit, { entityType: 'task' }>): PaletteItem => ({
  name: title,
  detail: valueWord(status),
  href: taskPlace(id),
  recent: true,
})

export function pageItems(role: string): PaletteItem[] {
  return [
    ...pagesFor(role).map(({ to, label }) => ({ name: t(label), href: to })),
    { name: t('notices.title'), href: '/notifications' },
    { name: t('shell.profile'), href: '/profile' },
  ]
}

/** Moving about is quicker by its key than by its name. */
const motions = ['j', 'k', 'mod+k', 'Escape', 'Enter']

/** The keys of the page, as things one can do by name, and what belongs to the person. */
export function actionItems(keys: readonly KeyBinding[], me: Me, chooseTheme: (choice: ThemeChoice) => void): PaletteItem[] {
  const acts = keys.filter(({ key, group }) => !motions.includes(key) && group !== 'go')
  const newLead = { name: t('leadKeys.newLong'), href: '/leads?add=yes' }
  const isThere = acts.some(({ does }) => does === newLead.name)
  return [
    ...acts.map((act) => ({ name: act.does, ...keyHint(act, keys), run: act.run })),
    ...(me.permissions.includes('POST /leads') && !isThere ? [newLead] : []),
    { name: t('shell.useLight'), run: () => chooseTheme('light') },
    { name: t('shell.useDark'), run: () => chooseTheme('dark') },
    { name: t('shell.useSystem'), run: () => chooseTheme('auto') },
    ...languages.filter((each) => each !== language()).map((each) => ({ name: languageNames[each], run: () => chooseLanguage(each) })),
    { name: t('shell.signOut'), run: () => void signOut() },
  ]
}

/** Where the page gives the key a meaning of its own, it is not the key for this. */
const keyHint = (act: KeyBinding, keys: readonly KeyBinding[]) =>
  keys.find(({ key }) => key === act.key) === act ? { detail: keyParts(act.key).join(' ') } : {}

/** Kept in the profile as well as in this browser. */
function chooseLanguage(next: Language) {
  void speak(next)
  call('PATCH /me', { body: { language: next } }).catch((error: unknown) => toast({ text: explainShortly(error), refused: true }))
}

/** Those that are meant by what was typed, slips and all; with nothing typed, the first few. */
export const matching = (items: readonly PaletteItem[], text: string, few: number): readonly PaletteItem[] =>
  text.trim() === '' ? items.slice(0, few) : matchingNames(items, text)
