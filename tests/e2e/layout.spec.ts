// Layouts: three arrangements of at most four panes, resized by keyboard and by hand, remembered, and carried by links.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openLab, press, ready, settled, test } from './page.ts'

const RUN = '#/raft/leader-dies?t=620ms'

async function choose(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Layout', exact: true }).click()
  const item = page.getByRole('menuitemcheckbox', { name: title })
  await item.click()
  await settled(page)
}

const splitter = (page: Page, name: string) => page.getByRole('separator', { name })
const sizeOf = async (page: Page, name: string) =>
  Number(await splitter(page, name).getAttribute('aria-valuenow'))

/** Regions that share the page below the bar: what a person would call a pane. */
function panes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '.lab main > section:not(.faults), .right > section, .right > aside, .right > .log-place',
      ),
    ].map((pane) => pane.getAttribute('aria-label') ?? 'log'),
  )
}

test('there are three layouts of at most four panes, chosen in the bar and by one key', async ({ page }) => {
  await openLab(page, RUN)
  await expect.poll(() => panes(page)).toEqual(['Cluster', 'Time', 'Reasons', 'log'])

  await choose(page, 'Debugging')
  await expect.poll(() => panes(page)).toEqual(['Time', 'Cluster', 'Reasons', 'Details'])
  await expect(page.getByRole('tab', { name: 'Feed' })).toHaveAttribute('aria-selected', 'true')
  const [past, cluster] = await Promise.all(
    ['Time', 'Cluster'].map((name) => page.getByRole('region', { name, exact: true }).boundingBox()),
  )
  expect(past!.width * past!.height).toBeGreaterThan(3 * cluster!.width * cluster!.height)

  await press(page, 'm')
  await expect.poll(() => panes(page)).toEqual(['Cluster'])
  await press(page, 'm')
  await expect.poll(() => panes(page)).toEqual(['Cluster', 'Time', 'Reasons', 'log'])
  await expect(page.getByRole('tab', { name: 'Story', exact: true })).toHaveAttribute('aria-selected', 'true')
})

test('presenting can be read from the back of a room, at 1280 by 720', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await openLab(page, `${RUN}&see=layout:presenting`)
  const sizes = await page.evaluate(() => {
    const px = (it: Element) => Number.parseFloat(getComputedStyle(it).fontSize)
    const stage = document.querySelector('.area-stage')!.getBoundingClientRect()
    return {
      said: px(document.querySelector('[role=status]')!),
      figure: Math.min(...[...document.querySelectorAll('.stage text')].map(px)),
      names: Math.max(...[...document.querySelectorAll('.stage text')].map(px)),
      controls: Math.min(...[...document.querySelectorAll('.bar .btn, .faults .btn')].map(px)),
      stage: (stage.width * stage.height) / (innerWidth * innerHeight),
    }
  })
  expect(sizes.said).toBeGreaterThanOrEqual(30)
  expect(sizes.figure).toBeGreaterThanOrEqual(20)
  expect(sizes.names).toBeGreaterThanOrEqual(30)
  expect(sizes.controls).toBeGreaterThanOrEqual(17)
  expect(sizes.stage).toBeGreaterThan(0.55)
  await expect(page.getByRole('tablist')).toHaveCount(0)
})

test('presenting asks the question where the story asks it, and hides the rest', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies?see=layout:presenting')
  await expect(page.getByRole('radio')).toHaveCount(0)
  await page.getByRole('button', { name: 'Kill the leader' }).click()
  await settled(page)
  await page.evaluate(() => window.netsplit.seek({ ms: 430 }))
  await settled(page)
  await expect(page.getByRole('radio')).toHaveCount(3)
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('radio')).toHaveCount(0)
})

