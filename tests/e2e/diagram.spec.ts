// The space-time diagram: all of a run in one picture, moved by keys, wheel and fingers, lit by what is pointed at, and
// the same in words for those who listen.

import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, labState, moment, openLab, press, settled, test } from './page.ts'

/** A run without an open question, its diagram, and all of it in view. */
async function openDiagram(page: Page, hash = '#/raft/two-leaders'): Promise<void> {
  await openLab(page, hash)
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await press(page, 's')
  await expect(picture(page)).toBeVisible()
  await settled(page)
}

function picture(page: Page) {
  return page.getByRole('group', { name: /^Space-time diagram/ })
}

/** What is drawn, as a short number: another picture has another one. */
function drawing(page: Page, layer: 0 | 1 = 0): Promise<number> {
  return page.evaluate((n) => {
    const canvas = document.querySelectorAll<HTMLCanvasElement>('.diagram-canvas canvas')[n]!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    let sum = 0
    for (let i = 0; i < data.length; i += 4) sum = (Math.imul(sum, 31) + data[i]! + data[i + 3]!) | 0
    return sum
  }, layer)
}

async function redrawn(page: Page, act: () => Promise<void>, layer: 0 | 1 = 0): Promise<void> {
  const before = await drawing(page, layer)
  await act()
  await expect.poll(() => drawing(page, layer)).not.toBe(before)
}

/** Ink on a lane, somewhere between two thirds and the end of the picture. */
async function pointAtLane(page: Page, id: string): Promise<{ x: number; y: number }> {
  const name = await page.getByRole('list', { name: 'Lanes' }).getByRole('button', { name: id }).boundingBox()
  const box = await picture(page).boundingBox()
  if (name === null || box === null) throw new Error('the lane is not on the screen')
  const at = { x: box.x + box.width * 0.45, y: name.y + name.height / 2 }
  await page.mouse.move(at.x, at.y)
  return at
}

