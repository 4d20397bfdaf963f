import { Combobox, UnstyledButton, useCombobox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './Inline.module.css'

export type InlineOption = { value: string; label: string; glyph?: ReactNode }

type InlineSelectProps = {
  /** What is chosen, for example "Status of Maren Oduya". */
  label: string
  value: string
  options: readonly InlineOption[]
  onChange: (value: string) => void
  /** How the value looks at rest. */
  children: ReactNode
  readOnly?: boolean
}

/** A value that becomes a list when it is clicked, where it stands. */
export function InlineSelect({ readOnly, ...props }: InlineSelectProps) {
  const [used, setUsed] = useState(false)
  if (readOnly) return props.children
  // A table shows a hundred of these and opens one: until then each is a plain button.
  return used ? <OpenSelect {...props} /> : <RestingSelect {...props} onUse={() => setUsed(true)} />
}

function RestingSelect({ label, value, options, children, onUse }: InlineSelectProps & { onUse: () => void }) {
  return (
    <UnstyledButton
      className={classes.target}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={`${label}: ${nameOf(value, options)}`}
      onClick={onUse}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        onUse()
      }}
    >
      {children}
    </UnstyledButton>
  )
}

/** What stood there when the list opened counts, as in a text: what others change meanwhile is theirs. */
function OpenSelect({ label, value, options, onChange, children }: InlineSelectProps) {
  const [search, setSearch] = useState('')
  const [began, setBegan] = useState({ value, onChange })
  const searchable = options.length > 8
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption()
      box.focusTarget()
      setSearch('')
    },
    onDropdownOpen: () => {
      setBegan({ value, onChange })
      box.updateSelectedOptionIndex('active')
      if (searchable) box.focusSearchInput()
    },
  })
  const { openDropdown, focusTarget } = box
  // biome-ignore lint/correctness/useExhaustiveDependencies: the press that brought it here opens it, once.
  useEffect(() => {
    focusTarget()
    openDropdown()
  }, [])
  const shown = options.filter((each) => each.label.toLowerCase().includes(search.trim().toLowerCase()))
  const choose = (chosen: string) => {
    box.closeDropdown()
    if (chosen !== began.value) began.onChange(chosen)
  }
  return (
    <Combobox store={box} onOptionSubmit={choose} width="max-content" position="bottom-start" shadow="md">
      <Combobox.Target targetType="button" withExpandedAttribute>
        <UnstyledButton className={classes.target} aria-label={`${label}: ${nameOf(value, options)}`} onClick={() => box.toggleDropdown()}>
          {children}
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        {searchable && (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('common.search')}
            aria-label={t('common.search')}
          />
        )}
        <Combobox.Options aria-label={label} mah={280} style={{ overflowY: 'auto' }}>
          {shown.length === 0 && <Combobox.Empty>{t('common.nothingFound')}</Combobox.Empty>}
          {shown.map((each) => (
            <Combobox.Option key={each.value} value={each.value} active={each.value === began.value} className={classes.option}>
              {each.glyph}
              <span className={classes.optionLabel}>{each.label}</span>
              {each.value === began.value && <IconCheck size={14} aria-hidden />}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const nameOf = (value: string, options: readonly InlineOption[]) => options.find((each) => each.value === value)?.label ?? t('common.none')
