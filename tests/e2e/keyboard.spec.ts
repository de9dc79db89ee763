// Everything by keyboard: the stage is one tab stop with arrows inside, every command is in the palette, and the focus
// is never lost.

import type { Page } from '@playwright/test'
import { actionsNow } from '../../src/ui/commands/registry.ts'
import type { Offers } from '../../src/ui/hooks/offers.ts'
import type { Session } from '../../src/ui/hooks/session.ts'
import { createView, type Selection } from '../../src/ui/hooks/view.ts'
import { expect, labState, moment, node, openLab, press, settled, statusOf, test } from './page.ts'

/** What has the focus, in words; the page itself is nothing. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: it } = document
    if (it === null || it === document.body) return 'nothing'
    return it.getAttribute('data-key') ?? it.getAttribute('aria-label') ?? it.tagName.toLowerCase()
  })
}

/** Tabs from the top of the page into the stage. */
async function tabToStage(page: Page): Promise<void> {
  for (let n = 0; n < 20; n++) {
    await page.keyboard.press('Tab')
    if (/^node/.test(await focused(page))) return
  }
  throw new Error('Tab never came to the stage')
}

async function arrowTo(page: Page, id: string): Promise<void> {
  for (const key of ['Home', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
    for (let n = 0; n < 5 && (await focused(page)) !== `node ${id}`; n++) await page.keyboard.press(key)
  }
  expect(await focused(page)).toBe(`node ${id}`)
}

test('the stage is one tab stop, and arrows reach every node', async ({ page }) => {
  await openLab(page)
  await tabToStage(page)
  await expect(page.locator('.stage [tabindex="0"]')).toHaveCount(1)
  const { nodes } = (await labState(page)).frame.cluster
  const reached = new Set([await focused(page)])
  for (let round = 0; round < 4; round++) {
    for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp']) {
      for (let n = 0; n < 4; n++) {
        await page.keyboard.press(key)
        reached.add(await focused(page))
      }
    }
    await page.keyboard.press('ArrowDown')
  }
  expect([...reached].sort()).toEqual(nodes.map(({ id }) => `node ${id}`).sort())

  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await focused(page)).toMatch(/^(link|message|node) /)
  await page.keyboard.press('Tab')
  expect(await focused(page)).not.toMatch(/^(link|message|node) /)
  await page.keyboard.press('Shift+Tab')
  expect(await focused(page)).toMatch(/^(link|message|node) /)
})

test('crash, pause, isolate, write, read, heal and undo by keys, with the focus where it was', async ({
  page,
}) => {
  await openLab(page)
  await tabToStage(page)
  await arrowTo(page, 'n3')
  await press(page, 'Enter')

  const kinds = async () =>
    (await labState(page)).run.interventions.filter((each) => !each.isPlanned).map((each) => each.do.kind)
  const steps: readonly (readonly [key: string, check: () => Promise<unknown>, expected: unknown])[] = [
    ['x', () => statusOf(page, 'n3'), 'crashed'],
    ['x', () => statusOf(page, 'n3'), 'up'],
    ['z', () => statusOf(page, 'n3'), 'paused'],
    ['z', () => statusOf(page, 'n3'), 'up'],
    ['i', async () => (await moment(page)).faults, ['n3 cut off']],
    ['i', async () => (await moment(page)).faults, []],
    ['i', async () => (await moment(page)).faults, ['n3 cut off']],
    ['h', async () => (await moment(page)).faults, []],
    ['w', async () => (await kinds()).at(-1), 'tell'],
    ['q', async () => (await kinds()).filter((kind) => kind === 'tell').length, 2],
    ['Control+z', async () => (await kinds()).filter((kind) => kind === 'tell').length, 1],
    ['Control+Shift+z', async () => (await kinds()).filter((kind) => kind === 'tell').length, 2],
  ]
  for (const [key, check, expected] of steps) {
    await press(page, key)
    expect(await check(), key).toEqual(expected)
    expect(await focused(page), `focus after ${key}`).toBe('node n3')
  }
})

test('a message is dropped by key, and the focus stays on the stage when it is gone', async ({ page }) => {
  await openLab(page)
  await tabToStage(page)
  await page.locator('.stage [data-key^="message"]').first().focus()
  const key = await focused(page)
  await press(page, 'Enter', 'd')
  const mine = (await labState(page)).run.interventions.filter(({ isPlanned }) => !isPlanned)
  expect(mine.map(({ do: command }) => command)).toMatchObject([{ kind: 'message', act: 'drop' }])
  expect(await focused(page)).toMatch(/^(node|link|message) /)
  for (let n = 0; n < 40 && (await page.locator(`.stage [data-key="${key}"]`).count()) > 0; n++)
    await press(page, 'n')
  await expect(page.locator(`.stage [data-key="${key}"]`)).toHaveCount(0)
  expect(await focused(page)).toMatch(/^(node|link|message) /)
})

test('the menu of a thing opens by key, runs by key, and gives the focus back', async ({ page }) => {
  await openLab(page)
  for (const key of ['Shift+F10', 'ContextMenu']) {
    await node(page, 'n4').focus()
    await page.keyboard.press(key)
    await expect(page.getByRole('menu')).toBeVisible()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('menuitem')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect.poll(() => focused(page)).toBe('node n4')
  }
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: /^Crash(?! and)/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await settled(page)
  expect(await statusOf(page, 'n4')).toBe('crashed')
  await expect.poll(() => focused(page)).toBe('node n4')
})

test('every dialog gives the focus back to where it was', async ({ page }) => {
  await openLab(page)
  await node(page, 'n2').focus()
  for (const key of ['Control+k', '?', 'y', 'g']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect.poll(() => focused(page)).not.toBe('nothing')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect.poll(() => focused(page)).toBe('node n2')
  }
})

