// Running until something: what is found is what a slow walk finds that plays the run event by event and looks at the
// state of the nodes; and what cannot be found is said.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import type { Looked } from '../../src/lab/until/search.ts'
import { readUntil, type Until, untilText } from '../../src/lab/until/until.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { findPlace, interventionsOf, type RunDocument } from '../../src/sim/document.ts'
import { pingSim } from './pingSim.ts'

const END_US = 5_000_000

function worldOf(document: RunDocument): World {
  const { sim, scenario } = findPlace(SIMS, document.scenario)!
  const list = interventionsOf(document, scenario)
  const settings = startSettings(sim, scenario, document.settings)
  return createWorld(worldSpec(sim, scenario, document.seed, settings, document.broken, list))
}

/** Rows that leave another value than they find, by what is read off the world; null for what does not count. */
function changes(
  document: RunDocument,
  read: (world: World) => unknown,
): readonly { row: number; to: unknown }[] {
  const world = worldOf(document)
  const found: { row: number; to: unknown }[] = []
  for (let was = JSON.stringify(read(world)); world.step(END_US); ) {
    const is = JSON.stringify(read(world))
    if (is !== was) found.push({ row: world.row, to: read(world) })
    was = is
  }
  return found
}

/** Rows at which something becomes so that was not. */
const begins = (document: RunDocument, isSo: (world: World) => boolean) =>
  changes(document, isSo).flatMap(({ row, to }) => (to === true ? [row] : []))
const changed = (document: RunDocument, read: (world: World) => unknown) =>
  changes(document, read).map(({ row }) => row)

const named = (world: World, id: string) => world.nodes.find((node) => node.id === id)!
const reigns = (world: World) =>
  world.nodes.map(({ memory, disk }) => (memory?.role === 'leader' ? disk.currentTerm : 0))

/** Rows at which a reign begins that was not there. */
function reignsBegin(document: RunDocument): readonly number[] {
  let was: readonly number[] = []
  return changes(document, reigns).flatMap(({ row, to }) => {
    const is = to as readonly number[]
    const isNew = is.some((term, i) => term > 0 && term !== was[i])
    was = is
    return isNew ? [row] : []
  })
}

/** Wishes, and the same by hand. */
const WISHES: readonly (readonly [string, (document: RunDocument) => readonly number[]])[] = [
  ['leader change', reignsBegin],
  ['commit', leadersCommit],
  ['client error', (document) => changed(document, ({ history }) => history.filter(gaveUp).length)],
  ['violation', (document) => changed(document, ({ violations }) => violations.length)],
  ['n3 memory.role = leader', (document) => begins(document, (world) => roleOf(world, 'n3') === 'leader')],
  ['n1 memory.role ≠ leader', (document) => begins(document, (world) => roleOf(world, 'n1') !== 'leader')],
  ['n1 status = crashed', (document) => begins(document, (world) => !named(world, 'n1').up)],
  [
    'n4 disk.currentTerm > 2',
    (document) => begins(document, (world) => named(world, 'n4').disk.currentTerm > 2),
  ],
  [
    'n1 disk.votedFor = none',
    (document) => begins(document, (world) => named(world, 'n1').disk.votedFor === null),
  ],
  [
    'n2 disk.log.length changes',
    (document) => changed(document, (world) => named(world, 'n2').disk.log.length),
  ],
  ['n2 memory changes', (document) => changed(document, (world) => named(world, 'n2').memory)],
  [
    'n2 disk.log[1].term = 1',
    (document) => begins(document, (world) => named(world, 'n2').disk.log[1]?.term === 1),
  ],
]

function roleOf(world: World, id: string): string | null {
  return named(world, id).memory?.role ?? null
}

const gaveUp = ({ outcome }: { readonly outcome: string }) => outcome === 'unknown'

/** Rows at which a leader counts more entries as committed than before. */
function leadersCommit(document: RunDocument): readonly number[] {
  let was: readonly (readonly [term: number, commitIndex: number])[] = []
  const read = ({ nodes }: World) =>
    nodes.map(({ disk, memory }) =>
      memory?.role === 'leader' ? [disk.currentTerm, memory.commitIndex] : [0, 0],
    )
  return changes(document, read).flatMap(({ row, to }) => {
    const is = to as typeof was
    const isMore = is.some(([term, index], i) => term > 0 && term === was[i]?.[0] && index > was[i][1])
    was = is
    return isMore ? [row] : []
  })
}

