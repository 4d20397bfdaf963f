/** A place where sealed files lie: a folder, or a bucket. Names are paths with forward slashes. */
export interface Store {
  /** Where it is, for people; without secrets. */
  place: string
  /** Writes the whole file or, should it fail, nothing. Answers its bytes. */
  put(name: string, content: AsyncIterable<Buffer>): Promise<number>
  /** Throws NotStored. */
  get(name: string): Promise<AsyncIterable<Buffer>>
  /** Everything below a folder name, in the order of names. */
  list(folder: string): Promise<StoredFile[]>
  remove(name: string): Promise<void>
}

export interface StoredFile {
  name: string
  bytes: number
}

export class NotStored extends Error {
  constructor(name: string, place: string) {
    super(`${name} is not in ${place}`)
  }
}