const nothingDone = () => {}

/** The registry as the page has it now, made here from the same state. */
async function registry(page: Page, selection: Selection | null) {
  const state = await labState(page)
  const client = state.frame.cluster.nodes.find(({ glyph }) => glyph === 'client')?.id ?? null
  const offers: Offers = await page.evaluate(
    async ([id, ask]) => {
      const { lab } = window.netsplit
      return {
        of: '',
        onSelection: id === null ? [] : await lab.menu(id),
        onClient: ask === null ? null : { id: ask, items: await lab.menu(ask) },
        onAnything: await lab.menu(null),
      }
    },
    [selection?.kind === 'node' ? selection.id : null, client] as const,
  )
  const view = createView()
  view.set({ selection })
  const session = {
    lab: { getState: () => state },
    player: { getPlaying: () => ({ isPlaying: false, direction: 1, rate: 3 }), seek: nothingDone },
    view,
    prefs: { get: () => ({ theme: 'system', isLarge: false, keysOn: true, sizes: {} }) },
    shelves: { get: () => ({ list: [] }) },
  } as unknown as Session
  return actionsNow(session, offers)
}

const SELECTIONS: readonly (readonly [string, Selection | null, readonly string[]])[] = [
  ['nothing', null, []],
  ['a node', { kind: 'node', id: 'n3' }, ['node.crash.n3', 'node.clock.n3']],
  ['a client', { kind: 'node', id: 'c1' }, ['ask.write.c1', 'ask.read.c1']],
  ['a link', { kind: 'link', a: 'n1', b: 'n2' }, ['link.cut.n1.n2', 'link.loss.n1.n2']],
]

test('the palette has every command there is, whatever is selected', async ({ page }) => {
  await openLab(page)
  await press(page, '5', 'x', '4', 'z')
  for (const [what, selection, some] of SELECTIONS) {
    await press(page, '0')
    if (selection?.kind === 'node') await node(page, selection.id).focus()
    if (selection?.kind === 'link') await page.locator('.stage [data-key="link n1 n2"]').focus()
    if (selection !== null) await press(page, 'Enter')

    const actions = (await registry(page, selection)).filter(
      ({ id, why }) => why === null && !id.startsWith('need.'),
    )
    await page.keyboard.press('Control+k')
    // Scenarios, speeds and what can be done to a node that is not selected are there too.
    const more = ['open.raft/figure-8', 'rate.0', 'node.crash.n2', 'node.restart.n5', 'node.resume.n4']
    const wanted = [...actions.map(({ id }) => id), ...some, ...more]
    expect(wanted.length).toBeGreaterThan(60)
    const missing = async () => {
      const listed = await page
        .locator('.palette-menu [role=menuitem]')
        .evaluateAll((items) => items.map((item) => item.getAttribute('data-key')))
      return wanted.filter((id) => !listed.includes(id))
    }
    await expect.poll(missing, { message: `with ${what} selected` }).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

const TYPED: readonly (readonly [string, (page: Page) => Promise<unknown>, unknown])[] = [
  ['crash n4', (page) => statusOf(page, 'n4'), 'crashed'],
  ['restart n4', (page) => statusOf(page, 'n4'), 'up'],
  ['pause n2', (page) => statusOf(page, 'n2'), 'paused'],
  ['resume n2', (page) => statusOf(page, 'n2'), 'up'],
  ['cut n3 off', async (page) => (await moment(page)).faults, ['n3 cut off']],
  ['heal all', async (page) => (await moment(page)).faults, []],
  ['minority', async (page) => (await moment(page)).faults.length, 1],
  ['undo', async (page) => (await moment(page)).faults, []],
  ['leave out executes every copy', async (page) => (await labState(page)).frame.brokenRules, ['noDedup']],
  ['turn on checkquorum', async (page) => (await labState(page)).frame.settings.checkQuorum, true],
  ['go to the start', async (page) => (await moment(page)).row, -1],
  ['open two leaders', async (page) => (await labState(page)).scenario.id, 'raft/two-leaders'],
]

test('commands are found by a few words and run by Enter, without a mouse', async ({ page }) => {
  await openLab(page)
  await node(page, 'n1').focus()
  for (const [typed, check, expected] of TYPED) {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await settled(page)
    await expect.poll(() => check(page), { message: typed }).toEqual(expected)
  }
})

test('every key of the sheet does what the registry says, and single keys can be turned off', async ({
  page,
}) => {
  await openLab(page)
  await press(page, '2')
  const keys = (await registry(page, { kind: 'node', id: 'n2' })).filter((each) => each.keys.length > 0)
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog')
  // Of several commands with one key the first has it.
  const own = keys.filter((each, i) => keys.findIndex((other) => other.keys[0] === each.keys[0]) === i)
  for (const { title, id } of own.filter((each) => !each.id.startsWith('need.')))
    await expect(sheet.locator('dd').filter({ hasText: title }).first(), id).toBeVisible()
  await sheet.getByText('Single keys do things').click()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  const before = await moment(page)
  await press(page, 'x', 'n', 'h')
  expect(await moment(page)).toEqual(before)
  await press(page, 'Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('keys typed into a field are text', async ({ page }) => {
  await openLab(page)
  await press(page, '2')
  const before = await moment(page)
  await press(page, '/')
  const filter = page.getByRole('searchbox', { name: 'Filter the feed' })
  await expect(filter).toBeFocused()
  await page.keyboard.type('n2 xhz r')
  await settled(page)
  await expect(filter).toHaveValue('n2 xhz r')
  expect(await moment(page)).toEqual(before)
})
