import { alarms } from './system/alarms.ts'
import { backups } from './system/backups.ts'
import { program } from './system/program.ts'
import { trail } from './system/trail.ts'

/** The system page, one file a part. */
export const system = { ...program, ...backups, ...alarms, ...trail }
