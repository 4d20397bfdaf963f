/**
 * A server that speaks as much of the S3 protocol as backups need, and is strict about it: it works each signature out by
 * itself from what arrived, as the protocol's own description has it, and refuses what does not match.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'

export interface BucketServer {
  url: string
  keyId: string
  secret: string
  region: string
  files: Map<string, Buffer>
  /** Uploads that were begun and neither finished nor given up. */
  uploads: Map<string, Map<number, Buffer>>
  refusals: string[]
  /** Answers this status to so many requests to come. */
  fail(status: number, times: number): void
  close(): void
}

const keyId = 'CLINICKEY'
const secret = 'clinic/secret+key'
const region = 'eu-test-1'
const mostListed = 5
const skewMs = 15 * 60_000

/** Over TLS where it is given a key. */
export async function startBucketServer(keys?: { key: Buffer; cert: Buffer }): Promise<BucketServer> {
  const files = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const refusals: string[] = []
  let failing = { status: 0, times: 0 }
  const take = async (request: IncomingMessage, answer: ServerResponse) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const refusal = failing.times > 0 ? undefined : refusalOf(request, body)
    if (failing.times > 0) {
      failing.times -= 1
      return answer.writeHead(failing.status).end('<Error><Code>SlowDown</Code></Error>')
    }
    if (refusal) {
      refusals.push(refusal)
      return answer.writeHead(403).end(`<Error><Code>${refusal}</Code></Error>`)
    }
    serve(request, answer, { body, files, uploads })
  }
  const host = keys ? 'localhost' : '127.0.0.1'
  const server = keys ? createTlsServer(keys, take) : createServer(take)
  await new Promise<void>((done) => server.listen(0, host, done))
  const { port } = server.address() as { port: number }
  return {
    url: `${keys ? 'https' : 'http'}://${host}:${port}/clinic/north gate`,
    keyId,
    secret,
    region,
    files,
    uploads,
    refusals,
    fail: (status, times) => {
      failing = { status, times }
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const encoded = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function refusalOf(request: IncomingMessage, body: Buffer): string | undefined {
  const { authorization = '', 'x-amz-date': date = '', 'x-amz-content-sha256': digest = '' } = request.headers as Record<string, string>
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  if (!given) return 'AccessDenied'
  const [, key, day = '', where = '', signed = '', signature = ''] = given
  if (key !== keyId || where !== region || !date.startsWith(day)) return 'InvalidAccessKeyId'
  if (!signed.split(';').includes('host') || !signed.split(';').includes('x-amz-content-sha256')) return 'AccessDenied'
  if (Math.abs(Date.now() - Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))) > skewMs)
    return 'RequestTimeTooSkewed'
  if (digest !== sha(body)) return 'XAmzContentSHA256Mismatch'
  const url = new URL(request.url ?? '/', 'http://bucket')
  const path = decodeURIComponent(url.pathname).split('/').map(encoded).join('/')
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const canonical = [request.method, path, query.join('&'), headers.join(''), signed, digest].join('\n')
  const scope = `${day}/${where}/s3/aws4_request`
  const dayKey = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), where), 's3'), 'aws4_request')
  const wanted = hmac(dayKey, ['AWS4-HMAC-SHA256', date, scope, sha(canonical)].join('\n'))
  return timingSafeEqual(wanted, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}

interface Held {
  body: Buffer
  files: Map<string, Buffer>
  uploads: Map<string, Map<number, Buffer>>
}

function serve(request: IncomingMessage, answer: ServerResponse, { body, files, uploads }: Held): void {
  const url = new URL(request.url ?? '/', 'http://bucket')
  const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/')
  const key = rest.join('/')
  const ask = url.searchParams
  const uploadId = ask.get('uploadId') ?? ''
  const upload = uploads.get(uploadId)
  const missing = () => answer.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  if (bucket !== 'clinic') return void missing()
  if (request.method === 'GET' && ask.has('list-type')) return void answer.end(listing(files, ask))
  if (request.method === 'POST' && ask.has('uploads')) {
    const id = `upload-${uploads.size + 1}`
    uploads.set(id, new Map())
    return void answer.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
  }
  if (request.method === 'POST' && ask.has('delete')) {
    for (const [, name = ''] of String(body).matchAll(/<Key>([^<]*)<\/Key>/g))
      files.delete(name.replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
    return void answer.end('<DeleteResult/>')
  }
  if (uploadId && !upload) return void missing()
  if (upload && request.method === 'PUT') {
    upload.set(Number(ask.get('partNumber')), body)
    return void answer.setHeader('etag', `"${sha(body)}"`).end()
  }
  if (upload && request.method === 'DELETE') {
    uploads.delete(uploadId)
    return void answer.writeHead(204).end()
  }
  if (upload) {
    const parts = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)/g)].map(([, at]) => upload.get(Number(at)))
    files.set(key, Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0))))
    uploads.delete(uploadId)
    return void answer.end('<CompleteMultipartUploadResult><ETag>whole</ETag></CompleteMultipartUploadResult>')
  }
  if (request.method === 'PUT') {
    files.set(key, body)
    return void answer.end()
  }
  if (request.method === 'DELETE') {
    files.delete(key)
    return void answer.writeHead(204).end()
  }
  const file = files.get(key)
  if (!file) return void missing()
  answer.setHeader('last-modified', new Date().toUTCString()).setHeader('content-length', file.length)
  answer.end(request.method === 'HEAD' ? undefined : file)
}

/** A few at a time, so that going on is tried too. */
function listing(files: Map<string, Buffer>, ask: URLSearchParams): string {
  const [after, prefix, delimiter] = ['continuation-token', 'prefix', 'delimiter'].map((name) => ask.get(name) ?? '')
  const within = [...files.keys()].filter((key) => key.startsWith(prefix ?? ''))
  const keys = [...new Set(within.map((key) => groupOf(key, prefix ?? '', delimiter ?? '')))].filter((key) => key > (after ?? '')).sort()
  const shown = keys.slice(0, mostListed)
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const contents = shown
    .map((key) =>
      files.has(key)
        ? `<Contents><Key>${escaped(key)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>${files.get(key)?.length}</Size></Contents>`
        : `<CommonPrefixes><Prefix>${escaped(key)}</Prefix></CommonPrefixes>`,
    )
    .join('')
  const next = keys.length > shown.length ? `<NextContinuationToken>${escaped(shown.at(-1) ?? '')}</NextContinuationToken>` : ''
  return `<ListBucketResult><IsTruncated>${keys.length > shown.length}</IsTruncated>${contents}${next}</ListBucketResult>`
}

/** What lies below a folder is listed as the folder, where a delimiter is given. */
function groupOf(key: string, prefix: string, delimiter: string): string {
  const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
  return end < 0 ? key : key.slice(0, end + 1)
}
