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

/** What stood there when the edit began counts: what others change meanwhile is theirs, and neither kept nor overwritten by it. */
interface Edit {
  draft: string
  began: Pick<InlineTextProps, 'value' | 'onSave'>
}

/** A text that becomes a field when it is clicked: Enter or leaving saves, Escape gives up. */
export function InlineText(props: InlineTextProps) {
  const { label, value, onSave, readOnly, required } = props
  const [edit, setEdit] = useState<Edit>()
  const button = useRef<HTMLButtonElement>(null)
  const shown = props.children ?? (value || <span className={classes.placeholder}>{props.placeholder ?? t('common.add')}</span>)
  if (readOnly) return shown
  const leave = (saved: string | undefined) => {
    setEdit(undefined)
    const text = saved?.trim()
    if (text !== undefined && text !== edit?.began.value && !(required && text === '')) edit?.began.onSave(text)
  }
  if (edit === undefined)
    return (
      <UnstyledButton
        ref={button}
        className={classes.target}
        data-text={props.lines ?? 'one'}
        title={label}
        onClick={() => setEdit({ draft: value, began: { value, onSave } })}
      >
        {shown}
      </UnstyledButton>
    )
  const { draft, began } = edit
  const write = (text: string) => setEdit({ draft: text, began })
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
  if (props.lines === 'many') return <Textarea {...field} maxRows={16} onChange={(event) => write(event.currentTarget.value)} />
  return <TextInput {...field} type={props.type} onChange={(event) => write(event.currentTarget.value)} />
}
