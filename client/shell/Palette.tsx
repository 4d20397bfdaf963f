import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useActiveKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useSettled } from '../lib/settled.ts'
import { useThemeChoice } from '../lib/theme-choice.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './Palette.module.css'
import {
  actionItems,
  matching,
  type PaletteGroup,
  type PaletteItem,
  pageItems,
  searchGroups,
  searchQuery,
  shortestSearch,
} from './palette-items.ts'
import { remember, useRecents } from './recent.ts'

/** Finds people, pages and actions from the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const { groups, searching } = useGroups(text)
  const items = groups.flatMap((group) => group.items)
  const current = Math.min(at, Math.max(0, items.length - 1))
  const run = useRun(onClose)
  const keys = (event: KeyboardEvent) => {
    const moved = { ArrowDown: current + 1, ArrowUp: current - 1 }[event.key]
    const chosen = items[current]
    if (moved !== undefined && items.length > 0) setAt((moved + items.length) % items.length)
    else if (event.key === 'Enter' && chosen) run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t('shell.findOrDo')} onClose={onClose} bare width={560}>
      <div className={classes.field}>
        <IconSearch size={16} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={items[current] && `${listId}-${current}`}
          aria-label={t('shell.findOrDo')}
          aria-autocomplete="list"
          placeholder={t('shell.paletteHint')}
          className={classes.input}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={keys}
          maxLength={200}
          spellCheck={false}
        />
      </div>
      <PaletteList {...{ listId, groups, current, run }} />
      <p className={classes.note} role="status">
        {note(text, items.length, searching)}
      </p>
    </Dialog>
  )
}

function useGroups(text: string): { groups: PaletteGroup[]; searching: boolean } {
  const wanted = useSettled(text.trim(), 120)
  const long = wanted.length >= shortestSearch
  const search = useQuery({ ...searchQuery(wanted), enabled: long })
  const [, chooseTheme] = useThemeChoice()
  const me = useMe()
  const pages = { title: t('shell.palettePages'), items: matching(pageItems(me.role), text, 10) }
  const actions = { title: t('shell.paletteActions'), items: matching(actionItems(useActiveKeys(), me, chooseTheme), text, 5) }
  const recents = useRecents()
  const recent = { title: t('shell.paletteRecent'), items: text.trim() === '' ? recents.slice(0, 5) : [] }
  const found = long && search.data ? searchGroups(search.data) : []
  const groups = [recent, ...found, pages, actions].filter(({ items }) => items.length > 0)
  return { groups, searching: search.isFetching || wanted !== text.trim() }
}

function useRun(onClose: () => void) {
  const navigate = useNavigate()
  return (item: PaletteItem) => {
    onClose()
    if (item.recent && 'href' in item) remember(item)
    if ('href' in item) void navigate({ href: item.href })
    // The dialog has to be gone first: what is done next may want the focus.
    else setTimeout(item.run)
  }
}

type PaletteListProps = {
  listId: string
  groups: readonly PaletteGroup[]
  current: number
  run: (item: PaletteItem) => void
}

function PaletteList({ listId, groups, current, run }: PaletteListProps) {
  let index = -1
  return (
    <div id={listId} role="listbox" aria-label={t('shell.findOrDo')} className={classes.list}>
      {groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <p className={classes.group} aria-hidden>
            {group.title}
          </p>
          {group.items.map((item) => {
            index += 1
            return (
              <Option
                key={'href' in item ? item.href : item.name}
                item={item}
                id={`${listId}-${index}`}
                chosen={index === current}
                run={run}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

type OptionProps = { item: PaletteItem; id: string; chosen: boolean; run: (item: PaletteItem) => void }

function Option({ item, id, chosen, run }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox hears the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant).
    <div
      ref={chosen ? keepInSight : undefined}
      id={id}
      role="option"
      aria-selected={chosen}
      className={classes.option}
      onClick={() => run(item)}
    >
      <span className={classes.name}>{item.name}</span>
      {item.detail && <span className={classes.detail}>{item.detail}</span>}
    </div>
  )
}

const keepInSight = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

function note(text: string, found: number, searching: boolean): string {
  if (text.trim().length < shortestSearch) return t('shell.paletteFew')
  if (searching) return t('common.loading')
  return found === 0 ? t('shell.paletteNothing', { query: text.trim() }) : t('shell.paletteResults', { count: found })
}