async function search(sitting: Sitting, wish: string | Until, step: 1 | -1): Promise<Looked> {
  let looked = await sitting.look({ until: [wish], step, begun: null })
  while (looked.kind === 'further') looked = await sitting.look({ until: [wish], step, begun: looked.begun })
  return looked
}

function opened(scenario: string, change: (sitting: Sitting) => void = () => {}): Sitting {
  const sitting = sittingWith(SIMS, findPlace(SIMS, scenario)!)
  change(sitting)
  sitting.predict('skip')
  sitting.seek({ us: END_US })
  return sitting
}

describe('finds what a slow walk finds', () => {
  const runs: readonly Sitting[] = [
    opened('raft/two-leaders'),
    opened('raft/leader-dies', (sitting) => sitting.contrast()),
    opened('raft/two-leaders', (sitting) =>
      sitting.setAtStart({
        settings: { reads: 'local', clientTimeoutUs: 100_000, clientRetries: 1, workloadEveryUs: 60_000 },
      }),
    ),
  ]

  test.each(WISHES)('%s', async (wish, slowly) => {
    let finds = 0
    for (const sitting of runs) {
      const rows = slowly(sitting.document)
      const asked = fc.tuple(fc.integer({ min: -1, max: sitting.state.run.rows - 1 }), fc.constantFrom(1, -1))
      await fc.assert(
        fc.asyncProperty(asked, async ([row, step]) => {
          const expected = step === 1 ? rows.find((each) => each > row) : rows.findLast((each) => each < row)
          // On the way on, more of the run would be recorded than the slow walk has seen.
          fc.pre(expected !== undefined || step === -1)
          sitting.seek({ row })
          const looked = await search(sitting, wish, step as 1 | -1)
          if (expected === undefined) expect(looked.kind).toBe('nothing')
          else expect(looked).toMatchObject({ kind: 'found', row: expected })
          if (expected !== undefined) finds++
          expect(sitting.state.frame.row).toBe(row)
        }),
        { numRuns: 15, maxSkipsPerRun: 1000 },
      )
    }
    expect(finds).toBeGreaterThan(0)
  })
})

test('the runs part where two fresh runs do, on and back', async () => {
  const sitting = opened('raft/two-leaders', (mine) => {
    mine.seek({ us: 1_000_000 })
    mine.inject({ kind: 'message', act: 'drop', message: { from: 'n3', to: 'n4', nth: 30 } })
  })
  sitting.compare({ branch: 'main' })
  const [here, there] = [worldOf(sitting.document), worldOf({ ...sitting.document, added: [] })]
  while (here.fingerprint() === there.fingerprint()) for (const world of [here, there]) world.step()
  sitting.seek({ to: 'start' })
  expect(await search(sitting, 'divergence', 1)).toMatchObject({ kind: 'found', row: here.row })
  sitting.seek({ us: END_US })
  expect(await search(sitting, 'divergence', -1)).toMatchObject({ kind: 'found', row: here.row })
  expect((await search(sitting, 'divergence', 1)).kind).toBe('problem')
})

test('records the run further, says where it looked when nothing comes, and leaves it as it was', async () => {
  const sitting = opened('raft/first-election')
  const before = sitting.state
  const print = sitting.fingerprint()
  expect(await search(sitting, 'n1 status = crashed', 1)).toEqual({
    kind: 'nothing',
    says: expect.stringMatching(
      /^“n1 status = crashed” did not come within [\d,]+ events, up to 6[\d,]+ ms$/,
    ),
  })
  expect(sitting.state.run.endUs).toBe(END_US)
  expect(sitting.state.run).toEqual(before.run)
  expect(sitting.fingerprint()).toBe(print)
  sitting.seek({ us: 50_000_000 })
  sitting.inject({ kind: 'crash', node: 'n1' })
  const { row } = sitting.state.frame
  sitting.seek({ to: 'start' })
  expect(await search(sitting, 'n1 status = crashed', 1)).toMatchObject({ kind: 'found', row })
})

test('an open question comes first; an answered one is passed', async () => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  const { predict } = sitting.state.run
  const found = await search(sitting, 'n1 memory.role ≠ leader', 1)
  expect(found).toMatchObject({
    kind: 'found',
    row: predict?.row,
    says: expect.stringContaining('what do you expect'),
  })
  sitting.predict(0)
  const passed = await search(sitting, 'n1 memory.role ≠ leader', 1)
  expect(passed.kind === 'found' && passed.row).toBeGreaterThan(predict!.row)
})

