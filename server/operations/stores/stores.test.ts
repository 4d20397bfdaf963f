/** A folder and a bucket keep the same promises. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BucketServer, startBucketServer } from '../../test/bucket-server.ts'
import { bucketStore } from './bucket-store.ts'
import { folderStore } from './folder-store.ts'
import { NotStored, type Store } from './store.ts'

const home = mkdtempSync(join(tmpdir(), 'healthcrm-stores-'))
let bucket: BucketServer
const stores: Record<string, Store> = { folder: folderStore(home) }
const partBytes = 1000

beforeAll(async () => {
  bucket = await startBucketServer()
  stores.bucket = bucketStore({ ...bucket, partBytes })
})
beforeEach(() => {
  bucket.refusals.length = 0
})
afterAll(() => {
  bucket.close()
  rmSync(home, { recursive: true })
})

async function* inPieces(bytes: Buffer, size = 300) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function read(store: Store, name: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of await store.get(name)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
const storeOf = (kind: string) => stores[kind] as Store

test.each(['folder', 'bucket'])('what is put into a %s is listed and read back to the byte, whatever its length', async (kind) => {
  const store = storeOf(kind)
  const contents = [0, 1, partBytes - 1, partBytes, partBytes + 1, 3 * partBytes, 3 * partBytes + 7].map((length) => randomBytes(length))
  for (const [at, content] of contents.entries()) expect(await store.put(`backups/n${at}/base`, inPieces(content))).toBe(content.length)
  const listed = await store.list('backups')
  expect(listed).toEqual(contents.map(({ length }, at) => ({ name: `backups/n${at}/base`, bytes: length })))
  for (const [at, content] of contents.entries()) expect((await read(store, `backups/n${at}/base`)).equals(content)).toBe(true)
  expect(await store.list('wal')).toEqual([])
  expect(bucket.uploads.size).toBe(0)
  expect(bucket.refusals).toEqual([])
})

test.each(['folder', 'bucket'])('what is removed from a %s is gone; what is not there says so', async (kind) => {
  const store = storeOf(kind)
  await store.put("wal/it's (here) & there", inPieces(Buffer.from('x')))
  expect((await store.list('wal')).map(({ name }) => name)).toEqual(["wal/it's (here) & there"])
  await store.remove("wal/it's (here) & there")
  await store.remove('wal/never was')
  expect(await store.list('wal')).toEqual([])
  await expect(store.get('wal/never was')).rejects.toThrow(NotStored)
})

test.each(['folder', 'bucket'])('a source that fails leaves nothing in a %s', async (kind) => {
  const store = storeOf(kind)
  async function* failing() {
    yield randomBytes(2 * partBytes)
    throw new Error('The source broke')
  }
  await expect(store.put('wal/half', failing())).rejects.toThrow('The source broke')
  expect(await store.list('wal')).toEqual([])
  expect(bucket.uploads.size).toBe(0)
  expect(readdirSync(join(home, 'wal'))).toEqual([])
})

test('a bucket that is slow for a moment is asked again; one that stays away fails', async () => {
  const store = storeOf('bucket')
  bucket.fail(503, 2)
  await store.put('wal/patient', inPieces(Buffer.from('there')))
  expect((await read(store, 'wal/patient')).toString()).toBe('there')
  bucket.fail(503, 20)
  await expect(store.put('wal/away', inPieces(Buffer.from('x')))).rejects.toThrow('answered 503 (SlowDown)')
  bucket.fail(503, 0)
  await store.remove('wal/patient')
})

test('a wrong secret opens nothing, and no message gives the right one away', async () => {
  const wrong = bucketStore({ ...bucket, secret: 'another' })
  await expect(wrong.list('backups')).rejects.toThrow('answered 403 (SignatureDoesNotMatch)')
  expect(wrong.place).not.toContain('another')
})
