/**
 * The last line of a certificate's PDF: the clinic's signature over every byte above it. Without it the file inside would verify
 * whatever words somebody drew around it.
 */
export interface PdfSeal {
  /** SHA-256 of what stands above the line, in hexadecimal. */
  digest: string
  keyId: string
  /** Ed25519 over `sealedText`, in base64url. */
  signature: string
}

/** Says what it is, so that no other text the clinic signs could stand for it. */
export const sealedText = (digest: string) => `healthcrm-pdf-1 ${digest}`

/** A comment to readers of PDF. */
export const sealLine = ({ keyId, signature }: Omit<PdfSeal, 'digest'>) => `%healthcrm-seal ${keyId} ${signature}\n`

const longestLine = 300

/** None where the last line is another: whatever came behind the seal has broken it. */
export async function sealOf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfSeal | null> {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-longestLine))
  const [line, keyId = '', signature = ''] = /%healthcrm-seal ([\w-]+) ([\w-]+)\n$/.exec(end) ?? []
  if (!line) return null
  const digest = await crypto.subtle.digest('SHA-256', bytes.subarray(0, -line.length))
  return { digest: hex(digest), keyId, signature }
}

export const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
