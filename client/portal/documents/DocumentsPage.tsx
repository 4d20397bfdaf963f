import { IconCertificate, IconFileText, IconPhoto } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { shortDate } from '../../lib/dates.ts'
import { fileSize } from '../../lib/sizes.ts'
import { fileAddress, uploadFile } from '../lib/files.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import listClasses from '../ui/List.module.css'
import { LinkRow, List } from '../ui/List.tsx'
import { Note, Page } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/States.tsx'

type OwnFile = ApiReply<'GET /portal/files'>['data'][number]

const filesQuery = queryOptions({
  queryKey: ['files'],
  queryFn: async ({ signal }) => (await call('GET /portal/files', { signal })).data,
})

const signaturesQuery = queryOptions({
  queryKey: ['signature', 'all'],
  queryFn: async ({ signal }) => (await call('GET /portal/signatures', { signal })).data,
})

/** What the clinic sent and what the patient added, each to be saved. */
export function DocumentsPage() {
  const { data, error, refetch } = useQuery(filesQuery)
  return (
    <Page title={t('documents.title')} lead={t('documents.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      <Adding />
      <Signed />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.length === 0 && <EmptyState title={t('documents.none')} detail={t('documents.noneDetail')} />}
      {data && data.length > 0 && (
        <List label={t('documents.title')}>
          {data.map((file) => (
            <FileLine key={file.id} file={file} />
          ))}
        </List>
      )}
    </Page>
  )
}

function FileLine({ file }: { file: OwnFile }) {
  const { id, name, mediaType, bytes, userId, createdAt, canTakeBack } = file
  const [isAsking, setIsAsking] = useState(false)
  const Icon = mediaType.startsWith('image/') ? IconPhoto : IconFileText
  return (
    <li>
      <a className={listClasses.row} href={fileAddress(id)} download={name} aria-label={t('documents.save', { name })}>
        <span className={listClasses.icon}>
          <Icon size={22} stroke={1.6} aria-hidden />
        </span>
        <span className={listClasses.words}>
          <span className={listClasses.title}>{name}</span>
          <span className={listClasses.detail}>
            {t(userId === null ? 'documents.yours' : 'documents.theirs')} · {shortDate(createdAt, Date.now())} · {fileSize(bytes)}
          </span>
        </span>
      </a>
      {canTakeBack && (
        <Button look="plain" aria-label={t('documents.takeBackOf', { name })} onClick={() => setIsAsking(true)}>
          {t('documents.takeBack')}
        </Button>
      )}
      {isAsking && <TakeBackDialog file={file} onClose={() => setIsAsking(false)} />}
    </li>
  )
}

function TakeBackDialog({ file: { id, name }, onClose }: { file: OwnFile; onClose: () => void }) {
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call('DELETE /portal/files/:fileId', { params: { fileId: id } }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: filesQuery.queryKey }),
  })
  const footer = (
    <>
      <Button wide onClick={onClose}>
        {t('documents.keep')}
      </Button>
      <Button look="danger" wide busy={remove.isPending} onClick={() => remove.mutate()}>
        {t('documents.takeBack')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('documents.takeBackTitle', { name })} onClose={onClose} footer={footer}>
      <p>{t('documents.takeBackDetail')}</p>
      {remove.isError && <Notice kind="refused">{explainShortly(remove.error)}</Notice>}
    </Dialog>
  )
}

/** What they signed stands with their documents; its page says what it is good for. */
function Signed() {
  const { data = [] } = useQuery(signaturesQuery)
  const now = Date.now()
  const valid = data.filter(({ state }) => state === 'valid')
  if (valid.length === 0) return null
  return (
    <List label={t('documents.signed')}>
      {valid.map(({ id, signedAt }) => (
        <LinkRow
          key={id}
          to="/portal/sign"
          title={t('documents.signed')}
          detail={shortDate(signedAt, now)}
          icon={<IconCertificate size={22} stroke={1.6} />}
        />
      ))}
    </List>
  )
}

function Adding() {
  const queries = useQueryClient()
  const add = useMutation({ mutationFn: uploadFile, onSuccess: () => queries.invalidateQueries({ queryKey: filesQuery.queryKey }) })
  return (
    <div>
      <FilePick wide busy={add.isPending} onPick={(file) => add.mutate(file)}>
        {t('documents.add')}
      </FilePick>
      <Note>{t('documents.addDetail')}</Note>
      {add.isError && <Notice kind="refused">{explainShortly(add.error)}</Notice>}
      {add.data && <Notice kind="good">{t('documents.added', { name: add.data.name })}</Notice>}
    </div>
  )
}
