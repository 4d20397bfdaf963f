import type pg from 'pg'
import { connectOwner } from '../db/owner.ts'

/** A short visit as the owner, who alone may see what the whole database does. */
export async function visitAsOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = await connectOwner(ownerUrl)
  owner.on('error', () => undefined)
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
