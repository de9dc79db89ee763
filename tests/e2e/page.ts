// What the browser tests share: a page whose every error fails its test, and the few things that each of them does.

import { type Browser, test as base, expect, type Page } from '@playwright/test'
import type { LabState } from '../../src/lab/lab.ts'

export { expect }

/** The browser's own remarks are not errors of the page. */
const REMARKS = /Permissions policy|DevTools/

export function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !REMARKS.test(message.text()))
      problems.push(`console: ${message.text()}`)
  })
  return problems
}

export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page }, use) => {
      const problems = watch(page)
      await use(problems)
      expect(problems, 'errors of the page').toEqual([])
    },
    { auto: true },
  ],
})

/** Opens the lab at an address, in a page that is open by changing it, and waits until the run is on the screen. */
export async function openLab(page: Page, hash = '#/'): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(`./${hash}`)
  else await page.evaluate(goThere, hash)
  await ready(page)
}

/** In the page: until the lab has opened what the address names. */
function goThere(hash: string): Promise<void> {
  return new Promise((opened) => {
    const stop = window.netsplit.lab.subscribe(() => {
      stop()
      opened()
    })
    location.hash = hash
  })
}

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.netsplit?.lab.getState().status === 'ready')
  await expect(page.getByRole('group', { name: 'Transport' })).toBeVisible()
  await settled(page)
}

/** Waits until the lab has answered all it was asked, the answer is drawn, and nothing more was asked for it. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { lab } = window.netsplit
    do {
      await lab.fingerprint()
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    } while (lab.isBusy())
  })
}

/** From here on the page is kept as ever but not painted: what opens thousands of runs need not wait for pictures. */
export async function unpainted(page: Page): Promise<void> {
  await page.addStyleTag({ content: '#root { content-visibility: hidden }' })
}

export function labState(page: Page): Promise<LabState> {
  return page.evaluate(() => window.netsplit.lab.getState())
}

/** Where the playhead stands and what the run is up to there. */
export interface Moment {
  readonly row: number
  readonly atUs: number
  readonly fingerprint: string
  readonly beat: number
  readonly faults: readonly string[]
}

export function moment(page: Page): Promise<Moment> {
  return page.evaluate(async () => {
    await window.netsplit.fingerprint()
    const { frame, beat } = window.netsplit.lab.getState()
    const { row, atUs, fingerprint, faults } = frame
    return { row, atUs, fingerprint, beat, faults: faults.map(({ title }) => title) }
  })
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
  await settled(page)
}

/** A thing on the stage: a node by its id, or a message or link by what it is called. */
export function node(page: Page, id: string) {
  return page.locator(`.stage [data-key="node ${id}"]`)
}

export function sentence(page: Page) {
  return page.getByRole('status').first()
}

/** What `frame.nodes` says of a node. */
export async function statusOf(page: Page, id: string): Promise<string | undefined> {
  const { frame } = await labState(page)
  return frame.nodes.find((each) => each.id === id)?.status
}

/** Another visitor: nothing stored, nothing shared. */
export async function visitor(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  return context.newPage()
}
