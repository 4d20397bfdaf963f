/** npm run verify -- certificate.pdf [--keys keys.json | --from https://clinic.example]: valid, altered or unknown. It starts nothing of the server. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { certificateIn } from '../../shared/certificate-files.ts'
import { type PublishedKey, verifyCertificate } from '../../shared/certificates.ts'

const exitCodes = { valid: 0, altered: 1, unknown: 2 } as const

/** Something the person at the keyboard has to do otherwise, in one line. */
class Unusable extends Error {}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, from: { type: 'string', default: 'http://localhost:3000' } },
  })
  const [path] = positionals
  if (!path) throw new Unusable('Name the certificate: npm run verify -- certificate.pdf')
  const keys = await keysFrom(values)
  const verdict = await verifyCertificate(await certificateIn(new Uint8Array(await contentOf(path))), keys)
  process.stdout.write(`${verdict}: ${path}\n`)
  process.exitCode = exitCodes[verdict]
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 3
}

/** From a file, or from the clinic's site: neither database nor secret is needed. */
async function keysFrom({ keys, from }: { keys?: string | undefined; from: string }): Promise<PublishedKey[]> {
  const address = `${from.replace(/\/$/, '')}/.well-known/healthcrm-signing-keys.json`
  const text = keys ? String(await contentOf(keys)) : await fetched(address)
  const read: { keys?: PublishedKey[] } = JSON.parse(text)
  return read.keys ?? []
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address).catch(() => undefined)
  if (!answer?.ok) throw new Unusable(`The clinic's keys are not to be had at ${address}. Name a file that holds them: --keys keys.json`)
  return answer.text()
}

async function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new Unusable(`${path} cannot be read.`)
  })
}
