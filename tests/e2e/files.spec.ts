// Runs as files: saved in every format, opened from a file or dropped on the page, and a broken file is told like any
// other bad input.

import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { readEdn } from '../lab/export/ednReader.ts'
import { clockProblems, readLog } from '../lab/export/shivizReader.ts'
import { expect, labState, moment, openLab, press, settled, test } from './page.ts'

const BROKEN = '{ "v": 1, "sim": "raft", "scen'

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8')
}

async function saved(page: Page, button: string): Promise<readonly [name: string, text: string]> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()
  const download = await downloading
  return [download.suggestedFilename(), await textOf(download)]
}

/** As a person does who drags it from the desktop. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], fileName))
      return transfer
    },
    [name, text] as const,
  )
  await page.locator('body').dispatchEvent('dragover', { dataTransfer })
  await page.locator('body').dispatchEvent('drop', { dataTransfer })
  await settled(page)
}

/** A run with something done to it by hand, a step after it was done. */
async function brokenByHand(page: Page): Promise<void> {
  await openLab(page)
  await press(page, '2', 'x', '4', 'z', 'w', 'n', 'n', 'n')
}

test('the share dialog saves the run in five formats, and its diagram in two', async ({ page }) => {
  await brokenByHand(page)
  const { run } = await labState(page)
  await press(page, 'y')
  const group = page.getByRole('dialog').getByRole('region', { name: 'Save as' })
  await expect(group.getByRole('button')).toHaveText([
    'Run file',
    'Events (JSON Lines)',
    'History (EDN)',
    'History (JSON Lines)',
    'ShiViz log',
    'Diagram (SVG)',
    'Diagram (PNG)',
  ])

  const [runName, runText] = await saved(page, 'Run file')
  expect(runName).toBe('raft-leader-dies.json')
  expect(JSON.parse(runText)).toMatchObject({ v: 1, scenario: 'raft/leader-dies' })

  const [eventsName, events] = await saved(page, 'Events (JSON Lines)')
  expect(eventsName).toBe('raft-leader-dies.events.jsonl')
  expect(
    events
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toHaveLength(run.rows)

  const [ednName, edn] = await saved(page, 'History (EDN)')
  expect(ednName).toBe('raft-leader-dies.history.edn')
  const ops = edn
    .trimEnd()
    .split('\n')
    .map((line) => readEdn(line) as Record<string, unknown>)
  expect(ops[0]).toMatchObject({ ':type': ':invoke', ':f': ':write', ':value': ['x', 7], ':process': 0 })

  const [historyName, history] = await saved(page, 'History (JSON Lines)')
  expect(historyName).toBe('raft-leader-dies.history.jsonl')
  expect(history.trimEnd().split('\n')).toHaveLength(ops.length)

  const [logName, log] = await saved(page, 'ShiViz log')
  expect(logName).toBe('raft-leader-dies.shiviz.log')
  expect(clockProblems(readLog(log))).toEqual([])
})

test('a saved run is opened from a file, at its moment, and another one in its place', async ({ page }) => {
  await brokenByHand(page)
  const here = await moment(page)
  await press(page, 'y')
  const [, text] = await saved(page, 'Run file')
  await page.keyboard.press('Escape')
  await page.goto('about:blank')

  await openLab(page, '#/raft/two-leaders')
  await press(page, 'y')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Open a file' }).click()
  await (await choosing).setFiles({
    name: 'run.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(async () => (await labState(page)).scenario.id).toBe('raft/leader-dies')
  await settled(page)
  expect(await moment(page)).toEqual(here)
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await page.evaluate(() => location.hash)).toMatch(/^#\/raft\/leader-dies\?/)
  await page.goBack()
  await expect.poll(async () => (await labState(page)).scenario.id).toBe('raft/two-leaders')
})

test('a saved run dropped on the page is opened, also on the page of scenarios', async ({ page }) => {
  await brokenByHand(page)
  const here = await moment(page)
  const { text } = await page.evaluate(() => window.netsplit.export('run'))
  await page.goto('about:blank')
  await page.goto('./#/gallery')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await drop(page, 'run.json', text)
  await expect(page.getByRole('group', { name: 'Transport' })).toBeVisible()
  expect(await moment(page)).toEqual(here)
})

test('a broken file is told in a sentence, over a page that works', async ({ page }) => {
  await openLab(page)
  await drop(page, 'broken.json', BROKEN)
  const alert = page.getByRole('alert')
  await expect(alert.locator('p')).toContainText('The saved run is not complete JSON')
  await expect(alert.getByRole('textbox', { name: 'The text as it came' })).toHaveValue(BROKEN)
  const before = await moment(page)
  await press(page, 'n')
  expect((await moment(page)).row).toBe(before.row + 1)
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await expect(alert).toHaveCount(0)
})

test('what is no saved run at all is named, or too large to be read', async ({ page }) => {
  await openLab(page)
  await drop(page, 'picture.png', '\u0089PNG and so on')
  await expect(page.getByRole('alert').locator('p')).toContainText('PNG and so on')
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
  await drop(page, 'film.json', 'x'.repeat(2_000_001))
  await expect(page.locator('.notice')).toHaveText('film.json is too large to be a saved run')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('the palette saves and opens files too', async ({ page }) => {
  await openLab(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type('shiviz')
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await downloading).suggestedFilename()).toBe('raft-leader-dies.shiviz.log')
  await expect(page.locator('.notice')).toHaveText('Saved as raft-leader-dies.shiviz.log')
})

test('text that is dragged is left alone', async ({ page }) => {
  await openLab(page)
  const isTaken = await page.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', 'raft/figure-8')
    const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
    document.body.dispatchEvent(event)
    return event.defaultPrevented
  })
  expect(isTaken).toBe(false)
  expect((await labState(page)).scenario.id).toBe('raft/leader-dies')
})
