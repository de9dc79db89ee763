// Links: what goes in comes out, what is mangled is told, and a hundred interventions fit into 2,000 characters.
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type RunDocument, stockDocument } from '../../src/sim/document.ts'
import { readRun, writeFile, writeLink } from '../../src/sim/link.ts'
import { seenIn } from '../../src/sim/see.ts'
import { command, document, family, interventionsOf, place } from './documents.ts'

const sims = [place.sim]
const stock = stockDocument(place)
const read = (text: string) => readRun(text, sims)

describe('a readable short form for stock runs', () => {
  test('an untouched scenario is its name', async () => {
    expect(await writeLink(stock, sims)).toBe('#/ping/pings')
  })

  test('seed, playhead, settings and rules can be read', async () => {
    const changed: RunDocument = {
      ...stock,
      seed: '9',
      settings: { beatUs: 20_000, reads: 'fast' },
      broken: ['noSync'],
      at: { us: 3_400_000, row: null },
    }
    expect(await writeLink(changed, sims)).toBe(
      '#/ping/pings?seed=9&set=beatUs:20000&set=reads:fast&off=noSync&t=3400ms',
    )
  })

  test.each([
    ['#/ping/pings?seed=9&t=3400ms'],
    ['https://example.org/a/b/#/ping/pings?seed=9&t=3400ms'],
    ['/ping/pings?seed=9&t=3.4s'],
    ['ping/pings?seed=9&t=3400'],
    ['  #/ping/pings/?seed=9&t=3400000us  '],
  ])('%s is understood', async (text) => {
    const { document: found, problem } = await read(text)
    expect([found.seed, found.at, problem]).toEqual(['9', { us: 3_400_000, row: null }, null])
  })

  test('a sim alone is its first scenario, nothing at all the first there is', async () => {
    expect((await read('#/ping')).document).toEqual(stock)
    expect(await read('')).toEqual({ document: stock, problem: null })
  })

  test('times of a fraction of a ms survive', async () => {
    const here = { ...stock, at: { us: 3_400_120, row: 77 } }
    expect(await writeLink(here, sims)).toBe('#/ping/pings?t=3400.12ms&e=77')
    expect((await read('#/ping/pings?t=3400.12ms&e=77')).document).toEqual(here)
  })
})

test('a link and a file from before anything could be disabled are read as they were meant', async () => {
  const { disabled: _, ...before } = { ...stock, added: interventionsOf([[5_000, 0, { kind: 'heal' }]]) }
  const link = '#/ping/pings?x=jW1tbMCw1MDAwLDAsMTldXV0'
  for (const text of [link, JSON.stringify(before)])
    expect(await read(text)).toEqual({ document: { ...before, disabled: [] }, problem: null })
})

test('what is disabled must be there', async () => {
  const { document: found, problem } = await read(JSON.stringify({ ...stock, disabled: ['cut', 'h7'] }))
  expect([found.disabled, problem]).toEqual([
    ['cut'],
    'disabled names h7, which is no intervention of this run',
  ])
})

test('1,000 random documents come back from their links and files', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (each) => {
      const link = await writeLink(each, sims)
      expect(await read(link)).toEqual({ document: each, problem: null })
      expect(await read(writeFile(each))).toEqual({ document: each, problem: null })
    }),
    { numRuns: 1_000, seed: 1 },
  )
})

test('1,000 random trees of branches come back from their links, whichever is on show', async () => {
  await fc.assert(
    fc.asyncProperty(family, fc.array(fc.string({ maxLength: 20 })), async (each, see) => {
      const { document: shown } = each.branches[each.shown]!
      const link = await writeLink(shown, sims, { family: each, see })
      expect(await read(link)).toEqual({ document: shown, problem: null, family: each })
      expect(seenIn(link)).toEqual(see)
      expect(seenIn(`https://example.org/?see=no${link}`)).toEqual(see)
    }),
    { numRuns: 1_000, seed: 5 },
  )
})

test('a branch of a stock run costs little: its name, and what it left', async () => {
  const added = interventionsOf([
    [1_000, 0, { kind: 'crash', node: 'n1' }],
    [9_000, 0, { kind: 'pause', node: 'n2' }],
  ])
  const branches = [
    { name: 'main', parent: null, madeUs: 0, document: stock },
    { name: 'Crash n1', parent: 0, madeUs: 1_000, document: { ...stock, added } },
  ]
  const alone = await writeLink({ ...stock, added }, sims)
  const together = await writeLink({ ...stock, added }, sims, {
    family: { branches, shown: 1, beside: null },
  })
  expect(together.length - alone.length).toBeLessThan(60)
})

test('100 interventions fit into 2,000 characters', async () => {
  const deeds = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000_000 }), fc.constant(0), command), {
    minLength: 100,
    maxLength: 100,
  })
  const lengths = await Promise.all(
    fc.sample(deeds, { numRuns: 20, seed: 2 }).map(async (list) => {
      const inOrder = [...list].sort((a, b) => a[0] - b[0])
      return (await writeLink({ ...stock, added: interventionsOf(inOrder) }, sims)).length
    }),
  )
  // These are harder than any a person makes: every kind of command, in equal shares, with random names and links.
  expect(Math.max(...lengths)).toBeLessThan(3_200)
})

