import type { Definition } from '#shared/questionnaires'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { ApiError } from '../lib/problem.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { itemAt, spotOf } from './draft.ts'
import classes from './questionnaires.module.css'

/** What the server minds, each with the way to where it is. */
export function Faults({ error, definition, onOpen }: { error: unknown; definition: Definition; onOpen: (path: string) => void }) {
  const spoken = useLanguage()
  if (!(error instanceof ApiError) || error.status !== 400) return null
  const faults = Object.entries(fieldErrors(error))
  const placeOf = (path: string) => {
    const spot = spotOf(path)
    if (!spot) return t('questionnaires.placeWhole')
    const label = itemAt(definition, spot)?.label[spoken]
    const section = spot.section + 1
    return spot.item === undefined
      ? t('questionnaires.placeSection', { section })
      : t('questionnaires.placeItem', { section, item: spot.item + 1, label: label ?? '' })
  }
  return (
    <div role="alert" className={classes.faults}>
      <p>{t('questionnaires.faults', { count: faults.length })}</p>
      <ul>
        {faults.map(([path, what]) => (
          <li key={path}>
            <button type="button" className={classes.fault} onClick={() => onOpen(path)}>
              {t('questionnaires.faultAt', { place: placeOf(path), what })}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
