/** The certificate as a page to keep, with the signed file inside it, sealed whole. Fonts come with the library: nothing is fetched. */
import { createHash, sign } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Certificate } from '../../shared/certificates.ts'
import { sealedText, sealLine } from '../../shared/pdf-seals.ts'
import type { Language } from '../../shared/values.ts'
import type { SigningKey } from './keys.ts'
import { certificateWords } from './words.ts'

interface Shown {
  certificate: Certificate
  language: Language
  /** Where anyone can check it. */
  verifyAt: string
}

type Maker = typeof import('pdfmake')
let making: Promise<Maker> | undefined

/** Loaded with the first certificate: it would cost every start of the server. */
function maker(): Promise<Maker> {
  making ??= import('pdfmake').then((library) => {
    const made = 'default' in library ? (library.default as Maker) : library
    const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js')
    made.setFonts(fonts)
    made.setUrlAccessPolicy(() => false)
    made.setLocalAccessPolicy((path: string) => /[\\/]pdfmake[\\/]fonts[\\/]/.test(path))
    return made
  })
  return making
}

export async function certificatePdf(shown: Shown, key: SigningKey): Promise<Buffer> {
  const drawn = Buffer.concat([await drawnPdf(shown), Buffer.from('\n')])
  const text = sealedText(createHash('sha256').update(drawn).digest('hex'))
  const signature = sign(null, Buffer.from(text, 'utf8'), key.privateKey).toString('base64url')
  return Buffer.concat([drawn, Buffer.from(sealLine({ keyId: key.id, signature }))])
}

async function drawnPdf(shown: Shown): Promise<Buffer> {
  const { certificate, language } = shown
  const words = certificateWords[language]
  const { document } = certificate
  const file = `data:application/json;base64,${Buffer.from(JSON.stringify(certificate), 'utf8').toString('base64')}`
  const made = (await maker()).createPdf({
    pageMargins: [56, 64, 56, 64],
    info: { title: words.title, author: document.clinic },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.3, color: '#26241f' },
    files: { 'certificate.json': { src: file, name: 'certificate.json', type: 'application/json' } },
    content: [
      { text: document.clinic, color: '#57544d' },
      { text: words.title, fontSize: 22, bold: true, margin: [0, 2, 0, 18] },
      { text: words.statement, margin: [0, 0, 0, 10] },
      { text: document.consent.text, italics: true, margin: [12, 0, 12, 18], color: '#57544d' },
      mark(document),
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 300, y2: 0, lineWidth: 0.75, lineColor: '#8a867c' }] },
      { text: document.signer.name, bold: true, margin: [0, 4, 0, 18] },
      facts(shown),
      { text: words.howTitle, bold: true, margin: [0, 20, 0, 4] },
      { text: words.how.replace('{{address}}', shown.verifyAt) },
    ],
  } as never)
  return made.getBuffer()
}

function facts({ certificate, language }: Shown) {
  const words = certificateWords[language]
  const { document, digest, keyId, signature } = certificate
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(
    new Date(document.signedAt),
  )
  const rows = [
    [words.when, when],
    [words.how_, document.signer.method === 'drawn' ? words.drawn : words.typed],
    [words.what, words.version.replace('{{version}}', String(document.questionnaire.version))],
    [words.number, document.id],
    ['SHA-256', digest],
    ['Ed25519', signature],
    [words.key, keyId],
  ]
  return {
    layout: 'noBorders',
    table: { widths: [110, '*'], body: rows.map(([label, value]) => [{ text: label, color: '#57544d' }, { text: value }]) },
  }
}

/** The name as typed, or the strokes as drawn, in a box of 300 by 100 points. */
function mark({ signer }: Certificate['document']) {
  if (!signer.strokes?.length) return { text: signer.name, italics: true, fontSize: 26, margin: [0, 0, 0, 2] }
  const points = signer.strokes.map(pairs)
  const [left, top, right, bottom] = boundsOf(points.flat())
  const scale = Math.min(300 / Math.max(right - left, 1), 100 / Math.max(bottom - top, 1), 1)
  const place = ({ x, y }: Point) => ({ x: (x - left) * scale, y: (y - top) * scale })
  return {
    margin: [0, 0, 0, 6],
    canvas: points.map((stroke) => ({ type: 'polyline', lineWidth: 1.5, lineColor: '#0f3f4d', points: dotted(stroke).map(place) })),
  }
}

interface Point {
  x: number
  y: number
}

const pairs = (stroke: readonly number[]): Point[] =>
  Array.from({ length: Math.floor(stroke.length / 2) }, (_, at) => ({ x: stroke[2 * at] ?? 0, y: stroke[2 * at + 1] ?? 0 }))

/** A touch without a movement is a dot. */
const dotted = (stroke: Point[]): Point[] => (stroke.length === 1 ? stroke.flatMap((p) => [p, { x: p.x + 1, y: p.y }]) : stroke)

function boundsOf(points: readonly Point[]): [number, number, number, number] {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right, bottom]
}
