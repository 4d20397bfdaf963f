import { TextInput } from '@mantine/core'
import type { Definition, Section } from '#shared/questionnaires'
import { t } from '../lib/messages.ts'
import { Branching } from './Branching.tsx'
import { type Change, changeSection, earlierItems, type Spot } from './draft.ts'
import { WordsFields } from './WordsFields.tsx'

type SectionFormProps = { definition: Definition; spot: Spot; section: Section; onChange: (definition: Definition) => void }

export function SectionForm({ definition, spot, section, onChange }: SectionFormProps) {
  const change = (given: Change<Section>) => onChange(changeSection(definition, spot, given))
  return (
    <>
      <WordsFields
        field={t('questionnaires.sectionTitle')}
        words={section.title}
        onChange={(title) => change({ title: title ?? { en: '', es: '' } })}
      />
      <WordsFields field={t('questionnaires.intro')} words={section.intro} long onChange={(intro) => change({ intro })} />
      <TextInput
        label={t('questionnaires.id')}
        description={t('questionnaires.idDetail')}
        value={section.id}
        onChange={(event) => change({ id: event.currentTarget.value })}
      />
      <Branching condition={section.showIf} earlier={earlierItems(definition, spot)} onChange={(showIf) => change({ showIf })} />
    </>
  )
}
