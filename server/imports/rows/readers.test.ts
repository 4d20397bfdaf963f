import { describe, expect, test } from 'vitest'
import { emailAddress } from '#shared/inputs'
import { dateReader } from './dates.ts'
import { asMailbox, readEmail } from './emails.ts'
import { splitFullName, tidyText, withoutDigits } from './names.ts'
import { phoneReader } from './phones.ts'

test.each([
  ['Brooke Brown', 'Brooke', 'Brown'],
  ['Hector King DDS', 'Hector', 'King'],
  ['Dr. Tom van der Berg PhD', 'Tom', 'van der Berg'],
  ['Mrs. Maria de la Cruz', 'Maria', 'de la Cruz'],
  ['Hall, Nora', 'Nora', 'Hall'],
  ['Natarajan, Priya, MD', 'Priya', 'Natarajan'],
  ['Martin Luther King Jr.', 'Martin Luther', 'King Jr.'],
  ['Sammy Davis, Jr.', 'Sammy', 'Davis Jr.'],
  ['Sam Do', 'Sam', 'Do'],
  ['Yo-Yo Ma', 'Yo-Yo', 'Ma'],
  ['Prince', '', 'Prince'],
  ['  Ann\u00a0 Mary   Lee ', 'Ann Mary', 'Lee'],
  ['', '', ''],
])('the whole name %j is %j and %j', (fullName, firstName, lastName) => {
  expect(splitFullName(fullName)).toEqual({ firstName, lastName })
})

test('digits behind a name can be left out, and a name keeps its accents', () => {
  expect(withoutDigits('Marcell728')).toBe('Marcell')
  expect(withoutDigits('María José45')).toBe('María José')
  expect(tidyText('Zoe\u0308\u200b')).toBe('Zoë')
})

describe('phones', () => {
  test.each([
    ['+1-395-557-1028x208', '+13955571028 ext. 208'],
    ['957.962.1534', '+19579621534'],
    ['(543)212-7104x9392', '+15432127104 ext. 9392'],
    ['3399431203', '+13399431203'],
    ['001-450-279-8166x742', '+14502798166 ext. 742'],
    ['+33 6 12 34 56 78', '+33612345678'],
  ])('%s is %s in the US', (typed, phone) => {
    expect(phoneReader('US')(typed)).toEqual({ phone, isNumber: true })
  })

  test('the quick way and the library agree', () => {
    const slow = phoneReader('PR')
    for (const typed of ['(419) 293-7120', '1 419 293 7120', '+1 419-293-7120', '419.293.7120']) {
      expect(phoneReader('US')(typed).phone).toBe(slow(typed).phone)
    }
  })

  test('a number of the default country needs no country code', () => {
    expect(phoneReader('GB')('07400 123456').phone).toBe('+447400123456')
  })

  test.each([['ask her husband'], ['12345'], ['555-0101']])('%j is kept as typed', (typed) => {
    expect(phoneReader('US')(typed)).toEqual({ phone: typed, isNumber: false })
  })
})

describe('dates', () => {
  test.each([
    ['2025-02-05', '2025-02-05T00:00:00.000Z'],
    ['2025-02-05 14:22', '2025-02-05T14:22:00.000Z'],
    ['2025-02-05T14:22:05.123+0100', '2025-02-05T13:22:05.123Z'],
    ['2026-05-02 13:00:00 -0500', '2026-05-02T18:00:00.000Z'],
    ['5 Feb 2025', '2025-02-05T00:00:00.000Z'],
    ['Feb 5, 2025, 3:04 PM', '2025-02-05T15:04:00.000Z'],
    ['February 5th, 2025 at 12:00 am', '2025-02-05T00:00:00.000Z'],
    ['1738713600', '2025-02-05T00:00:00.000Z'],
    ['1738713600000', '2025-02-05T00:00:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(dateReader('monthFirst')(typed)).toBe(instant)
  })

  test('3/4/2025 is told by the order of the file', () => {
    expect(dateReader('monthFirst')('3/4/2025')).toBe('2025-03-04T00:00:00.000Z')
    expect(dateReader('dayFirst')('3/4/25 9:05')).toBe('2025-04-03T09:05:00.000Z')
  })

  test.each([['2025-02-30'], ['31/31/2025'], ['soon'], ['2025-02-05 25:00'], ['1066-10-14'], ['9'.repeat(400)]])(
    '%s is no date',
    (typed) => {
      expect(dateReader('dayFirst')(typed)).toBeUndefined()
    },
  )
})

describe('e-mail addresses', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    ['Ann Lee <ann@example.com>', 'ann@example.com'],
    ['mailto:ann@example.com', 'ann@example.com'],
    ['ann@example.com; ann@work.org', 'ann@example.com'],
    ['ann@', undefined],
    ['n/a', undefined],
  ])('%s', (typed, address) => {
    expect(readEmail(typed)).toBe(address)
  })

  test('an import takes exactly the addresses the API takes', () => {
    for (const typed of [
      'a@b.co',
      'a+b@c.example',
      '.a@b.co',
      'a..b@c.de',
      'ä@b.de',
      'a@b',
      'a@import.invalid',
      `${'x'.repeat(400)}@b.co`,
    ]) {
      expect(readEmail(typed) !== undefined, typed).toBe(emailAddress.safeParse(typed).success)
    }
  })

  test('any text makes a mailbox name', () => {
    expect(asMailbox(' José..Nuñez/7 ')).toBe('Jose.Nunez-7')
  })
})

test('no reader takes longer than 50 ms for 100,000 characters made to hurt', () => {
  const hurts = [
    ' '.repeat(100_000),
    '1'.repeat(100_000),
    'a@'.repeat(50_000),
    '<'.repeat(100_000),
    ','.repeat(100_000),
    'Dr. '.repeat(25_000),
    '('.repeat(100_000),
    `${'a'.repeat(99_999)}!`,
    '\u0301'.repeat(100_000),
  ]
  const readers = [splitFullName, tidyText, withoutDigits, readEmail, asMailbox, phoneReader('US'), dateReader('dayFirst')]
  for (const read of readers) {
    for (const text of hurts) {
      const tries = [1, 2, 3].map(() => {
        const start = performance.now()
        read(text)
        return performance.now() - start
      })
      expect(Math.min(...tries), `${read.name} ${text.slice(0, 5)}`).toBeLessThan(50)
    }
  }
})
