/** A database for a moment, on the same server. */
import { randomBytes } from 'node:crypto'
import { connectOwner, DatabaseUnfit } from './owner.ts'
import { errorCode } from './sqlstate.ts'

export async function inScratchDatabase<T>(ownerUrl: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `healthcrm_scratch_${randomBytes(6).toString('hex')}`
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  const owner = await connectOwner(ownerUrl)
  try {
    await create(owner, name)
    return await work(url.href)
  } finally {
    await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await owner.end()
  }
}

async function create(owner: Awaited<ReturnType<typeof connectOwner>>, name: string): Promise<void> {
  try {
    await owner.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  } catch (error) {
    if (errorCode(error) !== '42501') throw error
    throw new DatabaseUnfit('The role of DATABASE_URL may not create a database to compare with: ALTER ROLE ... CREATEDB', { cause: error })
  }
}
