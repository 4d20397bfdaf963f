/** An authority of a test's own, and what it signs. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** `ca.crt` and `ca.key` in the folder. */
export function makeAuthority(folder: string, name: string): void {
  openssl(folder, [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    `/CN=${name}`,
  ])
}

/** `server.key` and `server.crt` for this host, signed by the authority in the folder. */
export function makeServerKeys(folder: string, host: string): void {
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}\n`)
  openssl(folder, ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`])
  const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names']
  openssl(folder, ['x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...signing])
}

const openssl = (folder: string, args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
