/** npm run audit:verify: does the audit trail say what was sealed? Names the first row that does not; exits with 1 then. */
import { withOwner } from '../operations/owner-storage.ts'
import { auditPlaceOf } from '../operations/seals/audit-jobs.ts'
import { checkTrails } from '../operations/seals/check-trails.ts'
import { CommandError, runCommand } from './command.ts'

await runCommand(async ({ config, ownerUrl, say }) => {
  const began = Date.now()
  const { seals, rows, fault } = await withOwner(ownerUrl, (client) => checkTrails(client, auditPlaceOf(config)()))
  if (fault !== undefined) throw new CommandError(`The audit trail is not as it was sealed. ${fault}`)
  say(`The audit trail is whole: ${rows} entries under ${seals} seals, verified in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
})
