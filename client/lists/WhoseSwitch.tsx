import { SegmentedControl } from '@mantine/core'
import { useActor } from '../records/people.ts'

type WhoseSwitchProps = {
  label: string
  words: { all: string; mine: string; nobodys: string }
  /** Ids as text, or `none`; without any, everybody's. */
  chosen: readonly string[] | undefined
  onChange: (chosen: string[] | undefined) => void
}

/** Everybody's, mine, or those that nobody has; more than one person is chosen among the filters. */
export function WhoseSwitch({ label, words, chosen = [], onChange }: WhoseSwitchProps) {
  const me = String(useActor().userId)
  const choices: Record<string, string[] | undefined> = { all: undefined, mine: [me], nobodys: ['none'] }
  const known = Object.keys(choices).find((whose) => String(choices[whose] ?? []) === String(chosen)) ?? 'other'
  return (
    <SegmentedControl
      aria-label={label}
      value={known}
      onChange={(whose) => onChange(choices[whose])}
      data={[
        { value: 'all', label: words.all },
        { value: 'mine', label: words.mine },
        { value: 'nobodys', label: words.nobodys },
      ]}
    />
  )
}
