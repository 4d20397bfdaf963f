/**
 * The real app with its built pages on a real port and a throwaway database, and people who sit in front of it:
 * `const page = await clinic.open(clinic.people.sdr, '/leads')`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFailed } from 'vitest'
import { hashPassword } from '../../server/auth/hashing.ts'
import { type Person, type TestApp, testApp } from '../../server/test/app.ts'
import { openBrowser } from './browser.ts'

export const password = 'four unrelated words here'
export const screens = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const

export type Seat = { screen?: keyof typeof screens; theme?: 'light' | 'dark' }
export type Clinic = TestApp & {
  url: string
  browser: Browser
  /** A page of somebody who is signed in, in a browser profile of its own. */
  open(person: Person, path: string, seat?: Seat): Promise<Page>
  /** A page of nobody. */
  openDoor(path: string, seat?: Seat): Promise<Page>
  /** Gives a person the common test password, so that they can sign in by hand. */
  givePassword(person: Person): Promise<void>
}

type Options = Parameters<typeof testApp>[0]
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

export async function openClinic(options: Options = {}): Promise<Clinic> {
  if (!existsSync(join(import.meta.dirname, '..', '..', 'dist', 'index.html')))
    throw new Error('The pages are not built: run the browser tests through `npm test`, or `npx vite build` first.')
  const test = await testApp(options)
  const browser = await openBrowser()
  const url = await test.app.listen({ port: 0, host: '127.0.0.1' })
  const cookies = new Map<number, Cookies>()
  const givePassword = (person: Person) => choosePassword(test, person)
  const openDoor = async (path: string, seat: Seat = {}) => {
    const page = await newPage(browser, seat)
    await page.goto(url + path)
    return page
  }
  const open = async (person: Person, path: string, seat: Seat = {}) => {
    const page = await newPage(browser, seat)
    await page.context().addCookies(cookies.get(person.id) ?? (await signIn(page.context(), person)))
    await page.goto(url + path)
    return page
  }
  const signIn = async (context: BrowserContext, person: Person): Promise<Cookies> => {
    await givePassword(person)
    const data = { email: person.email, password }
    const answer = await context.request.post(`${url}/api/v1/auth/sign-in`, { data, headers: { origin: url } })
    if (!answer.ok()) throw new Error(`${person.email} could not sign in: ${answer.status()} ${await answer.text()}`)
    const made = await context.cookies()
    cookies.set(person.id, made)
    return made
  }
  const close = async () => {
    await browser.close()
    await test.close()
  }
  return { ...test, url, browser, open, openDoor, givePassword, close }
}

async function newPage(browser: Browser, { screen = 'desk', theme = 'light' }: Seat): Promise<Page> {
  const options: BrowserContextOptions = {
    viewport: screens[screen],
    hasTouch: screen === 'phone',
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  if (process.env.E2E_SLOW) await slowDown(page, Number(process.env.E2E_SLOW))
  tellWhenItFails(page)
  return page
}

/** As on a processor so many times slower: what a page or its test does in the wrong order comes to light. */
async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** A test that fails on a machine one cannot see says where its page stood, and what it showed. */
function tellWhenItFails(page: Page): void {
  if (expect.getState().currentTestName === undefined) return
  onTestFailed(async () => {
    if (page.isClosed()) return
    const shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 })
    process.stderr.write(`A page of the test that failed: ${page.url()}\n${shown.slice(0, 3000)}\n`)
  })
}

/** Straight into its table: chosen by a link it would end the tokens that tests call the API with. */
async function choosePassword({ sql }: TestApp, person: Person): Promise<void> {
  await sql('delete from user_credentials where user_id = $1', [person.id])
  await sql('insert into user_credentials (user_id, password_hash) values ($1, $2)', [person.id, await hashPassword(password)])
}
