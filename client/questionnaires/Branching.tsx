import { ActionIcon, Button, NumberInput, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Condition, Item, Rule } from '#shared/questionnaires'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import classes from './questionnaires.module.css'

type BranchingProps = {
  condition: Condition | undefined
  earlier: readonly Item[]
  onChange: (condition: Condition | undefined) => void
}

/** Asked only if: rules about answers to earlier questions. */
export function Branching({ condition, earlier, onChange }: BranchingProps) {
  const rules = condition?.rules ?? []
  const match = condition?.match ?? 'all'
  const usable = earlier.filter(({ type }) => ['yes_no', 'single', 'multiple', 'scale', 'number'].includes(type))
  const store = (next: Rule[]) => onChange(next.length ? { match, rules: next } : undefined)
  const last = usable.at(-1)
  return (
    <fieldset className={classes.group}>
      <legend>{t('questionnaires.branching')}</legend>
      {rules.length === 0 && <p className={classes.quiet}>{t('questionnaires.always')}</p>}
      {rules.length > 1 && (
        <Select
          aria-label={t('questionnaires.match')}
          value={match}
          allowDeselect={false}
          data={[
            { value: 'all', label: t('questionnaires.match_all') },
            { value: 'any', label: t('questionnaires.match_any') },
          ]}
          onChange={(value) => onChange({ match: value === 'any' ? 'any' : 'all', rules })}
        />
      )}
      {rules.map((rule, at) => (
        <RuleRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own.
          key={at}
          rule={rule}
          at={at}
          usable={usable}
          onChange={(next) => store(rules.map((each, place) => (place === at ? next : each)))}
          onRemove={() => store(rules.filter((_, place) => place !== at))}
        />
      ))}
      {last && (
        <Button variant="subtle" size="compact-xs" onClick={() => store([...rules, firstRule(last)])}>
          {t('questionnaires.addRule')}
        </Button>
      )}
    </fieldset>
  )
}

const isFigure = ({ type }: Item) => type === 'scale' || type === 'number'
const firstRule = (item: Item): Rule =>
  isFigure(item) ? { item: item.id, atLeast: 1 } : { item: item.id, is: item.options?.[0]?.code ?? 'yes' }

type RuleProps = { rule: Rule; at: number; usable: readonly Item[]; onChange: (rule: Rule) => void; onRemove: () => void }

function RuleRow({ rule, at, usable, onChange, onRemove }: RuleProps) {
  const spoken = useLanguage()
  const asked = usable.find(({ id }) => id === rule.item)
  const answers = asked?.options?.map(({ code, label }) => ({ value: code, label: label[spoken] || code })) ?? [
    { value: 'yes', label: t('answers.yes') },
    { value: 'no', label: t('answers.no') },
  ]
  const choose = (id: string | null) => {
    const item = usable.find((each) => each.id === id)
    if (item) onChange(firstRule(item))
  }
  return (
    <div className={classes.rule}>
      <Select
        aria-label={t('questionnaires.ruleItem', { at: at + 1 })}
        searchable
        allowDeselect={false}
        value={rule.item}
        data={usable.map(({ id, label }) => ({ value: id, label: label[spoken] || id }))}
        onChange={choose}
      />
      {asked && isFigure(asked) ? (
        <NumberInput
          aria-label={t('questionnaires.ruleAtLeast', { at: at + 1 })}
          value={rule.atLeast ?? rule.atMost ?? ''}
          onChange={(value) => onChange({ item: rule.item, [rule.atMost === undefined ? 'atLeast' : 'atMost']: Number(value) })}
        />
      ) : (
        <Select
          aria-label={t('questionnaires.ruleIs', { at: at + 1 })}
          allowDeselect={false}
          value={rule.is ?? null}
          data={answers}
          onChange={(value) => value && onChange({ item: rule.item, is: value })}
        />
      )}
      <ActionIcon aria-label={t('questionnaires.removeRule', { at: at + 1 })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  )
}
