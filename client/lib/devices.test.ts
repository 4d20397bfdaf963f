import { expect, test } from 'vitest'
import { deviceOf } from './devices.ts'

test('browsers that call themselves by many names are told apart', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36'
  expect(deviceOf(chrome)).toEqual({ browser: 'Chrome', system: 'Linux' })
  expect(deviceOf(`${chrome} Edg/156.0`)).toEqual({ browser: 'Edge', system: 'Linux' })
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1'
  expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iOS' })
})

test('an unknown program has no name', () => {
  expect(deviceOf('curl/8.0')).toEqual({ browser: undefined, system: undefined })
})
