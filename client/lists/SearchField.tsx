import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import classes from './ListPage.module.css'

/** Follows the typing after a moment's rest; Escape empties it. */
type SearchFieldProps = { label: string; hint?: string; text: string; onChange: (text: string) => void }

export function SearchField({ label, hint = t('leads.searchHint'), text, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(text)
  const sent = useRef(text)
  useEffect(() => {
    // The address changed by other means (back, a cleared filter): the field follows.
    if (text !== sent.current) setTyped(text)
    sent.current = text
  }, [text])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed.trim()
      onChange(typed.trim())
    }, 220)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  return (
    <TextInput
      className={classes.search}
      type="search"
      data-list-search
      aria-label={label}
      placeholder={hint}
      maxLength={limits.shortText}
      spellCheck={false}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={typed && <CloseButton size={20} iconSize={12} aria-label={t('leads.clearSearch')} onClick={() => setTyped('')} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && (typed ? setTyped('') : event.currentTarget.blur())}
    />
  )
}
