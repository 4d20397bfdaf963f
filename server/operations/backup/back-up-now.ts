import { beginRun, endRun, forgetRun } from '../runs-storage.ts'
import { BackupRunning, takeBackup } from './backup.ts'

/** A backup with its row in `backup_runs`. Another one under way is as good. */
export async function backUpNow(setting: Parameters<typeof takeBackup>[0]) {
  const id = await beginRun(setting.ownerUrl)
  try {
    const manifest = await takeBackup(setting)
    await endRun(setting.ownerUrl, id, { state: 'done', backupId: manifest.id, bytes: manifest.sealedBytes })
    return manifest
  } catch (error) {
    if (error instanceof BackupRunning) {
      await forgetRun(setting.ownerUrl, id)
      return undefined
    }
    await endRun(setting.ownerUrl, id, { state: 'failed', error: error instanceof Error ? error.message : String(error) })
    throw error
  }
}
