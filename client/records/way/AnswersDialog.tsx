import { Anchor, Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answers, type Item, isAnswered, visibleSections } from '#shared/questionnaires'
import { dateAndTime, shortDate } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/language.ts'
import { t } from '../../lib/messages.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import classes from './Answers.module.css'
import { earlierAnswer, linesOf, type ResponseInList, responseQuery, responsesQuery } from './answers.ts'

/** A person's answers, section by section; of a later edit also what each was before. */
export function AnswersDialog({ leadId, onClose }: { leadId: number; onClose: () => void }) {
  const list = useQuery(responsesQuery(leadId))
  const [chosen, setChosen] = useState<number>()
  const shown = chosen ?? list.data?.[0]?.id
  return (
    <Dialog title={t('answers.title')} onClose={onClose} width={680}>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={6} columns={1} height={44} />}
      {list.data && list.data.length > 1 && (
        <Select
          label={t('answers.version')}
          value={String(shown)}
          allowDeselect={false}
          data={list.data.map((each) => ({ value: String(each.id), label: nameOf(each) }))}
          onChange={(value) => setChosen(Number(value))}
        />
      )}
      {shown !== undefined && <Response key={shown} leadId={leadId} id={shown} />}
    </Dialog>
  )
}

function nameOf({ state, completedAt, savedAt, version, signedAt }: ResponseInList): string {
  const day = shortDate(completedAt ?? savedAt, Date.now())
  const standing = state === 'superseded' && completedAt === null ? 'given_up' : state === 'complete' && signedAt ? 'signed' : state
  return t('answers.ofVersion', { standing: t(`answers.state_${standing}`), day, version })
}

function Response({ leadId, id }: { leadId: number; id: number }) {
  const { data, error, refetch } = useQuery(responseQuery({ leadId, id }))
  const [onlyChanged, setOnlyChanged] = useState(false)
  const spoken = useLanguage()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} columns={1} height={44} />
  const earlier = data.previous?.answers
  const isChanged = (item: Item) => earlierAnswer(item, data.answers, earlier) !== undefined
  const sections = visibleSections(data.definition, data.answers)
    .map((section) => ({ ...section, items: onlyChanged ? section.items.filter(isChanged) : section.items }))
    .filter(({ items }) => items.length > 0)
  return (
    <>
      <p className={classes.about}>
        {t('answers.savedAt', { at: dateAndTime(data.savedAt, Date.now()), version: data.version })}{' '}
        <Anchor href={`/api/v1/questionnaire-responses/${id}/fhir`} download={`questionnaire-response-${id}.json`}>
          {t('answers.fhir')}
        </Anchor>
      </p>
      {earlier && (
        <Switch label={t('answers.onlyChanged')} checked={onlyChanged} onChange={(event) => setOnlyChanged(event.currentTarget.checked)} />
      )}
      {sections.length === 0 && <p className={classes.about}>{t('answers.nothingChanged')}</p>}
      {sections.map((section) => (
        <section key={section.id} className={classes.section} aria-label={section.title[spoken]}>
          <h3 className={classes.heading}>{section.title[spoken]}</h3>
          <dl className={classes.list}>
            {section.items.map((item) => (
              <AnswerRow key={item.id} item={item} answers={data.answers} earlier={earlier} />
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}

function AnswerRow({ item, answers, earlier }: { item: Item; answers: Answers; earlier: Answers | undefined }) {
  const answer = answers[item.id]
  const spoken = useLanguage()
  const before = earlierAnswer(item, answers, earlier)
  return (
    <div className={classes.row} data-changed={before !== undefined || undefined}>
      <dt>{item.label[spoken]}</dt>
      <dd>
        {answer !== undefined && isAnswered(answer) ? (
          linesOf(item, answer).join('\n')
        ) : (
          <span className={classes.none}>{t('answers.none')}</span>
        )}
        {before !== undefined && <span className={classes.before}>{t('answers.before', { answer: before })}</span>}
      </dd>
    </div>
  )
}
