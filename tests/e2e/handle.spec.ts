// `window.netsplit`, the lab by hand from the console.

import { expect, labState, openLab, test } from './page.ts'

test('load takes an id, a link or a saved run, and says what is wrong with anything else', async ({
  page,
}) => {
  await openLab(page)
  const [byId, byLink, byFile, bad] = await page.evaluate(async () => {
    const { load, lab } = window.netsplit
    const id = await load('raft/split-vote')
    const link = await load('#/raft/two-leaders?seed=7&t=500ms')
    const file = await load((await lab.export('run')).text)
    return [id, link, file, await load('raft/nothing-of-the-kind')]
  })
  expect(byId).toMatchObject({ scenario: 'raft/split-vote', trouble: null })
  expect(byLink).toMatchObject({ scenario: 'raft/two-leaders', seed: '7', ms: 500, trouble: null })
  expect(byFile).toEqual(byLink)
  expect(bad?.trouble).toContain('raft/nothing-of-the-kind')
})

test('step and seek go where they say, and a glance tells where one is', async ({ page }) => {
  await openLab(page)
  const seen = await page.evaluate(async () => {
    const { step, seek } = window.netsplit
    const start = await seek('start')
    const first = await step()
    const fifth = await step(4)
    const third = await step(-2)
    const row = await seek({ row: 50 })
    const ms = await seek(300)
    const same = await seek({ ms: 300 })
    const opening = await seek('opening')
    const beat = await step(1, 'beat')
    const landmark = await step(1, 'landmark')
    const end = await seek('end')
    return { start, first, fifth, third, row, ms, same, opening, beat, landmark, end }
  })
  expect(seen.start).toMatchObject({ event: -1, ms: 0, says: 'before the first event' })
  expect(seen.first.event).toBe(0)
  expect(seen.fifth.event).toBe(4)
  expect(seen.third.event).toBe(2)
  expect(seen.row.event).toBe(50)
  expect(seen.ms.ms).toBe(300)
  expect(seen.same).toEqual(seen.ms)
  expect(seen.opening.event).toBe(98)
  expect(seen.beat.event).toBeGreaterThan(seen.opening.event)
  expect(seen.landmark.event).toBeGreaterThan(seen.beat.event)
  expect(seen.end).toMatchObject({ event: seen.end.events - 1, ms: 2500 })
  expect(new Set(Object.values(seen).map(({ fingerprint }) => fingerprint)).size).toBe(10)
})

test('inject, undo and redo change the run, and the page shows it', async ({ page }) => {
  await openLab(page)
  const before = await page.evaluate(() => window.netsplit.fingerprint())
  const broken = await page.evaluate(() => window.netsplit.inject({ kind: 'crash', node: 'n2' }))
  expect(broken.fingerprint).not.toBe(before)
  await expect(page.locator('.chip')).toContainText('n2 crashed')
  expect((await page.evaluate(() => window.netsplit.undo())).fingerprint).toBe(before)
  await expect(page.locator('.chip')).toHaveCount(0)
  expect((await page.evaluate(() => window.netsplit.redo())).fingerprint).toBe(broken.fingerprint)
  await expect(page.locator('.chip')).toHaveCount(1)
})

test('what cannot be taken rejects with a sentence that names it, and the run is as it was', async ({
  page,
}) => {
  await openLab(page)
  const { before, after, said, later } = await page.evaluate(async () => {
    const { netsplit } = window
    const free = netsplit as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>
    const wrong: [string, ...unknown[]][] = [
      ['inject', { kind: 'crash', node: 'n77' }],
      ['inject', { kind: 'explode' }],
      ['seek', 'banana'],
      ['seek', Number.NaN],
      ['seek', { ms: -5 }],
      ['seek', { row: 1.5 }],
      ['step', 'two'],
      ['step', 1, 'leap'],
      ['until', 'n3 memory.role = leader', 2],
      ['until', 'pigs fly'],
      ['seeAs', 'n99'],
      ['state', 'n98'],
      ['export', 'pdf'],
    ]
    const first = await netsplit.lab.getState()
    const sentences: string[] = []
    for (const [verb, ...given] of wrong)
      sentences.push(
        await free[verb]!(...given).then(
          () => `${verb} was taken`,
          (error) => error.message,
        ),
      )
    const stand = netsplit.lab.getState()
    const at = ({ frame, run }: typeof first) => ({
      row: frame.row,
      print: frame.fingerprint,
      rows: run.rows,
    })
    return { before: at(first), after: at(stand), said: sentences, later: (await netsplit.step()).event }
  })
  const named = [
    'n77',
    'explode',
    'banana',
    'NaN',
    '-5',
    '1.5',
    'two',
    'leap',
    '2',
    'pigs',
    'n99',
    'n98',
    'pdf',
  ]
  expect(said).toEqual(named.map((name) => expect.stringContaining(name)))
  expect(after).toEqual(before)
  expect(later).toBe(before.row + 1)
})

test('what the console had refused is told on the page, until something is taken', async ({ page }) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.inject({ kind: 'crash', node: 'n77' }).catch(() => null))
  await expect(page.getByRole('alert')).toContainText('n77')
  await page.evaluate(() => window.netsplit.step())
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('state is the plain JSON of one node or of all', async ({ page }) => {
  await openLab(page)
  const { one, all } = await page.evaluate(async () => {
    const { state } = window.netsplit
    return { one: await state('n1'), all: await state() }
  })
  expect(one).toMatchObject({ disk: { currentTerm: 3 }, memory: { role: 'leader' } })
  expect(Object.keys(all as object)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'c1', 'c2'])
  expect((all as Record<string, unknown>).n1).toEqual(one)
  expect(JSON.parse(JSON.stringify(all))).toEqual(all)
})

test('link, fingerprint and scenarios agree with what is on the screen', async ({ page }) => {
  await openLab(page)
  const { link, fingerprint, scenarios } = await page.evaluate(async () => {
    const { netsplit } = window
    await netsplit.seek({ row: 120 })
    return {
      link: await netsplit.link(),
      fingerprint: await netsplit.fingerprint(),
      scenarios: await netsplit.scenarios(),
    }
  })
  expect(link).toMatch(/^#\/raft\/leader-dies\?/)
  expect(link).toContain(`f=${fingerprint}`)
  expect((await labState(page)).frame.fingerprint).toBe(fingerprint)
  expect(scenarios).toContain('raft/figure-8')
})

test('every one of sixty events has a sentence of its own', async ({ page }) => {
  await openLab(page)
  const heard = await page.evaluate(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const sentences: { event: number; says: string; shown: string; isBeat: boolean }[] = []
    for (let n = 0; n < 60; n++) {
      const { event, says } = await window.netsplit.step()
      await drawn()
      const shown = document.querySelector('[role=status]')?.textContent ?? ''
      sentences.push({ event, says, shown, isBeat: window.netsplit.lab.getState().say !== null })
    }
    return sentences
  })
  expect(heard.map(({ event }) => event)).toEqual(heard.map((_, n) => heard[0]!.event + n))
  for (const { event, says, shown, isBeat } of heard) {
    expect(shown.length, `event ${event}`).toBeGreaterThan(10)
    expect(shown).toMatch(/[.?…]$/)
    expect(shown).not.toMatch(/undefined|null|NaN|\[object|\{|\}/)
    if (!isBeat) expect(shown).toContain(says)
  }
})
