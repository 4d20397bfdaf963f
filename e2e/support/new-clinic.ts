/** A clinic on its first day: nobody is in it, and the start has printed its set-up link. */
import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Keeping } from '../../server/operations/keeping.ts'
import { createSetupLink } from '../../server/setup/setup.ts'
import { type Clinic as EmptyClinic, emptyClinic } from '../../server/test/empty-clinic.ts'
import { openBrowser } from './browser.ts'

export type NewClinic = EmptyClinic & {
  url: string
  browser: Browser
  /** Path and secret of the set-up link. */
  setupPath(): Promise<string>
  openDoor(path: string): Promise<Page>
}

/** `backups`: of a database that the program backs up by itself. */
export async function openNewClinic({ backups }: { backups?: Keeping } = {}): Promise<NewClinic> {
  const clinic = await emptyClinic()
  const config = {
    ...readConfig({ DATA_DIR: inject('clusterDataDir'), NODE_ENV: 'test' }),
    sessionSecret: 'a secret of the tests, forty letters long',
  }
  const app = await buildApp({ config, database: clinic.database, log: false, backups })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  const setupPath = async () => {
    const link = new URL((await createSetupLink(clinic.database, url, new Date())) ?? url)
    return link.pathname + link.hash
  }
  const openDoor = async (path: string) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(url + path)
    return page
  }
  const close = async () => {
    await browser.close()
    await app.close()
    await clinic.close()
  }
  return { ...clinic, url, browser, setupPath, openDoor, close }
}