test('without compression the link is longer and still read', async () => {
  vi.stubGlobal('CompressionStream', undefined)
  const changed = { ...stock, added: interventionsOf([[5, 0, { kind: 'crash', node: 'n1' }]]) }
  const link = await writeLink(changed, sims)
  vi.unstubAllGlobals()
  expect(link).toContain('x=j')
  expect(await read(link)).toEqual({ document: changed, problem: null })
})

describe('bad input is a sentence that names the thing and the value', () => {
  test.each([
    ['#/ping/foo', 'unknown scenario: ping/foo; try ping, ping/busy, ping/pings'],
    ['\u0000\u0001PNG\ufffd', 'this is neither a link nor a saved run: \u0000\u0001PNG\ufffd'],
    ['Dear all, here it is', 'this is neither a link nor a saved run: Dear all, here it is'],
    ['#/ping/pings?set=beatUs:5', 'beatUs is 5: it must be between 100 and 1,000,000'],
    ['#/ping/pings?set=beatUs:fast', 'beatUs is fast: it must be between 100 and 1,000,000'],
    ['#/ping/pings?set=beatUs:', 'beatUs is : it must be between 100 and 1,000,000'],
    ['#/ping/pings?set=isLoud:maybe', 'isLoud is maybe: it must be true or false'],
    ['#/ping/pings?set=reads:wild', 'reads is wild: it must be one of safe, fast'],
    ['#/ping/pings?set=beat:5', 'unknown setting: beat; try beatUs, loss, isLoud, reads'],
    ['#/ping/pings?off=gravity', 'unknown rule: gravity; try noSync'],
    ['#/ping/pings?t=noon', 't is noon: it must be a time up to 600s, like 3400ms'],
    ['#/ping/pings?t=9999s', 't is 9999s: it must be a time up to 600s, like 3400ms'],
    ['#/ping/pings?t=5ms&e=x', 'e is x: it must be the number of an event'],
    ['#/ping/pings?seed=', 'seed is empty: it must have 1 to 100 characters'],
    ['#/ping/pings?f=123', 'f is 123: it must be a fingerprint of 16 hex digits'],
    ['#/ping/pings?w=ab', 'w is ab: it must be marks of 3 characters each'],
    ['#/ping/pings?v=3', 'v is 3: links up to version 2 are understood'],
    ['#/ping/pings?v=two', 'v is two: links up to version 2 are understood'],
    ['#/ping/pings?gravity=9', 'unknown part of the link: gravity; it was left out'],
    ['#/ping/pings?x=zAAAA', 'the interventions in x cannot be read: zAAAA'],
    [
      '#/ping/pings?set=beatUs:5&t=noon&off=gravity',
      'beatUs is 5: it must be between 100 and 1,000,000; and 2 more',
    ],
    ['{"v":1,"sim":"ping"', 'the saved run is not complete JSON: it ends in {"v":1,"sim":"ping"'],
    ['{"v":1,"sim":"ping"}', 'the run: scenario is undefined: expected "scenario"'],
  ])('%s', async (text, sentence) => {
    expect((await read(text)).problem).toBe(sentence)
  })

  test('what is good beside it is kept', async () => {
    const { document: found } = await read('#/ping/pings?seed=9&set=beatUs:5&set=loss:0.5&t=noon')
    expect(found).toEqual({ ...stock, seed: '9', settings: { loss: 0.5 } })
  })

  test('an intervention on an unknown node is left out, the others stay', async () => {
    const text = writeFile({
      ...stock,
      added: interventionsOf([
        [1, 0, { kind: 'crash', node: 'n9' }],
        [2, 0, { kind: 'heal' }],
      ]),
    })
    const { document: found, problem } = await read(text)
    expect(problem).toBe('intervention 1: unknown node: n9; try n1, n2, n3, c1')
    expect(found.added.map(({ id }) => id)).toEqual(['h2'])
  })
})

test('10,000 mangled links never throw and always leave something to run', async () => {
  const mangled = fc
    .tuple(
      document,
      fc.array(
        fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 3 }), fc.string({ maxLength: 3, unit: 'binary' })),
      ),
      fc.boolean(),
    )
    .map(([each, wounds, isFile]) => ({ each, wounds, isFile }))
  await fc.assert(
    fc.asyncProperty(mangled, async ({ each, wounds, isFile }) => {
      let text = isFile ? writeFile(each) : await writeLink(each, sims)
      for (const [at, cut, insert] of wounds)
        text = text.slice(0, at % text.length || 0) + insert + text.slice((at % (text.length || 1)) + cut)
      const { document: found, problem } = await read(text)
      expect(found.sim).toBe('ping')
      expect(problem === null || problem.length > 0).toBe(true)
    }),
    { numRuns: 8_000, seed: 3 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      expect((await read(text)).document.sim).toBe('ping')
      expect((await read(`#/ping/pings?x=${text}`)).document.scenario).toBe('ping/pings')
    }),
    { numRuns: 2_000, seed: 4 },
  )
})
