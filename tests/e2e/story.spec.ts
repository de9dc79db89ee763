// Next alone tells the whole story of every scenario, and what is pressed to tell it never moves.

import type { Page } from '@playwright/test'
import { GOLDEN } from './golden.ts'
import { expect, labState, moment, openLab, press, sentence, settled, test, unpainted } from './page.ts'

async function beatsOf(page: Page) {
  return (await labState(page)).run.beats
}

/** Where the buttons of the transport stand, to the hundredth of a pixel. */
function places(page: Page) {
  return page.getByRole('group', { name: 'Transport' }).evaluate((transport) =>
    [...transport.querySelectorAll('button')].map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect()
      return `${button.getAttribute('aria-label')} ${[x, y, width, height].map((n) => n.toFixed(2)).join(' ')}`
    }),
  )
}

/** Presses Next until the last beat; a prediction takes one press more. Gives the sentence of each beat on the way. */
async function tellAll(page: Page, next: () => Promise<void>, atBeat = async () => {}): Promise<string[]> {
  const beats = await beatsOf(page)
  const told: string[] = []
  let { beat } = await moment(page)
  const hear = async () => {
    told.push((await sentence(page).textContent()) ?? '')
    await atBeat()
  }
  await hear()
  for (let presses = 0; beat < beats.length && presses < 2 * beats.length; presses++) {
    await next()
    const now = (await moment(page)).beat
    if (now !== beat) await hear()
    beat = now
  }
  return told
}

test('the first scenario is told to its end by the Next button, which stays where it is', async ({
  page,
}) => {
  await openLab(page)
  const before = await places(page)
  expect(before.length).toBeGreaterThanOrEqual(8)
  const next = page.getByRole('button', { name: 'Next beat' })
  const told = await tellAll(
    page,
    () => next.click(),
    async () => expect(await places(page)).toEqual(before),
  )
  expect(told).toEqual((await beatsOf(page)).map(({ say }) => say))

  const back = page.getByRole('button', { name: 'Previous beat' })
  for (let beat = told.length - 1; beat >= 1; beat--) {
    await back.click()
    expect((await moment(page)).beat).toBe(beat)
    await expect(sentence(page)).toHaveText(told[beat - 1]!)
    expect(await places(page)).toEqual(before)
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })
  test('the transport stays where it is on every beat', async ({ page }) => {
    await openLab(page)
    const before = await places(page)
    const next = page.getByRole('button', { name: 'Next beat' })
    const told = await tellAll(
      page,
      () => next.tap(),
      async () => expect(await places(page)).toEqual(before),
    )
    expect(told).toEqual((await beatsOf(page)).map(({ say }) => say))
  })
})

test('the first scenario is told by its one primary button alone', async ({ page }) => {
  await openLab(page)
  const { length } = await beatsOf(page)
  const told = await tellAll(page, async () => {
    const go = page.locator('.primary:visible')
    if (await go.isEnabled()) await go.click()
    else await page.getByRole('button', { name: 'Skip' }).click()
  })
  expect(told).toHaveLength(length)
})

/** What the page says after each press of Page Down, up to the last beat; pressed as soon as it stands still again. */
function toldByPageDown(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { lab } = window.netsplit
    const settled = async () => {
      do {
        await lab.fingerprint()
        // The sentence is in the page as soon as the answer is; nobody waits for it to be painted.
        await new Promise((told) => setTimeout(told))
      } while (lab.isBusy())
    }
    const hear = () => document.querySelector('[role=status]')?.textContent ?? ''
    const { length } = lab.getState().run.beats
    const told = [hear()]
    for (let presses = 0; lab.getState().beat < length && presses < 2 * length; presses++) {
      const { beat } = lab.getState()
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }))
      await settled()
      if (lab.getState().beat !== beat) told.push(hear())
    }
    return told
  })
}

test('every scenario is told to its end by Page Down alone', async ({ page }) => {
  test.setTimeout(180_000)
  await openLab(page)
  await unpainted(page)
  for (const { id } of GOLDEN) {
    await test.step(id, async () => {
      await page.evaluate((hash) => {
        location.hash = hash
      }, `#/${id}`)
      await expect.poll(async () => (await labState(page)).scenario.id).toBe(id)
      await settled(page)
      expect(await toldByPageDown(page)).toEqual((await beatsOf(page)).map(({ say }) => say))
    })
  }
})

test('twenty presses in two seconds land where twenty slow ones do', async ({ page }) => {
  await openLab(page)
  const { length } = await beatsOf(page)
  for (let n = 0; n < 20; n++) {
    await page.keyboard.press('PageDown')
    await page.waitForTimeout(90)
  }
  const fast = await moment(page)
  expect(fast.beat).toBe(length)
  expect(fast.atUs).toBe((await labState(page)).run.endUs)

  await press(page, 'r')
  for (let n = 0; n < 20; n++) await press(page, 'PageDown')
  expect(await moment(page)).toEqual(fast)
})

test('five presses at once go five beats, the prediction taking one of them', async ({ page }) => {
  await openLab(page)
  const first = (await moment(page)).beat
  for (let n = 0; n < 5; n++) await page.keyboard.press('PageDown')
  await settled(page)
  expect((await moment(page)).beat).toBe(first + 4)
})
