import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Definition } from '#shared/questionnaires'
import type { Language } from '#shared/values'
import { languageNames } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { PatientsView } from './PatientsView.tsx'
import classes from './Preview.module.css'

type PreviewProps = { definition: Definition; section: string | undefined; first: Language }

/** What patients see, in either language, beginning with the section that is worked on. */
export function Preview({ definition, section, first }: PreviewProps) {
  const [spoken, setSpoken] = useState<Language>(first)
  return (
    <section className={classes.preview} aria-label={t('questionnaires.preview')}>
      <div className={classes.previewHead}>
        <h2 className={classes.name}>{t('questionnaires.preview')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('questionnaires.previewLanguage')}
          value={spoken}
          data={[
            { value: 'en', label: languageNames.en },
            { value: 'es', label: languageNames.es },
          ]}
          onChange={(value) => setSpoken(value === 'es' ? 'es' : 'en')}
        />
      </div>
      <p className={classes.quiet}>{t('questionnaires.previewDetail')}</p>
      <PatientsView definition={definition} section={section} spoken={spoken} />
    </section>
  )
}