test.each([
  ['commti', 'cannot read commti: try leader change'],
  ['n9 memory.role = leader', 'unknown node: n9; try n1, n2, n3, n4, n5, c1, c2, c3'],
  ['n1 memory.rolle = leader', 'n1 has no memory.rolle; try role'],
  ['n1 role = leader', 'n1 has no role; try status, disk.… or memory.…'],
  ['n1 memory.role.x = leader', 'memory.role of n1 is a word: it has no x'],
  ['n1 disk.log.term = 3', 'disk.log of n1 is a list: it has no term'],
  ['n1 disk.log = 3', 'disk.log of n1 is a list: name a part of it, or wait until it changes'],
  ['n1 memory = 3', 'memory of n1 is a record: name a field of it'],
  ['n1 disk.currentTerm = leader', 'disk.currentTerm of n1 is a number, 1: it cannot be leader'],
  ['n1 disk.currentTerm > leader', 'leader is not a number: disk.currentTerm > needs one'],
  ['n1 memory.role =', 'memory.role = what? Give a value to wait for'],
  ['n1 disk..log changes', 'cannot read the field disk..log: try memory.role'],
  ['divergence', 'no run stands beside this one: compare it with another first'],
])('%s is refused: %s', async (wish, sentence) => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  const looked = await search(sitting, wish, 1)
  expect(looked).toEqual({ kind: 'problem', says: expect.stringContaining(sentence) })
})

test('a system without such a mark says so', async () => {
  const sitting = sittingWith([pingSim], { sim: pingSim, scenario: pingSim.scenarios[0]! })
  expect(await search(sitting, 'client error', 1)).toEqual({
    kind: 'problem',
    says: `“${pingSim.title}” has no client error to wait for`,
  })
})

test.each([
  'commit',
  'leader change',
  'n3 memory.role = leader',
  'n1 disk.log[3].term ≠ 4',
  'n1 disk.log.length changes',
  'n2 disk.votedFor = none',
  'n2 disk.currentTerm > 4',
])('%s is read and written alike', (text) => {
  const read = readUntil(text)
  expect(read.ok && untilText(read.value)).toBe(text)
})

describe('the lab', () => {
  async function lab() {
    const mine = createLocalLab(SIMS)
    await mine.open('raft/leader-dies')
    await mine.predict('skip')
    return mine
  }

  test('stands on what it finds and says so, with the time and the distance', async () => {
    const mine = await lab()
    const { frame: before } = mine.getState()
    const { kind, says, state } = await mine.runUntil('leader change')
    expect(kind).toBe('found')
    const events = state.frame.row - before.row
    expect(says).toBe(
      `${state.frame.now?.text}, at ${state.frame.atUs / 1000 >= 1000 ? '1,' : ''}${Math.round((state.frame.atUs / 1000) % 1000)} ms, ${events} events on`,
    )
    expect(mine.getState()).toBe(state)
  })

  test('of several wishes takes the one that comes first', async () => {
    const mine = await lab()
    const wishes = ['n1 status = crashed', 'leader change'] as const
    const { state } = await mine.runUntil(wishes)
    expect(state.frame.now?.text).toContain('crash')
  })

  test('can be stopped, and is called off by any other move', async () => {
    const mine = await lab()
    await mine.setAtStart({ settings: { workloadEveryUs: 4_000 } })
    const { frame, run } = await mine.seek({ to: 'end' })
    const [{ row }, { rows }] = [frame, run]
    const controller = new AbortController()
    const looks: number[] = []
    const onProgress = ({ events }: { events: number }) => {
      looks.push(events)
      if (looks.length === 2) controller.abort()
    }
    const wish = 'n1 disk.currentTerm > 999'
    expect((await mine.runUntil(wish, { signal: controller.signal, onProgress })).kind).toBe('stopped')
    expect(looks.length).toBe(2)
    expect(mine.getState().frame.row).toBe(row)
    expect(mine.getState().run.rows).toBe(rows)
    const searching = mine.runUntil(wish)
    await mine.seek({ to: 'start' })
    expect((await searching).kind).toBe('stopped')
    expect(mine.getState().frame.row).toBe(-1)
  })
})
