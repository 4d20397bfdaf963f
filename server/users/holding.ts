/** For other rooms that change what several users have: they stand still until the transaction ends. */
import type { Tx } from '../db/connection.ts'
import { lockUsers } from './storage.ts'

/** Answers those that exist. Locked in the order of their ids, so that two who lock the same people wait for each other. */
export const holdUsers = (db: Tx, ids: readonly number[]): Promise<number[]> => lockUsers(db, ids)
