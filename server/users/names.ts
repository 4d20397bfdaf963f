/** What other rooms need to know of a user. */
import type { Db } from '../db/connection.ts'
import { findName, isActiveCoach } from './names-storage.ts'

export const nameOfUser = async (db: Db, id: number): Promise<string> => (await findName(db, id)) ?? 'Somebody'

/** Whether patients may be given to this user: an active Health Coach or Admin. */
export const coachExists = (db: Db, id: number): Promise<boolean> => isActiveCoach(db, id)
