// Everything can be hit, and nothing runs out of the window: targets of 24 px, 44 px under a thumb, no scrolling
// sideways at 320 px.

import type { Page } from '@playwright/test'
import { expect, node, openLab, press, settled, test } from './page.ts'

const TARGETS =
  'button, a[href], input, select, textarea, summary, [role=tab], [role=slider], [role=menuitem], [role=option], [role=radio], [role=switch]'

/**
 * Controls that can be seen and are smaller than this. Left out: a link inside a sentence, which is as high as its line,
 * and under a thumb the names of rows in the log table, whose nodes stand on the stage in full size.
 */
function tooSmall(page: Page, least: number): Promise<string[]> {
  return page.evaluate(
    ([selector, px]) => {
      const isInSentence = (it: Element) =>
        it.matches('a') && getComputedStyle(it).display === 'inline' && it.closest('p') !== null
      const isNameOfRow = (it: Element) => px > 24 && it.closest('th') !== null
      const isSeen = (it: Element) => {
        const { width, height } = it.getBoundingClientRect()
        // What only screen readers find is one pixel wide, and the label around it is the target.
        return width > 1 && height > 1 && it.checkVisibility({ visibilityProperty: true })
      }
      const hitOf = (it: Element) => {
        const label = it.closest('label')
        return (it.matches('input') && label !== null ? label : it).getBoundingClientRect()
      }
      return [...document.querySelectorAll(selector)]
        .filter((it) => isSeen(it) && !isInSentence(it) && !isNameOfRow(it) && !it.hasAttribute('disabled'))
        .map((it) => ({ it, box: hitOf(it) }))
        .filter(({ box }) => box.width < px - 0.5 || box.height < px - 0.5)
        .map(({ it, box }) => {
          const name = it.getAttribute('aria-label') ?? it.textContent?.trim().slice(0, 40)
          return `${it.tagName.toLowerCase()}.${it.className} “${name}” ${box.width.toFixed(0)}×${box.height.toFixed(0)}`
        })
    },
    [TARGETS, least] as const,
  )
}

/** Hit areas of what stands on the stage: circles by their diameter, links by the width of their line. */
function stageHits(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.stage .hit')].map((hit) =>
      hit instanceof SVGCircleElement
        ? 2 * Number.parseFloat(getComputedStyle(hit).r)
        : Number.parseFloat(getComputedStyle(hit).strokeWidth),
    ),
  )
}

async function brokenLab(page: Page): Promise<void> {
  await openLab(page)
  await page.evaluate(async () => {
    await window.netsplit.inject({ kind: 'crash', node: 'n5' })
    await window.netsplit.inject({ kind: 'loss', links: 'all', probability: 0.1 })
  })
  await settled(page)
}

const TABS = ['Story', 'Feed', 'Node', 'Rules', 'Outline']

async function panelOf(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab, exact: true }).click()
  await expect(page.getByRole('tabpanel', { name: tab, exact: true }).locator('h3').first()).toBeAttached()
  await settled(page)
}

test('at a desk every control is 24 px or more', async ({ page }) => {
  await brokenLab(page)
  await node(page, 'n2').click()
  for (const tab of TABS) {
    await panelOf(page, tab)
    expect.soft(await tooSmall(page, 24), tab).toEqual([])
  }
  expect(Math.min(...(await stageHits(page)))).toBeGreaterThanOrEqual(16)
  for (const key of ['Control+k', '?', 'y']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    expect.soft(await tooSmall(page, 24), key).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.goto('./#/gallery')
  await expect(page.getByRole('heading', { name: 'Consensus', exact: true })).toBeVisible()
  expect.soft(await tooSmall(page, 24), 'gallery').toEqual([])
})

test.describe('under a thumb', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('every control is 44 px or more', async ({ page }) => {
    await brokenLab(page)
    for (const tab of ['Cluster', 'Time', 'Log', 'Why']) {
      await page.getByRole('tab', { name: tab, exact: true }).tap()
      await settled(page)
      expect.soft(await tooSmall(page, 44), tab).toEqual([])
    }
    for (const tab of TABS) {
      await panelOf(page, tab)
      expect.soft(await tooSmall(page, 44), tab).toEqual([])
    }
    await page.getByRole('tab', { name: 'Cluster' }).tap()
    await settled(page)
    expect(Math.min(...(await stageHits(page)))).toBeGreaterThanOrEqual(44)
    await node(page, 'n2').tap()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect.soft(await tooSmall(page, 44), 'the sheet').toEqual([])
  })

  test('every fault can be reached by taps alone', async ({ page }) => {
    await openLab(page)
    const titles = async (target: string) => {
      await page.locator(`.stage [data-key="${target}"]`).dispatchEvent('click')
      await expect(page.getByRole('dialog')).toBeVisible()
      await settled(page)
      const shown = await page.locator('.sheet-actions button').allTextContents()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      return shown.join('\n')
    }
    for (const fault of ['Crash', 'Pause', 'Cut off', 'lose the disk', 'Slow down', 'disk lie', 'clock'])
      expect(await titles('node n2')).toContain(fault)
    for (const fault of ['Cut both ways', 'n1 → n2', 'Lose messages', 'Duplicate', 'Reorder', 'Hold'])
      expect(await titles('link n1 n2')).toContain(fault)
    const key = await page.locator('.stage [data-key^="message"]').first().getAttribute('data-key')
    for (const act of ['Drop', 'Hold', 'Deliver now', 'Duplicate'])
      expect(await titles(key ?? '')).toContain(act)
  })
})

test('nothing scrolls sideways at any width from 320 px on', async ({ page }) => {
  const expectNoneWide = async (what: string) => {
    for (const width of [320, 360, 640, 768, 1024, 1100]) {
      await page.setViewportSize({ width, height: 640 })
      const over = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      await expect.poll(over, { message: `${what} at ${width}` }).toBe(0)
    }
  }
  await openLab(page)
  await expectNoneWide('the lab')
  await press(page, '1', 'x', '2', 'i', '3', 'z')
  await expectNoneWide('the lab, broken')
  await page.goto('./#/raft/nowhere?x=zzz')
  await expect(page.getByRole('alert')).toBeVisible()
  await expectNoneWide('a bad link')
  await page.goto('./#/gallery')
  await expect(page.getByRole('heading', { name: 'Consensus', exact: true })).toBeVisible()
  await expectNoneWide('the gallery')
})
