// What the page does not do: move when nothing happens, ask the network for anything, or need a place of its own.

import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { GOLDEN } from './golden.ts'
import { expect, labState, openLab, press, ready, settled, test } from './page.ts'

test('a paused page is still: two pictures a second apart are the same', async ({ page }) => {
  await openLab(page)
  for (const key of [[], ['1', 'x', 'n', 'n']]) {
    await press(page, ...key)
    // Until the notes that fade have faded and what is loaded apart is there.
    await page.waitForTimeout(500)
    const first = await page.screenshot()
    await page.waitForTimeout(1000)
    expect((await page.screenshot()).equals(first)).toBe(true)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  }
})

/** How many different pictures of the messages are drawn while the run is played, and how many events go by. */
function playedFor(page: Page, ms: number): Promise<{ pictures: number; events: number }> {
  return page.evaluate(async (length) => {
    const { lab } = window.netsplit
    const pictures = new Set<string>()
    const first = lab.getState().frame.row
    const until = performance.now() + length
    while (performance.now() < until) {
      await new Promise((drawn) => requestAnimationFrame(drawn))
      const marks = [...document.querySelectorAll('.stage [data-key^="message"]')]
      pictures.add(
        marks.map((mark) => `${mark.getAttribute('data-key')} ${mark.getAttribute('transform')}`).join(),
      )
    }
    return { pictures: pictures.size, events: lab.getState().frame.row - first }
  }, ms)
}

async function play(page: Page, rate: string): Promise<void> {
  // The prediction would stop it.
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.getByRole('button', { name: /^Speed/ }).click()
  await page.getByRole('menuitemcheckbox', { name: rate }).click()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
}

test('played, messages travel', async ({ page }) => {
  await openLab(page)
  await play(page, '1 s shows 5 ms')
  const { pictures, events } = await playedFor(page, 1000)
  expect(pictures).toBeGreaterThan(events + 5)
})

test.describe('for those who want less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('the run goes on in steps, and nothing is animated', async ({ page }) => {
    await openLab(page)
    await play(page, '1 s shows 20 ms')
    // Messages are drawn where they are at an event, and at no place between two.
    const { pictures, events } = await playedFor(page, 1500)
    expect(events).toBeGreaterThan(1)
    expect(pictures).toBeLessThanOrEqual(events + 2)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })
})

test('nothing is asked of any other place, and once the page is at rest of none at all', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('websocket', (socket) => asked.push(socket.url()))
  await openLab(page)
  const origin = new URL(page.url()).origin
  expect(asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))).toEqual([])

  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(2500)
  asked.length = 0
  await page.context().setOffline(true)
  // Everything that is loaded apart, with no network at all.
  for (const tab of ['Feed', 'Node', 'Rules', 'Outline', 'Story']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await expect(page.getByRole('tabpanel', { name: tab, exact: true }).locator('h3').first()).toBeAttached()
  }
  for (const key of ['Control+k', '?', 'y', 'g']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Choose a fault' }).click()
  await page.getByRole('menuitem', { name: /^Lose messages everywhere/ }).click()
  await page.getByRole('button', { name: 'Lose them' }).click()
  await page.getByRole('link', { name: 'Scenarios', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Consensus', exact: true })).toBeVisible()
  await page.locator('a[href="#/raft/two-leaders"]').first().click()
  await expect.poll(async () => (await labState(page)).scenario.id).toBe('raft/two-leaders')
  await page.evaluate(() => window.netsplit.step(20))
  await settled(page)
  expect(asked).toEqual([])
})

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** The smallest static host: files of the built page under one path, and nothing else. */
function serveUnder(path: string, strays: string[]): Promise<Server> {
  const folder = process.env.PAGE_FOLDER ?? 'dist/page'
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = join(folder, pathname === path ? 'index.html' : pathname.slice(path.length))
    if (!pathname.startsWith(path) || !existsSync(file)) {
      if (pathname !== '/favicon.ico') strays.push(pathname)
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  return new Promise((listening) => server.listen(0, () => listening(server)))
}

test('it works from any folder of a static host', async ({ page }) => {
  const strays: string[] = []
  const server = await serveUnder('/a/b/', strays)
  const { port } = server.address() as AddressInfo
  await page.goto(`http://localhost:${port}/a/b/#/raft/split-vote`)
  await ready(page)
  const end = await page.evaluate(() => window.netsplit.seek('end'))
  expect(end.fingerprint).toBe(GOLDEN.find(({ id }) => id === 'raft/split-vote')?.fingerprint)
  await press(page, '?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await press(page, 'y')
  await expect(page.getByRole('textbox', { name: 'From the start' })).toHaveValue(
    `http://localhost:${port}/a/b/#/raft/split-vote`,
  )
  expect(strays).toEqual([])
  server.close()
})