test('opens by key, takes the place of stage and lanes, and is closed by Escape', async ({ page }) => {
  await openDiagram(page)
  await expect(page.getByRole('region', { name: 'Cluster' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Time', exact: true })).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Transport' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(picture(page)).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Cluster' })).toBeVisible()
  await page.getByRole('button', { name: 'Diagram' }).click()
  await expect(picture(page)).toBeVisible()
  await page.getByRole('button', { name: 'Close the diagram' }).click()
  await expect(picture(page)).toHaveCount(0)
})

test('every lane is named, and pressing a name selects the node', async ({ page }) => {
  await openDiagram(page)
  const { frame } = await labState(page)
  for (const { id } of frame.cluster.nodes)
    await expect(page.getByRole('list', { name: 'Lanes' }).getByRole('button', { name: id })).toBeVisible()
  await redrawn(page, () =>
    page.getByRole('list', { name: 'Lanes' }).getByRole('button', { name: 'n3' }).click(),
  )
  await expect(page.getByRole('toolbar', { name: 'Break n3' })).toBeVisible()
})

test('keys zoom, pan and fit; other keys still step through time', async ({ page }) => {
  await openDiagram(page)
  await picture(page).focus()
  const whole = await drawing(page)
  for (const key of ['+', '+', 'ArrowLeft', 'ArrowRight', 'ArrowRight', '-', 'Home', 'End'])
    await test.step(key, () => redrawn(page, () => page.keyboard.press(key)))
  await redrawn(page, () => page.keyboard.press('0'))
  await expect.poll(() => drawing(page)).toBe(whole)
  await press(page, 'p')
  const { row } = await moment(page)
  await press(page, 'p')
  expect((await moment(page)).row).toBe(row - 1)
})

test('the wheel zooms where the pointer is, with Shift it pans, and dragging pans', async ({ page }) => {
  await openDiagram(page)
  const at = await pointAtLane(page, 'n3')
  await redrawn(page, () => page.mouse.wheel(0, -400))
  await redrawn(page, () => page.mouse.wheel(200, 0))
  const { row } = await moment(page)
  await redrawn(page, async () => {
    await page.mouse.down()
    await page.mouse.move(at.x - 120, at.y, { steps: 4 })
    await page.mouse.up()
  })
  // A drag is no click: the playhead stays.
  expect((await moment(page)).row).toBe(row)
  await redrawn(page, () => page.getByRole('button', { name: 'Fit' }).click())
})

test('true time and one column an event, heartbeats, lanes and local events can be chosen', async ({
  page,
}) => {
  await openDiagram(page)
  await redrawn(page, () => page.getByRole('radio', { name: 'By event' }).click())
  await redrawn(page, () => page.getByRole('button', { name: 'Collapse runs of local events' }).click())
  await redrawn(page, () => page.getByRole('button', { name: 'Heartbeats' }).click())
  await redrawn(page, () => page.getByRole('radio', { name: 'True time' }).click())
  await page.getByRole('button', { name: /^Show(?! them)/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'c2' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'Lanes' }).getByRole('button', { name: 'c2' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Show (2 left out)' })).toBeVisible()
})

test('pointing lights a past and a future and says what happened; a click moves the playhead there', async ({
  page,
}) => {
  await openDiagram(page)
  let at = { x: 0, y: 0 }
  await redrawn(
    page,
    async () => {
      at = await pointAtLane(page, 'n4')
    },
    1,
  )
  const tip = page.locator('.diagram-tip')
  await expect(tip).toBeVisible()
  const said = (await tip.locator('p').first().textContent()) ?? ''
  await page.mouse.click(at.x, at.y)
  await settled(page)
  const { frame } = await labState(page)
  expect(frame.now?.text).toBe(said)
  await page.mouse.move(at.x, at.y - 300)
  await page.mouse.dblclick(at.x, at.y)
  await expect(page.getByRole('heading', { name: 'Why', exact: true })).toBeVisible()
})

test('the list has every event at its place, lights the same cone, and Enter goes there', async ({
  page,
}) => {
  await openDiagram(page)
  const { frame } = await labState(page)
  const list = page.getByRole('listbox', { name: /events of the diagram/ })
  await expect(list).toHaveAttribute('tabindex', '0')
  await list.focus()
  await expect(list).toBeVisible()
  await page.keyboard.press('Home')
  const first = list.getByRole('option').first()
  await expect(first).toHaveAttribute('aria-posinset', '1')
  await expect(first).toHaveAttribute('aria-setsize', String(frame.rows))
  await redrawn(
    page,
    async () => {
      for (let n = 0; n < 60; n++) await page.keyboard.press('ArrowDown')
    },
    1,
  )
  const active = await list.getAttribute('aria-activedescendant')
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-posinset', '61')
  await page.keyboard.press('Enter')
  await settled(page)
  expect((await moment(page)).row).toBe(60)
})

test('an open prediction hides what lies ahead, in the picture and in the list', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies')
  await page.getByRole('button', { name: 'Kill the leader' }).click()
  await settled(page)
  const { row } = await moment(page)
  await press(page, 's')
  const list = page.getByRole('listbox', { name: /events of the diagram/ })
  await expect(list.getByRole('option').last()).toHaveAttribute('aria-setsize', String(row + 1))
  const part = await page.evaluate(() => window.netsplit.lab.diagram(null))
  expect(part.knownRows).toBe(row + 1)
  await page.evaluate(() => window.netsplit.lab.predict(0))
  const { frame } = await labState(page)
  await expect(list.getByRole('option').last()).toHaveAttribute('aria-setsize', String(frame.rows))
})

test('what is done to the run is in the picture at once, and undone', async ({ page }) => {
  await openDiagram(page)
  await page.evaluate(() => window.netsplit.seek(1200))
  await settled(page)
  await redrawn(
    page,
    async () => void (await page.evaluate(() => window.netsplit.inject({ kind: 'crash', node: 'n4' }))),
  )
  await redrawn(page, () => page.keyboard.press('Control+z'))
})

for (const [format, begins] of [
  ['SVG', '<svg xmlns'],
  ['PNG', '\u0089PNG'],
] as const) {
  test(`is saved as ${format}`, async ({ page }) => {
    await openDiagram(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the diagram' }).click()
    await page.getByRole('menuitem', { name: `Diagram (${format})` }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`raft-two-leaders.diagram.${format.toLowerCase()}`)
    const text = readFileSync((await file.path())!, 'latin1')
    expect(text.slice(0, begins.length)).toBe(begins)
    if (format === 'PNG') return
    const parsed = await page.evaluate(
      (markup) => {
        const document = new DOMParser().parseFromString(markup, 'image/svg+xml')
        const link = document.querySelector('a')
        return {
          errors: document.querySelectorAll('parsererror').length,
          paths: document.querySelectorAll('path').length,
          title: document.querySelector('title')?.textContent,
          href: link?.getAttribute('href'),
          printed: link?.textContent,
        }
      },
      readFileSync((await file.path())!, 'utf8'),
    )
    expect(parsed).toMatchObject({ errors: 0, title: 'Can there be two leaders?' })
    expect(parsed.paths).toBeGreaterThan(30)
    expect(parsed.href).toContain('#/raft/two-leaders')
    expect(parsed.printed).toBe(parsed.href)
  })
}

test('the share dialog saves it too, whether or not it is open', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies')
  await page.keyboard.press('y')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Diagram (SVG)' }).click()
  expect(readFileSync((await (await download).path())!, 'utf8')).toContain('</svg>')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('is all of the screen, and two fingers zoom', async ({ page }) => {
    await openLab(page, '#/raft/two-leaders')
    await page.evaluate(() => window.netsplit.lab.predict('skip'))
    await page.getByRole('tab', { name: 'Time' }).click()
    await page.getByRole('button', { name: 'Diagram' }).click()
    await expect(picture(page)).toBeVisible()
    const box = await picture(page).boundingBox()
    if (box === null) throw new Error('the picture is not on the screen')
    expect(box.height).toBeGreaterThan(500)
    for (const tool of await page
      .getByRole('toolbar', { name: 'Space-time diagram' })
      .getByRole('button')
      .all()) {
      const size = await tool.boundingBox()
      expect(
        Math.min(size?.width ?? 0, size?.height ?? 0),
        await tool.textContent().then(String),
      ).toBeGreaterThanOrEqual(44)
    }
    const touch = await page.context().newCDPSession(page)
    const fingers = (apart: number) => [
      { x: box.x + box.width / 2 - apart, y: box.y + 200, id: 1 },
      { x: box.x + box.width / 2 + apart, y: box.y + 200, id: 2 },
    ]
    await redrawn(page, async () => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) })
      for (const apart of [45, 70, 100])
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    })
    await page.keyboard.press('Escape')
    await expect(picture(page)).toHaveCount(0)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test('axe finds nothing, with and without the list', async ({ page }) => {
      await openDiagram(page)
      const findings = async () =>
        (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        )
      expect(await findings()).toEqual([])
      await page.getByRole('button', { name: 'List of events' }).click()
      await expect(page.getByRole('listbox', { name: /events of the diagram/ })).toBeVisible()
      expect(await findings()).toEqual([])
    })
  })
}
