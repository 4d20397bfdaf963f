import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { type Definition, type Item, itemTypes } from '#shared/questionnaires'
import { t } from '../lib/messages.ts'
import { Branching } from './Branching.tsx'
import { type Change, changeItem, earlierItems, ofType, type Spot } from './draft.ts'
import { OptionsForm } from './OptionsForm.tsx'
import { WordsFields } from './WordsFields.tsx'

type ItemFormProps = { definition: Definition; spot: Spot; item: Item; onChange: (definition: Definition) => void }

/** Everything about one question. */
export function ItemForm({ definition, spot, item, onChange }: ItemFormProps) {
  const change = (given: Change<Item>) => onChange(changeItem(definition, spot, given))
  const retype = (value: string | null) => {
    const type = itemTypes.find((each) => each === value)
    if (!type) return
    const sections = definition.sections.map((section, at) =>
      at === spot.section
        ? { ...section, items: section.items.map((each, place) => (place === spot.item ? ofType(item, type) : each)) }
        : section,
    )
    onChange({ ...definition, sections })
  }
  return (
    <>
      <WordsFields
        field={t('questionnaires.label')}
        words={item.label}
        onChange={(label) => change({ label: label ?? { en: '', es: '' } })}
      />
      <Select
        label={t('questionnaires.type')}
        value={item.type}
        allowDeselect={false}
        data={itemTypes.map((type) => ({ value: type, label: t(`questionnaires.type_${type}`) }))}
        onChange={retype}
      />
      <Checkbox
        label={t('questionnaires.required')}
        checked={item.required ?? false}
        onChange={(event) => change({ required: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        label={t('questionnaires.mayDecline')}
        checked={item.mayDecline ?? false}
        onChange={(event) => change({ mayDecline: event.currentTarget.checked || undefined })}
      />
      <TypeFields item={item} change={change} />
      <WordsFields field={t('questionnaires.help')} words={item.help} long onChange={(help) => change({ help })} />
      <TextInput
        label={t('questionnaires.id')}
        description={t('questionnaires.idDetail')}
        value={item.id}
        onChange={(event) => change({ id: event.currentTarget.value })}
      />
      <Branching condition={item.showIf} earlier={earlierItems(definition, spot)} onChange={(showIf) => change({ showIf })} />
    </>
  )
}

type TypeProps = { item: Item; change: (given: Change<Item>) => void }

/** What only this type of question has. */
function TypeFields({ item, change }: TypeProps) {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return <OptionsForm item={item} onChange={change} />
    case 'scale':
      return (
        <>
          <WordsFields field={t('questionnaires.lowest')} words={item.lowest} onChange={(lowest) => change({ lowest })} />
          <WordsFields field={t('questionnaires.highest')} words={item.highest} onChange={(highest) => change({ highest })} />
        </>
      )
    case 'number':
      return <NumberFields item={item} change={change} />
    case 'date':
      return (
        <Checkbox
          label={t('questionnaires.past')}
          checked={item.past ?? false}
          onChange={(event) => change({ past: event.currentTarget.checked || undefined })}
        />
      )
    default:
      return null
  }
}

function NumberFields({ item, change }: TypeProps) {
  const figure = (value: string | number) => (typeof value === 'number' ? value : undefined)
  return (
    <>
      <NumberInput label={t('questionnaires.min')} value={item.min ?? ''} onChange={(value) => change({ min: figure(value) })} />
      <NumberInput label={t('questionnaires.max')} value={item.max ?? ''} onChange={(value) => change({ max: figure(value) })} />
      <NumberInput
        label={t('questionnaires.decimals')}
        min={0}
        max={4}
        value={item.decimals ?? ''}
        onChange={(value) => change({ decimals: figure(value) })}
      />
      <TextInput
        label={t('questionnaires.unit')}
        value={item.unit ?? ''}
        onChange={(event) => change({ unit: event.currentTarget.value || undefined })}
      />
    </>
  )
}
