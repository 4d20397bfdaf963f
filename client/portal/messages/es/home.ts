import type { Translation } from '../../../lib/messages/translation.ts'
import type { home as english } from '../en/home.ts'

export const home: Translation<typeof english> = {
  hello: 'Hola, {{name}}',
}
