import { useMutation } from '@tanstack/react-query'
import { certificateIn } from '#shared/certificate-files'
import { type Certificate, type Verdict, verifyCertificate } from '#shared/certificates'
import { call } from '../../lib/api.ts'

export type Checked = {
  verdict: Verdict
  /** Of a valid one. */
  certificate?: Certificate
  /** What the clinic says of it now. */
  standing?: 'valid' | 'void' | 'outdated' | null
  byServer: boolean
}

/** The verdict comes from this device and the clinic's public keys; the server is asked only whether the signature still counts. */
export function useCheck() {
  return useMutation({
    mutationFn: async (bytes: Uint8Array<ArrayBuffer>): Promise<Checked> => {
      const file = await certificateIn(bytes)
      if (typeof file !== 'object' || file === null) return { verdict: 'unknown', byServer: false }
      const { keys } = await call('GET /signing-keys', {})
      const verdict = await verifyCertificate(file, keys).catch(() => undefined)
      if (!verdict) return askServer(file)
      if (verdict !== 'valid') return { verdict, byServer: false }
      const certificate = file as Certificate
      const { state } = await call('POST /signatures/standing', { body: { id: certificate.document.id, digest: certificate.digest } })
      return { verdict, certificate, standing: state, byServer: false }
    },
  })
}

async function askServer(file: object): Promise<Checked> {
  const { verdict, state } = await call('POST /signatures/verification', { body: { ...file } })
  return { verdict, byServer: true, ...(verdict === 'valid' ? { certificate: file as Certificate, standing: state } : {}) }
}
