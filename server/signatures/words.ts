/** Words of the certificate, in the language in which the consent was read. */
import type { Language } from '../../shared/values.ts'

const en = {
  title: 'Certificate of signature',
  statement: 'The person named below signed their health questionnaire and this statement:',
  when: 'Signed',
  how_: 'By',
  typed: 'typed name',
  drawn: 'drawn signature',
  what: 'Document',
  version: 'Health questionnaire, version {{version}}',
  number: 'Number',
  key: 'Key',
  howTitle: 'How to check it',
  how: 'The file certificate.json inside this document holds the answers, the statement, the signer and the time as they were signed. Open {{address}} and give it this file: the page says whether a letter of it was changed. It needs no account, and the file does not leave your device.',
}

const es: typeof en = {
  title: 'Certificado de firma',
  statement: 'La persona nombrada abajo firmó su cuestionario de salud y esta declaración:',
  when: 'Firmado',
  how_: 'Con',
  typed: 'nombre escrito',
  drawn: 'firma dibujada',
  what: 'Documento',
  version: 'Cuestionario de salud, versión {{version}}',
  number: 'Número',
  key: 'Clave',
  howTitle: 'Cómo comprobarlo',
  how: 'El archivo certificate.json dentro de este documento contiene las respuestas, la declaración, quién firmó y cuándo, tal como se firmaron. Abra {{address}} y entréguele ese archivo: la página dice si se cambió alguna letra. No hace falta una cuenta, y el archivo no sale de su dispositivo.',
}

export const certificateWords: Record<Language, typeof en> = { en, es }
