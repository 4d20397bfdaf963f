import { randomBytes } from 'node:crypto'
import { type Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { type BackupKey, newBackupKey, readBackupKey } from './backup-key.ts'
import { SealBroken, sealing, unsealing } from './sealing.ts'

const keyOf = (text: string): BackupKey => {
  const key = readBackupKey(text)
  if (!key) throw new Error('That is no key')
  return key
}
const key = keyOf(newBackupKey())
const seal = (text: Buffer, name = 'wal/1') => through(Readable.from(text.length ? [text] : []), sealing(key, name))
const open = (sealed: Buffer, name = 'wal/1', opener = key) => through(Readable.from(chunksOf(sealed)), unsealing(opener, name))

async function through(source: Readable, [first, second]: [Duplex, Duplex]): Promise<Buffer> {
  const pieces: Buffer[] = []
  await pipeline(source, first, second, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) pieces.push(chunk)
  })
  return Buffer.concat(pieces)
}

function* chunksOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

test('a backup key survives being written down: case, spaces, dashes, O for 0 and I for 1', () => {
  for (let times = 0; times < 50; times++) {
    const text = newBackupKey()
    expect(text).toMatch(/^([0-9A-Z]{4}-){13}[0-9A-Z]{4}$/)
    const sloppy = text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(readBackupKey(sloppy)?.bytes.equals(keyOf(text).bytes)).toBe(true)
  }
})

test('a slip of the pen in a backup key is noticed', () => {
  const text = newBackupKey()
  const wrong = `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`
  expect([readBackupKey(wrong), readBackupKey(text.slice(1)), readBackupKey(''), readBackupKey(`${text}A`)]).toEqual(
    Array(4).fill(undefined),
  )
})

test.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])(
  '%i bytes come back as they were, whether they compress or not',
  async (length) => {
    for (const text of [randomBytes(length), Buffer.alloc(length, 'ab')]) {
      expect((await open(await seal(text))).equals(text)).toBe(true)
    }
  },
)

test('nothing of the text stands in the sealed file', async () => {
  const sealed = await seal(Buffer.from('Eleanor Brandt '.repeat(1000)))
  expect(sealed.includes('Eleanor')).toBe(false)
})

test('a changed byte anywhere, a cut, an addition, another name or another key is refused', async () => {
  const sealed = await seal(randomBytes(2_500_000))
  const flipped = (at: number) => {
    const copy = Buffer.from(sealed)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  const places = [0, 10, 40, 5000, 1_500_000, sealed.length - 1]
  for (const damaged of [
    ...places.map(flipped),
    sealed.subarray(0, -1),
    sealed.subarray(0, 1_100_000),
    Buffer.concat([sealed, Buffer.alloc(1)]),
  ]) {
    await expect(open(damaged)).rejects.toThrow(SealBroken)
  }
  await expect(open(sealed, 'wal/2')).rejects.toThrow(SealBroken)
  await expect(open(sealed, 'wal/1', keyOf(newBackupKey()))).rejects.toThrow(SealBroken)
})

test('frames that change places are refused', async () => {
  const sealed = await seal(randomBytes(3_500_000))
  const frame = 4 + 1024 * 1024 + 16
  const head = 37
  const swapped = Buffer.concat([
    sealed.subarray(0, head),
    sealed.subarray(head + frame, head + 2 * frame),
    sealed.subarray(head, head + frame),
    sealed.subarray(head + 2 * frame),
  ])
  await expect(open(swapped)).rejects.toThrow(SealBroken)
})
