import { IconCertificate, IconDownload, IconFileText, IconPhoto, IconReceipt } from '@tabler/icons-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { shortDate } from '../../lib/dates.ts'
import { fileSize } from '../../lib/sizes.ts'
import { fileAddress, fileProblem, uploadFile } from '../lib/files.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { signaturesQuery } from '../lib/signatures.ts'
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

const accountQuery = queryOptions({
  queryKey: ['payment'],
  queryFn: ({ signal }) => call('GET /portal/payment', { signal }),
})

/** What they signed, what they paid, what the clinic sent and what they added, in one list. */
export function DocumentsPage() {
  const [files, signatures, account] = [useQuery(filesQuery), useQuery(signaturesQuery), useQuery(accountQuery)]
  const failed = [files, signatures, account].filter(({ isError, data }) => isError && !data)
  const known = files.data && signatures.data && account.data
  const hasPaid = account.data?.entries.some(({ entry }) => entry === 'payment') ?? false
  const isEmpty = known && !hasPaid && files.data.length + signatures.data.length === 0
  return (
    <Page title={t('documents.title')} lead={t('documents.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      <Adding />
      {failed[0]?.error && <ErrorState error={failed[0].error} onRetry={() => void Promise.all(failed.map(({ refetch }) => refetch()))} />}
      {!known && failed.length === 0 && <Skeleton />}
      {isEmpty && <EmptyState title={t('documents.none')} detail={t('documents.noneDetail')} />}
      {known && !isEmpty && (
        <List label={t('documents.title')}>
          {signatures.data.map((signature) => (
            <Certificate key={signature.id} signature={signature} />
          ))}
          {hasPaid && (
            <LinkRow
              to="/portal/receipt"
              title={t('documents.receipt')}
              detail={t('documents.receiptDetail')}
              icon={<IconReceipt size={22} stroke={1.6} />}
            />
          )}
          {files.data.map((file) => (
            <FileLine key={file.id} file={file} />
          ))}
        </List>
      )}
    </Page>
  )
}

type Signature = ApiReply<'GET /portal/signatures'>['data'][number]

/** The certificate of a signature; one that no longer counts is kept, and says so. */
function Certificate({ signature: { id, signedAt, state } }: { signature: Signature }) {
  const when = t('documents.signedOn', { day: shortDate(signedAt, Date.now()) })
  return (
    <li>
      <Download
        href={`/api/v1/portal/signatures/${id}/certificate.pdf`}
        name={t('documents.signed')}
        detail={state === 'valid' ? when : `${when} · ${t(`signing.state_${state}`)}`}
        icon={IconCertificate}
      />
    </li>
  )
}

function FileLine({ file }: { file: OwnFile }) {
  const { id, name, mediaType, bytes, userId, createdAt, canTakeBack } = file
  const [isAsking, setIsAsking] = useState(false)
  const whose = t(userId === null ? 'documents.yours' : 'documents.theirs')
  return (
    <li>
      <Download
        href={fileAddress(id)}
        name={name}
        saveAs={name}
        detail={`${whose} · ${shortDate(createdAt, Date.now())} · ${fileSize(bytes)}`}
        icon={mediaType.startsWith('image/') ? IconPhoto : IconFileText}
      />
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

type DownloadProps = { href: string; name: string; saveAs?: string; detail: string; icon: typeof IconPhoto }

function Download({ href, name, saveAs, detail, icon: Icon }: DownloadProps) {
  return (
    <a className={listClasses.row} href={href} download={saveAs ?? true}>
      <span className={listClasses.icon}>
        <Icon size={22} stroke={1.6} aria-hidden />
      </span>
      <span className={listClasses.words}>
        <span className={listClasses.title}>{name}</span>
        <span className={listClasses.detail}>{detail}</span>
      </span>
      <span className={listClasses.end}>
        <IconDownload size={18} stroke={1.5} aria-label={t('documents.save')} role="img" />
      </span>
    </a>
  )
}

function Adding() {
  const queries = useQueryClient()
  const add = useMutation({ mutationFn: uploadFile, onSuccess: () => queries.invalidateQueries({ queryKey: filesQuery.queryKey }) })
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <FilePick wide busy={add.isPending} onPick={(file) => add.mutate(file)}>
        {t('documents.add')}
      </FilePick>
      <Note>{t('documents.addDetail')}</Note>
      {add.isError && <Notice kind="refused">{fileProblem(add.error, add.variables)}</Notice>}
      {add.data && <Notice kind="good">{t('documents.added', { name: add.data.name })}</Notice>}
    </div>
  )
}
