/**
 * Sealed files in a bucket that speaks the S3 protocol. What is larger than a part goes up in parts and is there once all
 * are: a file that can be listed is whole, as in a folder. Each request names the digest of what it carries.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AwsClient } from 'aws4fetch'
import { keysIn, textIn } from './bucket-xml.ts'
import { NotStored, type Store, type StoredFile } from './store.ts'

export interface Bucket {
  /** `https://host/bucket/folder`: the bucket is the first part of the path. */
  url: string
  keyId: string
  secret: string
  region: string
  /** For tests; a part has 5 MiB at least, but for the last. */
  partBytes?: number
}

const usualPartBytes = 16 * 1024 * 1024
const requestWithinMs = 10 * 60 * 1000

type Ask = (method: string, path: string, given?: { body?: Buffer; query?: Record<string, string> }) => Promise<Response>

export function bucketStore(bucket: Bucket): Store {
  const { origin, pathname } = new URL(bucket.url)
  const [name = '', ...rest] = pathname.split('/').filter(Boolean)
  const folder = rest.map((part) => `${decodeURIComponent(part)}/`).join('')
  const ask = asking(bucket, `${origin}/${name}`)
  return {
    place: `${origin}${pathname.replace(/\/+$/, '')}`,
    put: (file, content) => put(ask, folder + file, { content, partBytes: bucket.partBytes ?? usualPartBytes }),
    get: async (file) => {
      const answer = await ask('GET', folder + file)
      if (answer.status === 404) throw new NotStored(file, bucket.url)
      await requireOk(answer, file)
      return answer.body ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
    },
    list: (below) => list(ask, { prefix: `${folder}${below}/`, folder }),
    remove: async (file) => void (await requireOk(await ask('DELETE', folder + file), file)),
  }
}

/** The library is brought in by whoever has a bucket. */
function asking({ keyId, secret, region }: Bucket, base: string): Ask {
  let client: Promise<AwsClient> | undefined
  const open = async () => {
    const { AwsClient } = await import('aws4fetch')
    return new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 3 })
  }
  return async (method, path, { body, query } = {}) => {
    client ??= open()
    const address = new URL(`${base}/${path.split('/').map(encodeURIComponent).join('/')}`)
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value)
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('hex')
    return (await client).fetch(address, {
      method,
      headers: { 'x-amz-content-sha256': digest },
      signal: AbortSignal.timeout(requestWithinMs),
      redirect: 'error',
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
  }
}

async function requireOk(answer: Response, file: string): Promise<Response> {
  if (answer.ok) return answer
  const told = textIn(await answer.text(), 'Code')
  throw new Error(`${new URL(answer.url).origin} answered ${answer.status}${told ? ` (${told})` : ''} for ${file}`)
}

interface Putting {
  content: AsyncIterable<Buffer>
  partBytes: number
}

async function put(ask: Ask, path: string, { content, partBytes }: Putting): Promise<number> {
  let upload: Upload | undefined
  let bytes = 0
  try {
    for await (const { part, isLast } of partsOf(content, partBytes)) {
      bytes += part.length
      if (!upload && isLast) {
        await requireOk(await ask('PUT', path, { body: part }), path)
        return bytes
      }
      upload ??= await beginUpload(ask, path)
      await upload.add(part)
    }
    await upload?.complete()
  } catch (error) {
    // What was not finished costs, and is no file.
    await upload?.abort().catch(() => undefined)
    throw error
  }
  return bytes
}

interface Upload {
  add(part: Buffer): Promise<void>
  complete(): Promise<void>
  abort(): Promise<void>
}

async function beginUpload(ask: Ask, path: string): Promise<Upload> {
  const begun = await requireOk(await ask('POST', path, { query: { uploads: '' } }), path)
  const uploadId = textIn(await begun.text(), 'UploadId')
  if (!uploadId) throw new Error(`No upload of ${path} was begun`)
  const tags: string[] = []
  return {
    add: async (body) => {
      const partNumber = String(tags.length + 1)
      const added = await requireOk(await ask('PUT', path, { body, query: { partNumber, uploadId } }), path)
      tags.push(added.headers.get('etag') ?? '')
    },
    complete: async () => {
      const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
      const body = Buffer.from(`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`)
      const text = await (await requireOk(await ask('POST', path, { body, query: { uploadId } }), path)).text()
      // The protocol may answer 200 before it is done, and then that it failed.
      if (/<Error>/.test(text)) throw new Error(`The upload of ${path} failed: ${textIn(text, 'Code')}`)
    },
    abort: async () => void (await ask('DELETE', path, { query: { uploadId } })),
  }
}

/** Pieces of one length, and the rest; an empty file is one empty piece. */
async function* partsOf(content: AsyncIterable<Buffer>, partBytes: number): AsyncGenerator<{ part: Buffer; isLast: boolean }> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of content) {
    held.push(piece)
    size += piece.length
    while (size > partBytes) {
      const all = Buffer.concat(held)
      yield { part: all.subarray(0, partBytes), isLast: false }
      held = [all.subarray(partBytes)]
      size -= partBytes
    }
  }
  yield { part: Buffer.concat(held), isLast: true }
}

async function list(ask: Ask, { prefix, folder }: { prefix: string; folder: string }): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  let token: string | undefined
  do {
    const query = { 'list-type': '2', prefix, ...(token ? { 'continuation-token': token } : {}) }
    const text = await (await requireOk(await ask('GET', '', { query }), prefix)).text()
    for (const { key, bytes } of keysIn(text)) found.push({ name: key.slice(folder.length), bytes })
    token = textIn(text, 'NextContinuationToken')
  } while (token)
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}
