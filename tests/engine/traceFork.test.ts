// Traces of runs that begin alike share their pages: each tells its own run, whatever the others write.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, Intervention } from '../../src/engine/intervention.ts'
import { Numbers, PAGE_ROWS, Pages } from '../../src/engine/pages.ts'
import { Trace } from '../../src/engine/trace.ts'
import type { World } from '../../src/engine/world.ts'
import { interventions } from './arbitrary.ts'
import { pingWorld } from './pingSystem.ts'
import { told } from './told.ts'

/** Some twelve thousand events: three pages of rows. */
const END_US = 6_000_000
const LONG_US = 3 * END_US

interface Run {
  readonly list: readonly Intervention[]
  readonly world: World
}

function begun(list: readonly Intervention[]): Run {
  const trace = new Trace(['n1', 'n2', 'n3'])
  return { list, world: pingWorld({ interventions: list }, { trace }) }
}

/** Goes on from where the world stands, with what is done after that taken from another list. */
function forked({ list, world }: Run, others: readonly Intervention[]): Run {
  const { nowUs, trace } = world
  const own = others.filter(({ atUs }) => atUs > nowUs).map((each) => ({ ...each, id: `other ${each.id}` }))
  const next = [...list.filter(({ atUs }) => atUs <= nowUs), ...own]
  const fork = pingWorld({ interventions: next }, { trace: trace!.fork(world.rows) })
  fork.restore(world.snapshot())
  return { list: next, world: fork }
}

const times = fc.uniqueArray(fc.integer({ min: 1, max: END_US }), { minLength: 1, maxLength: 4 })

test('each of several forks tells the run it would have been from the start, as does what they left', () => {
  fc.assert(
    fc.property(times, fc.array(interventions(END_US), { minLength: 5, maxLength: 5 }), (cuts, lists) => {
      const runs = [begun(lists[0]!)]
      for (const [i, us] of cuts.toSorted((a, b) => a - b).entries()) {
        // All go on by turns, each into pages that it may share with the others.
        for (const { world } of runs) world.advanceTo(us)
        runs.push(forked(runs[i % runs.length]!, lists[i + 1]!))
      }
      for (const { world } of runs.toReversed()) world.advanceTo(END_US)
      for (const { list, world } of runs) {
        const fresh = begun(list)
        fresh.world.advanceTo(END_US)
        expect(world.rows).toBeGreaterThan(PAGE_ROWS)
        expect(told(world.trace!)).toEqual(told(fresh.world.trace!))
      }
    }),
    { numRuns: 8 },
  )
}, 60_000)

/** Messages of the first page that are under way at the end, what became of them in each run, and when they were due. */
function fatesOf(runs: readonly Run[], stayed: Run) {
  const traces = runs.map(({ world }) => world.trace!)
  const { trace } = stayed.world
  expect(trace!.messages).toBeGreaterThan(PAGE_ROWS)
  const waiting = Array.from({ length: PAGE_ROWS }, (_, id) => id).filter(
    (id) => trace!.messageAt(id).fate === 'flying' && trace!.messageAt(id).sentUs < END_US,
  )
  expect(waiting.length).toBeGreaterThan(100)
  return traces.map((trace) => waiting.map((id) => trace.messageAt(id)))
}

test.each([
  ['held on its link', { kind: 'hold', links: [['n1', 'n2']] }],
  ['waiting at a paused node', { kind: 'pause', node: 'n2' }],
] as const)('what was long %s ends in one run and not in the other', (_, fault) => {
  const after = (id: string, command: Command): Intervention => ({ id, atUs: LONG_US + 1, do: command })
  const run = begun([{ id: 'fault', atUs: 5_000, do: fault }])
  run.world.advanceTo(LONG_US)
  const drop: Command = { kind: 'message', act: 'drop', message: { from: 'n1', to: 'n2', nth: 3 } }
  const forks = [forked(run, [after('heal', { kind: 'heal' })]), forked(run, [after('drop', drop)])]
  for (const { world } of [...forks, run]) world.advanceTo(LONG_US + 20_000)
  const [healed, dropped, stayed] = fatesOf([...forks, run], run)
  expect(new Set(healed!.map(({ fate }) => fate))).toEqual(new Set(['delivered']))
  expect(dropped!.filter(({ fate }) => fate === 'lost')).toHaveLength(1)
  expect(stayed!.every(({ fate, arrivesUs }) => fate === 'flying' && arrivesUs < LONG_US)).toBe(true)
})

test('a fork of the past forgets what came after', () => {
  const { world } = begun([])
  world.advanceTo(END_US / 2)
  const snapshot = world.snapshot()
  const before = told(world.trace!)
  world.advanceTo(END_US)
  const fork = world.trace!.fork(snapshot.rows)
  expect(told(fork)).toEqual(before)
  expect(world.trace!.rows).toBeGreaterThan(fork.rows)
})

test('pages of both are counted once', () => {
  const { world } = begun([])
  world.advanceTo(END_US)
  const trace = world.trace!
  const [seen, alone] = [new Set<object>(), trace.bytes()]
  const fork = trace.fork(trace.rows)
  expect(trace.bytes(seen)).toBe(alone)
  expect(fork.bytes(seen)).toBeLessThan(alone / 2)
  expect(fork.bytes()).toBe(alone)
})

test('who writes into a page of both gets a copy', () => {
  const table = new Pages(() => ({ values: new Float64Array(PAGE_ROWS) }))
  table.of(0).values[0] = 1
  table.of(PAGE_ROWS).values[0] = 2
  const fork = table.fork(PAGE_ROWS + 1)
  fork.own(0).values[0] = 10
  table.own(PAGE_ROWS).values[0] = 20
  expect([table.of(0).values[0], fork.of(0).values[0]]).toEqual([1, 10])
  expect([table.of(PAGE_ROWS).values[0], fork.of(PAGE_ROWS).values[0]]).toEqual([20, 2])
  const page = fork.of(0)
  expect(fork.own(0)).toBe(page)
})

test.each([0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 3 * PAGE_ROWS])(
  'columns that part behind %i numbers go on apart',
  (length) => {
    const column = new Numbers()
    for (let i = 0; i < length; i++) column.push(i)
    const fork = column.fork()
    for (let i = 0; i < PAGE_ROWS + 7; i++) {
      column.push(1000 + i)
      fork.push(-i)
    }
    for (let i = 0; i < length; i++) expect([column.get(i), fork.get(i)]).toEqual([i, i])
    for (let i = 0; i < PAGE_ROWS + 7; i++)
      expect([column.get(length + i), fork.get(length + i)]).toEqual([1000 + i, -i])
  },
)