test('panes are resized by keyboard, within what there is room for', async ({ page }) => {
  await openLab(page, RUN)
  const side = splitter(page, 'Width of the reasons')
  const before = await sizeOf(page, 'Width of the reasons')
  await side.focus()
  // Both before the page has laid itself out again.
  await side.evaluate((bar) => {
    for (let i = 0; i < 2; i++)
      bar.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))
  })
  await expect.poll(() => sizeOf(page, 'Width of the reasons')).toBe(before + 32)
  expect((await page.locator('#pane-side').boundingBox())!.width).toBeCloseTo(before + 32, 0)
  await press(page, 'Home')
  await expect.poll(() => sizeOf(page, 'Width of the reasons')).toBe(300)
  await press(page, 'End')
  const most = Number(await side.getAttribute('aria-valuemax'))
  await expect.poll(() => sizeOf(page, 'Width of the reasons')).toBe(most)
  expect((await page.locator('.area-stage').boundingBox())!.width).toBeGreaterThanOrEqual(519)
  await press(page, 'Enter')
  await expect.poll(() => sizeOf(page, 'Width of the reasons')).toBe(before)

  const rows = await sizeOf(page, 'Height of the lanes')
  const log = async () => (await page.locator('.log-place').boundingBox())!.height
  const [stageH, logH] = [(await page.locator('.area-stage').boundingBox())!.height, await log()]
  await splitter(page, 'Height of the lanes').focus()
  await press(page, 'ArrowUp', 'ArrowUp')
  await expect.poll(() => sizeOf(page, 'Height of the lanes')).toBe(rows + 4)
  // Lanes and log have the same rows, and the stage has what is left.
  await expect.poll(log).toBeCloseTo(logH + 20, 0)
  expect((await page.locator('.area-stage').boundingBox())!.height).toBeCloseTo(stageH - 20, 0)
})

test('dragging resizes too, and two clicks give the size back', async ({ page }) => {
  await openLab(page, RUN)
  const name = 'Width of the reasons'
  const before = await sizeOf(page, name)
  const box = (await splitter(page, name).boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + 200)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 70, box.y + 240, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => sizeOf(page, name)).toBe(before + 70)
  await splitter(page, name).dblclick()
  await expect.poll(() => sizeOf(page, name)).toBe(before)
})

test('every layout has sizes of its own, remembered with it after a reload, until they are reset', async ({
  page,
}) => {
  await openLab(page, RUN)
  await choose(page, 'Debugging')
  const start = await sizeOf(page, 'Height of the cluster')
  await splitter(page, 'Height of the cluster').focus()
  await press(page, 'ArrowDown')
  await splitter(page, 'Height of the details').focus()
  await press(page, 'ArrowUp')
  await expect.poll(() => sizeOf(page, 'Height of the cluster')).toBe(start + 16)
  const details = await sizeOf(page, 'Height of the details')

  await page.goto(`./${RUN}`)
  await ready(page)
  await expect.poll(() => panes(page)).toEqual(['Time', 'Cluster', 'Reasons', 'Details'])
  expect(await sizeOf(page, 'Height of the cluster')).toBe(start + 16)
  expect(await sizeOf(page, 'Height of the details')).toBe(details)

  await page.getByRole('button', { name: 'Layout', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Reset the sizes' }).click()
  await expect.poll(() => sizeOf(page, 'Height of the cluster')).toBe(start)
  await page.getByRole('button', { name: 'Layout', exact: true }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: /^Reset the sizes/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('a link brings its layout and changes nobody’s own', async ({ page }) => {
  await openLab(page, RUN)
  await choose(page, 'Debugging')
  const link = await page.evaluate(() => window.netsplit.link())
  expect(link).toContain('see=layout:debugging')
  await page.evaluate(() => localStorage.clear())
  await page.goto('about:blank')
  await openLab(page, link)
  await expect.poll(() => panes(page)).toContain('Details')
  await page.goto('about:blank')
  await openLab(page, RUN)
  await expect.poll(() => panes(page)).toEqual(['Cluster', 'Time', 'Reasons', 'log'])
})

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
  [1920, 1080],
] as const)
  test(`nothing runs out of its place at ${width} by ${height}, and axe finds nothing`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    for (const layout of ['learning', 'debugging', 'presenting']) {
      await openLab(page, `${RUN}&seed=9&see=layout:${layout}&see=select:node:n2`)
      if (layout === 'learning') await page.keyboard.press('Escape')
      const over = await page.evaluate(() => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
        const outside = [...document.querySelectorAll('.lab > *, .lab main > *, .right > *, .lab footer > *')]
          .map((it) => ({ it, box: it.getBoundingClientRect() }))
          .filter(
            ({ box }) => box.width > 0 && (box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5),
          )
          .map(({ it }) => it.className)
        return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight, outside }
      })
      expect(over, layout).toEqual({ wide: 0, high: 0, outside: [] })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        layout,
      ).toEqual([])
    }
  })

test('under 1,100 pixels a layout says what is large and what is left out', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 })
  await openLab(page, `${RUN}&see=layout:presenting`)
  await expect(page.getByRole('tablist')).toHaveCount(0)
  const { height } = (await page.locator('.area-stage').boundingBox())!
  expect(height).toBeGreaterThan(380)
  await press(page, 'm')
  await expect(page.getByRole('tab', { name: 'Story', exact: true })).toBeVisible()
})
