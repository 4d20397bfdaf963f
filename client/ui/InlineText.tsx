import { Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './Inline.module.css'

type InlineTextProps = {
  label: string
  value: string
  onSave: (value: string) => void
  /** How the value looks at rest; the plain text by default. */
  children?: ReactNode
  placeholder?: string
  /** Several lines: Ctrl-Enter saves, Enter breaks the line. */
  lines?: 'many'
  type?: 'text' | 'email' | 'tel' | 'url'
  maxLength?: number
  required?: boolean
  readOnly?: boolean
}

/** A text that becomes a field when it is clicked: Enter or leaving saves, Escape gives up. */
export function InlineText(props: InlineTextProps) {
  const { label, value, onSave, readOnly, required } = props
  const [draft, setDraft] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  const shown = props.children ?? (value || <span className={classes.placeholder}>{props.placeholder ?? t('common.add')}</span>)
  if (readOnly) return shown
  const leave = (saved: string | undefined) => {
    setDraft(undefined)
    const text = saved?.trim()
    if (text !== undefined && text !== value && !(required && text === '')) onSave(text)
  }
  if (draft === undefined)
    return (
      <UnstyledButton
        ref={button}
        className={classes.target}
        data-text={props.lines ?? 'one'}
        title={label}
        onClick={() => setDraft(value)}
      >
        {shown}
      </UnstyledButton>
    )
  const keys = (event: KeyboardEvent) => {
    const saves = event.key === 'Enter' && (props.lines !== 'many' || event.ctrlKey || event.metaKey)
    if (!saves && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    leave(saves ? draft : undefined)
    requestAnimationFrame(() => button.current?.focus())
  }
  const field = {
    'aria-label': label,
    autoFocus: true,
    value: draft,
    maxLength: props.maxLength,
    onKeyDown: keys,
    onBlur: () => leave(draft),
  }
  if (props.lines === 'many') return <Textarea {...field} maxRows={16} onChange={(event) => setDraft(event.currentTarget.value)} />
  return <TextInput {...field} type={props.type} onChange={(event) => setDraft(event.currentTarget.value)} />
}
