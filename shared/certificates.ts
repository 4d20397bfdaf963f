/**
 * Certificates: what a patient signed, as a file that anyone can verify with the clinic's public keys alone. The same code
 * runs in the browser, in the server and in `npm run verify`.
 */
import { canonical, type Json } from './canonical.ts'
import { hex, type PdfSeal, sealedText } from './pdf-seals.ts'
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

/** `unknown`: no certificate, or none of this clinic; `altered`: not a letter may differ from what was signed, nor in a PDF from what was sealed. */
export async function verifyCertificate(file: unknown, keys: readonly PublishedKey[]): Promise<Verdict> {
  if (!looksLikeCertificate(file)) return 'unknown'
  try {
    const bytes = new TextEncoder().encode(canonical(file.document))
    const verdict = await verdictOf(file, bytes, keys)
    if (verdict !== 'valid') return verdict
    const digest = hex(await crypto.subtle.digest('SHA-256', bytes))
    if (digest !== file.digest || file.document.format !== certificateFormat) return 'altered'
    if (file.pdf === undefined) return 'valid'
    return file.pdf ? await verdictOf(file.pdf, new TextEncoder().encode(sealedText(file.pdf.digest)), keys) : 'altered'
  } catch (error) {
    // A browser without Ed25519 has no verdict; a text that is no base64url or no JSON to sign was never ours.
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error
    return 'altered'
  }
}

async function verdictOf(signed: Signed, bytes: Uint8Array<ArrayBuffer>, keys: readonly PublishedKey[]): Promise<Verdict> {
  const key = keys.find(({ kid }) => kid === signed.keyId)
  if (!key) return 'unknown'
  const { kty, crv, x } = key
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
  const stands = await crypto.subtle.verify('Ed25519', imported, fromBase64Url(signed.signature), bytes)
  return stands ? 'valid' : 'altered'
}

type Signed = Pick<PdfSeal, 'keyId' | 'signature'>

interface Shape {
  document: { readonly [name: string]: Json | undefined }
  digest: string
  keyId: string
  signature: string
  /** Where it was found in a PDF: that file's seal, if it has one. */
  pdf?: PdfSeal | null
}

function looksLikeCertificate(file: unknown): file is Shape {
  if (typeof file !== 'object' || file === null) return false
  const { document, digest, keyId, signature, pdf }: { [Name in keyof Shape]?: unknown } = file
  return (
    typeof document === 'object' &&
    document !== null &&
    typeof digest === 'string' &&
    typeof keyId === 'string' &&
    typeof signature === 'string' &&
    (pdf === undefined || pdf === null || looksLikeSeal(pdf))
  )
}

function looksLikeSeal(pdf: unknown): boolean {
  if (typeof pdf !== 'object' || pdf === null) return false
  const { digest, keyId, signature }: { [Name in keyof PdfSeal]?: unknown } = pdf
  return typeof digest === 'string' && typeof keyId === 'string' && typeof signature === 'string'
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

/** What one agrees to by signing; the words that were on screen are part of what is signed. */
export const signingConsent: Record<Language, string> = {
  en: 'I have answered these questions truthfully and as completely as I can. I agree that the clinic uses my answers for my care. My signature below, drawn or typed, stands for my handwritten one.',
  es: 'He respondido a estas preguntas con sinceridad y tan completamente como puedo. Acepto que la clínica use mis respuestas para mi atención. Mi firma, dibujada o escrita, vale como mi firma a mano.',
}
