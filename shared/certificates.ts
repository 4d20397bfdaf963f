/**
 * Certificates: what a patient signed, as a file that anyone can verify with the clinic's public keys alone. The same code
 * runs in the browser, in the server and in `npm run verify`.
 */
import { canonical, type Json } from './canonical.ts'
import type { Language } from './values.ts'

export const certificateFormat = 'healthcrm-signature-1'

/** What is signed, whole. */
export interface SignedDocument {
  format: typeof certificateFormat
  /** Names the signature. */
  id: string
  clinic: string
  questionnaire: { name: string; version: number; definition: string }
  answers: { readonly [question: string]: Json }
  consent: { language: Language; text: string }
  signer: { lead: number; name: string; method: 'typed' | 'drawn'; strokes?: number[][] }
  signedAt: string
}
export interface Certificate {
  document: SignedDocument
  /** SHA-256 of the document's canonical text, in hexadecimal. */
  digest: string
  algorithm: 'Ed25519'
  keyId: string
  /** Ed25519 over the canonical text, in base64url. */
  signature: string
}
/** A public key as published (RFC 7517, RFC 8037). */
export interface PublishedKey {
  kid: string
  kty: 'OKP'
  crv: 'Ed25519'
  x: string
  use: 'sig'
  alg: 'EdDSA'
}
export type Verdict = 'valid' | 'altered' | 'unknown'

/** `unknown`: no certificate, or none of this clinic; `altered`: not a letter may differ from what was signed. */
export async function verifyCertificate(file: unknown, keys: readonly PublishedKey[]): Promise<Verdict> {
  if (!looksLikeCertificate(file)) return 'unknown'
  const key = keys.find(({ kid }) => kid === file.keyId)
  if (!key) return 'unknown'
  try {
    const bytes = new TextEncoder().encode(canonical(file.document))
    const digest = hex(await crypto.subtle.digest('SHA-256', bytes))
    const { kty, crv, x } = key
    const imported = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
    const stands = await crypto.subtle.verify('Ed25519', imported, fromBase64Url(file.signature), bytes)
    return stands && digest === file.digest && file.document.format === certificateFormat ? 'valid' : 'altered'
  } catch (error) {
    // A browser without Ed25519 has no verdict; a text that is no base64url or no JSON to sign was never ours.
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error
    return 'altered'
  }
}

interface Shape {
  document: { readonly [name: string]: Json | undefined }
  digest: string
  keyId: string
  signature: string
}

function looksLikeCertificate(file: unknown): file is Shape {
  if (typeof file !== 'object' || file === null) return false
  const { document, digest, keyId, signature }: { document?: unknown; digest?: unknown; keyId?: unknown; signature?: unknown } = file
  return (
    typeof document === 'object' &&
    document !== null &&
    typeof digest === 'string' &&
    typeof keyId === 'string' &&
    typeof signature === 'string'
  )
}

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

/** What one agrees to by signing; the words that were on screen are part of what is signed. */
export const signingConsent: Record<Language, string> = {
  en: 'I have answered these questions truthfully and as completely as I can. I agree that the clinic uses my answers for my care. My signature below, drawn or typed, stands for my handwritten one.',
  es: 'He respondido a estas preguntas con sinceridad y tan completamente como puedo. Acepto que la clínica use mis respuestas para mi atención. Mi firma, dibujada o escrita, vale como mi firma a mano.',
}
