/** What a test can say of a page as a whole: whether axe minds anything, what it looks like, whether it complained. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const folder = join(import.meta.dirname, '..', '..', 'test-results', 'shots')

/** What axe minds, one line a rule; an empty list is what a test expects. What is minded is looked at twice: colours may have been on their way. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if ((await findingsNow(page, rules)).length === 0) return []
  await page.waitForTimeout(1000)
  return findingsNow(page, rules)
}

/** Of a page whose light twin is looked at whole: in the dark only colours are others. */
export const rulesIn = (theme: 'light' | 'dark' | undefined) => (theme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined)

async function findingsNow(page: Page, rules: readonly string[] | undefined): Promise<string[]> {
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze()
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)}`)
}

/** So long on the page's own clock, and drawn after it: what the page had to do before is done, however slow the machine. */
export const passes = (page: Page, ms = 0) =>
  page.evaluate(async (ms) => {
    await new Promise((done) => setTimeout(done, ms))
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done))
  }, ms)

/** Keeps a picture under `test-results/shots/`, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Errors of the page from now on: exceptions, and what the content security policy refused. */
export function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught|React/.test(message.text())) heard.push(message.text())
  })
  return heard
}
