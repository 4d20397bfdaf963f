import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { fullName } from '../../lib/session.ts'
import { PersonAvatar } from '../../ui/PersonAvatar.tsx'
import { useActor, useColleagues } from '../people.ts'
import type { StoryRef } from '../record.ts'
import classes from './CommentBox.module.css'
import { useAddComment } from './comment-data.ts'
import { type Mention, matchingNames, mentionAt, withName } from './mention.ts'

/** A line that grows while one writes; `@` offers colleagues. Ctrl-Enter sends. */
export function CommentBox({ about }: { about: StoryRef }) {
  const [text, setText] = useState('')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const field = useRef<HTMLTextAreaElement>(null)
  const add = useAddComment(about)
  const picker = usePicker({ text, setText, field })
  const send = () => {
    if (text.trim() === '' || add.isPending) return
    add.mutate(
      { body: text.trim(), key },
      {
        onSuccess: () => {
          setText('')
          setKey(crypto.randomUUID())
          field.current?.focus()
        },
      },
    )
  }
  const keys = (event: KeyboardEvent) => {
    if (picker.onKey(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <div className={classes.box}>
      <Textarea
        ref={field}
        aria-label={t('comments.add')}
        placeholder={t('comments.hint')}
        autosize
        minRows={1}
        maxRows={10}
        maxLength={limits.comment}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          picker.look(event.currentTarget)
        }}
        onSelect={(event) => picker.look(event.currentTarget)}
        onBlur={picker.close}
        onKeyDown={keys}
        {...picker.fieldProps}
      />
      <Colleagues picker={picker} />
      {text.trim() !== '' && (
        <div className={classes.foot}>
          <span className={classes.keys}>{t('comments.keys')}</span>
          <Button variant="default" size="compact-sm" loading={add.isPending} onClick={send}>
            {t('comments.send')}
          </Button>
        </div>
      )}
    </div>
  )
}

type PickerInput = { text: string; setText: (text: string) => void; field: React.RefObject<HTMLTextAreaElement | null> }

function usePicker({ text, setText, field }: PickerInput) {
  const listId = useId()
  const me = useActor().userId
  const people = useColleagues().flatMap((person) => (person.id === me ? [] : [{ id: person.id, name: fullName(person) }]))
  const [mention, setMention] = useState<Mention>()
  const [at, setAt] = useState(0)
  const shown = mention ? matchingNames(people, mention.typed) : []
  const current = Math.min(at, Math.max(0, shown.length - 1))
  const choose = (name: string) => {
    if (!mention) return
    const chosen = withName(text, mention, name)
    setText(chosen.text)
    setMention(undefined)
    requestAnimationFrame(() => field.current?.setSelectionRange(chosen.caret, chosen.caret))
  }
  const onKey = (event: KeyboardEvent): boolean => {
    if (shown.length === 0) return false
    const moved = { ArrowDown: current + 1, ArrowUp: current - 1 }[event.key]
    const name = shown[current]?.name
    if (moved !== undefined) setAt((moved + shown.length) % shown.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey && name) choose(name)
    else if (event.key === 'Escape') setMention(undefined)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const open = shown.length > 0
  return {
    listId,
    shown,
    current,
    choose,
    onKey,
    look: (target: HTMLTextAreaElement) => {
      setMention(mentionAt(target.value, target.selectionStart))
      setAt(0)
    },
    close: () => setMention(undefined),
    fieldProps: open
      ? {
          role: 'combobox',
          'aria-expanded': true,
          'aria-controls': listId,
          'aria-activedescendant': `${listId}-${current}`,
          'aria-autocomplete': 'list' as const,
        }
      : {},
  }
}

function Colleagues({ picker: { listId, shown, current, choose } }: { picker: ReturnType<typeof usePicker> }) {
  if (shown.length === 0) return null
  return (
    <div id={listId} role="listbox" aria-label={t('comments.people')} className={classes.people}>
      {shown.map(({ id, name }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant).
        <div
          key={id}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === current}
          className={classes.person}
          // A press would take the focus from the field before the click is heard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(name)}
        >
          <PersonAvatar name={name} mine={false} size={20} decorative />
          {name}
        </div>
      ))}
    </div>
  )
}
