import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useBlocker, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { confirm } from '../ui/confirm.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { Compared } from './Compared.tsx'
import { itemAt, type Spot, sectionAt, spotOf } from './draft.ts'
import { Faults } from './Faults.tsx'
import { ItemForm } from './ItemForm.tsx'
import { Outline } from './Outline.tsx'
import { Preview } from './Preview.tsx'
import { publishDraft, saveDraft, useChange, type Version, versionQuery } from './queries.ts'
import classes from './questionnaires.module.css'
import { SectionForm } from './SectionForm.tsx'

/** One version: a draft to work on, a published one to read; beside it what patients see. */
export function EditorPage() {
  const { id } = useParams({ from: '/staff/settings/questionnaires/$id' })
  const { data, error, refetch } = useQuery(versionQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} back={<ToVersions />} />
  if (!data) return <SkeletonRows rows={10} columns={2} height={40} />
  return <Editor key={`${id} ${data.row.publishedAt}`} version={data.row} etag={data.etag} />
}

function ToVersions() {
  return (
    <Button component={Link} to="/settings/questionnaires" variant="default">
      {t('questionnaires.toAll')}
    </Button>
  )
}

function Editor({ version, etag }: { version: Version; etag: string | undefined }) {
  const [draft, setDraft] = useState(version.definition)
  const [spot, setSpot] = useState<Spot>({ section: 0 })
  const save = useChange(saveDraft, true)
  const isPublished = version.publishedAt !== null
  const isChanged = draft !== version.definition && JSON.stringify(draft) !== JSON.stringify(version.definition)
  useLeavingAsk(isChanged)
  const spoken = useLanguage()
  const store = () => save.mutateAsync({ id: version.id, definition: draft, ifMatch: etag })
  const item = itemAt(draft, spot)
  const section = sectionAt(draft, spot)
  return (
    <div className={classes.editor}>
      <Bar version={version} isChanged={isChanged} isSaving={save.isPending} onSave={store} />
      {save.error && !isStatus(save.error, 400) && (
        <p role="alert" className={classes.wrong}>
          {isStatus(save.error, 412) ? t('questionnaires.changed') : explainShortly(save.error)}
        </p>
      )}
      <Faults error={save.error} definition={draft} onOpen={(path) => setSpot(spotOf(path) ?? { section: 0 })} />
      {isPublished && <p className={classes.quiet}>{t('questionnaires.readOnly')}</p>}
      <Compared version={version} definition={draft} />
      <div className={classes.columns}>
        <Outline definition={draft} spot={spot} readOnly={isPublished} onSpot={setSpot} onChange={setDraft} />
        <fieldset disabled={isPublished} className={classes.form} aria-label={t('questionnaires.form')}>
          {item && <ItemForm key={`${spot.section}.${spot.item}`} definition={draft} spot={spot} item={item} onChange={setDraft} />}
          {!item && section && <SectionForm key={spot.section} definition={draft} spot={spot} section={section} onChange={setDraft} />}
        </fieldset>
        <Preview definition={draft} section={section?.id} first={spoken} />
      </div>
    </div>
  )
}

/** Whoever leaves with something unsaved is asked first; a browser that closes asks in its own words. */
function useLeavingAsk(isChanged: boolean) {
  useBlocker({
    enableBeforeUnload: () => isChanged,
    shouldBlockFn: async () =>
      isChanged &&
      !(await confirm({
        title: t('questionnaires.leaveTitle'),
        detail: t('questionnaires.leaveDetail'),
        action: t('questionnaires.leave'),
      })),
  })
}

type BarProps = { version: Version; isChanged: boolean; isSaving: boolean; onSave: () => Promise<unknown> }

function Bar({ version: { id, version, publishedAt }, isChanged, isSaving, onSave }: BarProps) {
  const publish = useChange(publishDraft)
  const go = useNavigate()
  const saved = () =>
    onSave()
      .then(() => toast({ text: t('questionnaires.saved') }))
      .catch(() => {})
  const offer = async () => {
    const question = {
      title: t('questionnaires.publishTitle', { version }),
      detail: t('questionnaires.publishDetail'),
      action: t('questionnaires.publish'),
    }
    if (!(await confirm(question))) return
    const done = () => {
      toast({ text: t('questionnaires.published') })
      void go({ to: '/settings/questionnaires' })
    }
    // Published, the editor is drawn anew for reading: what is told to this one's own mutation would be lost.
    await publish.mutateAsync(id).then(done, () => undefined)
  }
  return (
    <div className={classes.bar}>
      <Link to="/settings/questionnaires" className={classes.back}>
        {t('questionnaires.section')}
      </Link>
      <h2 className={classes.name}>{t('questionnaires.version', { version })}</h2>
      {isChanged && <span className={classes.quiet}>{t('questionnaires.unsaved')}</span>}
      <span className={classes.room} />
      <Anchor size="sm" href={`/api/v1/questionnaires/${id}/fhir`} download={`questionnaire-${version}.json`}>
        {t('questionnaires.fhir')}
      </Anchor>
      {publishedAt === null && (
        <>
          <Button variant="default" disabled={isChanged} loading={publish.isPending} onClick={() => void offer()}>
            {t('questionnaires.publish')}
          </Button>
          <Button disabled={!isChanged} loading={isSaving} onClick={() => void saved()}>
            {t('questionnaires.save')}
          </Button>
        </>
      )}
    </div>
  )
}
