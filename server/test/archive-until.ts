/** Archives as the nightly job does, and is killed once it has taken so many steps: node archive-until.ts URL FOLDER STEPS. */
import { readConfig } from '../config.ts'
import { archiveTrails } from '../operations/archive/archive-trails.ts'
import { withOwner } from '../operations/owner-storage.ts'
import { ownBackupKey, storesOf } from '../operations/places.ts'

const [url = '', folder = '', steps = ''] = process.argv.slice(2)
const config = readConfig({ DATA_DIR: folder, BACKUP_DIR: folder })
const place = { stores: storesOf(config), key: ownBackupKey(config) }
let left = Number(steps)
await withOwner(url, (client) =>
  archiveTrails(client, {
    place,
    months: 12,
    now: new Date(),
    tell: () => {
      left -= 1
      if (left <= 0) process.kill(process.pid, 'SIGKILL')
    },
  }),
)
