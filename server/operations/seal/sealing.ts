/**
 * Sealed files: compressed (zstd), then encrypted in frames of up to 1 MiB with AES-256-GCM. Each file has a key of its
 * own, to which its name is bound: one file cannot stand in for another. The number of a frame and whether it is the
 * last are its nonce, so frames cannot be changed, swapped, repeated or cut off unnoticed.
 *
 *     "HCRM1" | salt (32 bytes) | frames: length, its first bit set in the last frame (4 bytes) | text | tag (16 bytes)
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Duplex, Transform } from 'node:stream'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { type BackupKey, derivedKey } from './backup-key.ts'

const magic = Buffer.from('HCRM1')
const saltBytes = 32
const frameBytes = 1024 * 1024
const tagBytes = 16
const lastFlag = 0x8000_0000
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

/** A backup file that does not open: damaged, cut off, or sealed with another key. */
export class SealBroken extends Error {}

/** Compresses and encrypts: the steps between source and file of a pipeline. */
export const sealing = (key: BackupKey, name: string): [Duplex, Duplex] => [createZstdCompress(compression), encrypting(key, name)]

/** The other way; fails with SealBroken at the first frame that is not as it was written. */
export const unsealing = (key: BackupKey, name: string): [Duplex, Duplex] => [decrypting(key, name), createZstdDecompress()]

function encrypting(key: BackupKey, name: string): Transform {
  const salt = randomBytes(saltBytes)
  const fileKey = derivedKey(key, salt, `file ${name}`)
  const pieces = gathering()
  let number = 0
  const frame = (text: Buffer, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number++, isLast))
    const head = Buffer.alloc(4)
    head.writeUInt32BE((text.length | (isLast ? lastFlag : 0)) >>> 0)
    return Buffer.concat([head, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  }
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pieces.add(chunk)
      // A full frame waits until there is more: it may be the last.
      while (pieces.size() > frameBytes) this.push(frame(pieces.take(frameBytes), false))
      done()
    },
    flush(done) {
      this.push(frame(pieces.take(pieces.size()), true))
      done()
    },
  })
  transform.push(Buffer.concat([magic, salt]))
  return transform
}

function decrypting(key: BackupKey, name: string): Transform {
  const pieces = gathering()
  const reader = frameReader(key, name)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      pieces.add(chunk)
      try {
        for (let text = reader.next(pieces); text; text = reader.next(pieces)) this.push(text)
        done()
      } catch (error) {
        done(error instanceof SealBroken ? error : new SealBroken(`${name} is damaged, or sealed with another key`))
      }
    },
    flush: (done) => done(reader.isOver() && pieces.size() === 0 ? null : new SealBroken(`${name} is cut off`)),
  })
}

function frameReader(key: BackupKey, name: string) {
  let fileKey: Buffer | undefined
  let head: { length: number; isLast: boolean } | undefined
  let number = 0
  let over = false
  const begin = (pieces: Pieces): void => {
    if (!pieces.take(magic.length).equals(magic)) throw new SealBroken(`${name} is no sealed file`)
    fileKey = derivedKey(key, pieces.take(saltBytes), `file ${name}`)
  }
  return {
    isOver: () => over,
    /** The text of the next whole frame, if it has arrived. */
    next(pieces: Pieces): Buffer | undefined {
      if (!fileKey && pieces.size() >= magic.length + saltBytes) begin(pieces)
      if (!fileKey || over) return undefined
      if (!head && pieces.size() >= 4) head = headOf(pieces.take(4), name)
      if (!head || pieces.size() < head.length + tagBytes) return undefined
      const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number++, head.isLast))
      const text = decipher.update(pieces.take(head.length))
      decipher.setAuthTag(pieces.take(tagBytes))
      decipher.final()
      over = head.isLast
      head = undefined
      return text
    },
  }
}

function headOf(bytes: Buffer, name: string) {
  const value = bytes.readUInt32BE()
  const length = value % lastFlag
  if (length > frameBytes) throw new SealBroken(`${name} is damaged`)
  return { length, isLast: value >= lastFlag }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(isLast ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

type Pieces = ReturnType<typeof gathering>

/** Bytes as they arrive, taken in the lengths that are wanted. */
function gathering() {
  let pieces: Buffer[] = []
  let bytes = 0
  return {
    size: () => bytes,
    add(piece: Buffer) {
      pieces.push(piece)
      bytes += piece.length
    },
    take(length: number): Buffer {
      const all = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)
      bytes -= length
      pieces = bytes ? [all.subarray(length)] : []
      return all.subarray(0, length)
    },
  }
}
