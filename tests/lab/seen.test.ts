// What one node knows is computed from its own past and from nothing else: everything else of the run may be altered,
// or blow up when it is touched, and the view stays the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sim as skeleton } from '../../sims/skeleton/sim.ts'
import { SIMS } from '../../src/app/registry.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../../src/engine/world.ts'
import { knownBy } from '../../src/lab/seen/knownBy.ts'
import { ownPast } from '../../src/lab/seen/ownPast.ts'
import { OwnRows } from '../../src/lab/seen/ownRows.ts'
import type { SeenPicture } from '../../src/lab/seen/picture.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { trialSpec } from '../../src/lab/trial.ts'
import type { Sim } from '../../src/sim/define.ts'
import { findPlace } from '../../src/sim/document.ts'
import type { Command, Intervention } from '../../src/sim/engineTypes.ts'

const ALL: readonly Sim[] = [...SIMS, skeleton]

interface Run {
  readonly world: World
  readonly trace: Trace
}

function run(spec: WorldSpec, untilUs: number): Run {
  const trace = new Trace(spec.nodes.map(({ id }) => id))
  const world = createWorld(spec, { trace })
  world.advanceTo(untilUs)
  return { world, trace }
}

/** The view of a node that never went down. */
function viewOf(sim: Sim, { world, trace }: Run, node: number): SeenPicture {
  const own = new OwnRows(trace, node)
  own.catchUp()
  return knownBy(ownPast(world, trace, own, { row: trace.rows - 1, startedRow: 0, startedUs: 0 }), sim)
}

/** Some messages never come, and whom they were for cannot know. */
const LOSSY: Intervention = { id: 'lossy', atUs: 0, do: { kind: 'loss', links: 'all', probability: 0.05 } }

function spec(sim: Sim, seed: string, more: readonly Intervention[] = []): WorldSpec {
  const options = { settings: {}, broken: [], isChaotic: false, endUs: 2_000_000 }
  const stock = trialSpec(sim, sim.scenarios[0]!, seed, false, options)
  return { ...stock, interventions: [LOSSY, ...stock.interventions, ...more] }
}

/** The last event of each node that the node could have heard of, by any way; -1 for none. */
function horizonsOf(trace: Trace, node: number): readonly number[] {
  const last = trace.nodeIds.map(() => -1)
  const ofRow: number[][] = []
  const latest = trace.nodeIds.map(() => trace.nodeIds.map(() => -1))
  for (let row = 0; row < trace.rows; row++) {
    if (trace.kind(row) === 'lost') {
      ofRow.push([])
      continue
    }
    const at = trace.node(row)
    const known = [...latest[at]!]
    const cause = trace.cause(row)
    // A delivery brings all that its sender knew when the message left.
    if (trace.kind(row) === 'deliver') merge(known, ofRow[trace.sentRow(trace.message(row))]!)
    if (cause >= 0 && trace.node(cause) === at) merge(known, ofRow[cause]!)
    known[at] = row
    ofRow.push(known)
    latest[at] = known
  }
  merge(last, latest[node]!)
  return last
}

function merge(into: number[], from: readonly number[]): void {
  from.forEach((row, i) => {
    into[i] = Math.max(into[i]!, row)
  })
}

/** What happened to a node: the premise of every comparison. */
function happenedTo({ trace }: Run, node: number): readonly unknown[] {
  return Array.from({ length: trace.rows }, (_, row) => row).flatMap((row) => {
    if (trace.node(row) !== node || trace.kind(row) === 'lost' || trace.kind(row) === 'intervention')
      return []
    const came = trace.kind(row) === 'deliver' ? trace.messageAt(trace.message(row)) : null
    return [[trace.atUs(row), trace.kind(row), trace.label(row), came?.from, came?.message]]
  })
}

const alteration = fc.constantFrom('crash', 'pause', 'cut', 'tell', 'nothing')

/**
 * Something that befalls another node behind the last of its events that could be heard of, and keeps it silent: what
 * it did then comes too late. What makes it speak happens at the very end.
 */
function alter(trace: Trace, other: number, horizon: number, untilUs: number, what: string): Intervention[] {
  const id = trace.nodeIds[other]!
  const behindUs = horizon < 0 ? 0 : trace.atUs(horizon)
  const others = trace.nodeIds.filter((_, i) => i !== other)
  const deed = (atUs: number, command: Command) => [
    { id: `${command.kind} ${id}`, atUs, after: 9_999, do: command },
  ]
  const deafen: Command = { kind: 'cut', name: 'deaf', links: others.map((from) => [from, id] as const) }
  switch (what) {
    case 'crash':
      return deed(behindUs, { kind: 'crash', node: id })
    case 'pause':
      return deed(behindUs, { kind: 'pause', node: id })
    case 'cut':
      return [...deed(behindUs, { kind: 'pause', node: id }), ...deed(behindUs, deafen)]
    case 'tell':
      return deed(untilUs, { kind: 'tell', node: id, order: { name: 'write', key: 'x', value: 4242 } })
    default:
      return []
  }
}

test.each(ALL.map((sim) => [sim.id, sim] as const))(
  '%s: the view of a node is the same when all it has not heard of is altered',
  (_, sim) => {
    let altered = 0
    const ids = sim.scenarios[0]!.topology.map(({ id }) => id)
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(ids.length - 1),
        fc.integer({ min: 200_000, max: 1_500_000 }),
        fc.array(alteration, { minLength: ids.length, maxLength: ids.length }),
        (seed, node, untilUs, whats) => {
          const stock = run(spec(sim, String(seed)), untilUs)
          const horizons = horizonsOf(stock.trace, node)
          const changes = whats.flatMap((what, other) =>
            other === node ? [] : alter(stock.trace, other, horizons[other]!, untilUs, what),
          )
          const other = run(spec(sim, String(seed), changes), untilUs)
          // Who is silenced may have delayed another's word: such a run is not one in which it heard the same.
          fc.pre(JSON.stringify(happenedTo(other, node)) === JSON.stringify(happenedTo(stock, node)))
          expect(viewOf(sim, other, node)).toEqual(viewOf(sim, stock, node))
          const stateOf = ({ world }: Run) =>
            JSON.stringify(world.nodes.map(({ up, disk, memory }) => [up, disk, memory]))
          if (stateOf(stock) !== stateOf(other)) altered++
        },
      ),
      { numRuns: 40 },
    )
    expect(altered).toBeGreaterThan(15)
  },
)

// Nothing else is read: whatever is not the node's own throws when it is touched.

const touched = (what: string) => () => {
  throw new Error(`the view of a node read ${what}`)
}

/** An object of which only some properties may be read. */
function only<T extends object>(whole: T, may: readonly (keyof T | symbol)[], what: string): T {
  const isAllowed = (key: string | symbol) => may.includes(key as keyof T)
  const get = (_: T, key: string | symbol) => {
    if (!isAllowed(key)) return touched(`${what}.${String(key)}`)()
    const value: unknown = whole[key as keyof T]
    return typeof value === 'function' ? value.bind(whole) : value
  }
  return new Proxy(whole, { get, ownKeys: touched(`all of ${what}`), has: touched(`keys of ${what}`) })
}

/** A world that lets one look at one node only. */
function guardedWorld(world: World, node: number): World {
  const own = world.nodes[node]!
  const isOwn = (id: string) => (id === own.id ? undefined : touched(`the disk or timers of ${id}`)())
  const parts = {
    nowUs: world.nowUs,
    settings: world.settings,
    broken: world.broken,
    nodes: world.nodes.map((each, i) => (i === node ? each : only(each, ['id', 'process'], each.id))),
    history: world.history.map((each) =>
      each.client === own.id ? each : only(each, ['client'], 'an operation'),
    ),
    unsynced: (id: string) => isOwn(id) ?? world.unsynced(id),
    timersOf: (id: string) => isOwn(id) ?? world.timersOf(id),
  }
  return only(parts as unknown as World, Object.keys(parts) as (keyof World)[], 'the world')
}

/** A trace that tells whose each row and message is, and what is in those of one node. */
function guardedTrace(trace: Trace, node: number): Trace {
  const isNoted = (row: number) => trace.notes(row).some((note) => note.node === trace.nodeIds[node])
  const isOwn = (row: number) =>
    trace.kind(row) === 'intervention' ? isNoted(row) : trace.node(row) === node && trace.kind(row) !== 'lost'
  const ofRow = <T>(row: number, read: (row: number) => T) =>
    isOwn(row) ? read(row) : touched(`row ${row}`)()
  const isSent = (id: number) => trace.senderOf(id) === node
  const isHeard = (id: number) => trace.receiverOf(id) === node && trace.endRow(id) >= 0 && !trace.isLost(id)
  const parts = {
    rows: trace.rows,
    messages: trace.messages,
    nodeIds: trace.nodeIds,
    kind: (row: number) => trace.kind(row),
    node: (row: number) => trace.node(row),
    message: (row: number) => trace.message(row),
    senderOf: (id: number) => trace.senderOf(id),
    notesFrom: (row: number) => trace.notesFrom(row),
    noteNodeAt: (i: number) => trace.noteNodeAt(i),
    atUs: (row: number) => ofRow(row, () => trace.atUs(row)),
    notes: (row: number) =>
      ofRow(row, () =>
        trace
          .notes(row)
          .map((note) => (note.node === trace.nodeIds[node] ? note : only(note, ['node'], 'a note'))),
      ),
    sentRow: (id: number) => (isSent(id) ? trace.sentRow(id) : touched(`when message ${id} was sent`)()),
    messageAt: (id: number) => {
      if (isSent(id)) return only(trace.messageAt(id), ['to', 'message', 'sentUs'], 'a sent message')
      if (isHeard(id)) return only(trace.messageAt(id), ['from', 'message'], 'a heard message')
      return touched(`message ${id}`)()
    },
  }
  return only(parts as unknown as Trace, Object.keys(parts) as (keyof Trace)[], 'the trace')
}

const WORDS = [
  'knowing',
  'servers',
  'look',
  'describe',
  'arrival',
  'lane',
  'operation',
  'words',
  'landmarks',
] as const

test.each(ALL.map((sim) => [sim.id, sim] as const))(
  '%s: nothing but the node’s own past is read',
  (_, sim) => {
    const ids = sim.scenarios[0]!.topology.map(({ id }) => id)
    for (const untilUs of [0, 150_000, 700_000, 1_400_000])
      for (const node of ids.keys()) {
        const { world, trace } = run(spec(sim, '3'), untilUs)
        const lookout = { row: trace.rows - 1, startedRow: 0, startedUs: 0 }
        const own = new OwnRows(guardedTrace(trace, node), node)
        own.catchUp()
        const past = ownPast(guardedWorld(world, node), guardedTrace(trace, node), own, lookout)
        // What is handed on is plain data, and the system's words are all that is asked of it.
        const plain = JSON.parse(JSON.stringify(past)) as typeof past
        expect(knownBy(plain, only(sim, WORDS, sim.id))).toEqual(viewOf(sim, { world, trace }, node))
      }
  },
)

// What it comes to.

function seen(sitting: Sitting): SeenPicture {
  const { seen: picture } = sitting.state
  if (picture === null) throw new Error('everything is shown')
  return picture
}

async function seenAs(scenario: string, node: string): Promise<Sitting> {
  const sitting = sittingWith(ALL, findPlace(ALL, scenario)!)
  sitting.predict('skip')
  await sitting.seeAs(node)
  return sitting
}

const nodeIn = ({ frame }: SeenPicture, id: string) => frame.cluster.nodes.find((node) => node.id === id)!

test('a leader that is cut off believes that it leads, of followers it last heard of long ago', async () => {
  const sitting = await seenAs('raft/two-leaders', 'n1')
  sitting.seek({ us: 1_300_000 })
  const leads = sitting.state.frame.cluster.nodes
    .filter(({ glyph }) => glyph === 'leader')
    .map(({ id }) => id)
  expect(leads).toEqual(['n1', 'n4'])
  const view = seen(sitting)
  expect(view.caption).toBe('leader, term 1')
  expect(nodeIn(view, 'n1')).toMatchObject({ glyph: 'leader', status: 'up' })
  expect(nodeIn(view, 'n4')).toMatchObject({ caption: 'follower, term 1', isHearsay: true })
  expect(nodeIn(view, 'n4').detail).toMatch(/^heard (9\d\d|1,\d\d\d) ms ago$/)
  expect(nodeIn(view, 'n2').detail).toMatch(/^heard \d\d? ms ago$/)
  expect(view.frame.cluster.walls).toEqual([])
  expect(view.frame.cluster.links.every(({ a, cut }) => a === 'n1' && cut === 'none')).toBe(true)
  expect(view.frame.lanes.filter(({ style }) => style === 'leads').map(({ node }) => node)).toEqual(['n1'])
})

test('of other logs a leader knows what was acknowledged to it, and a follower what Log Matching says', async () => {
  const sitting = await seenAs('raft/two-leaders', 'n1')
  sitting.seek({ us: 1_450_000 })
  const rowOf = (view: SeenPicture, id: string) => view.frame.table?.rows.find(({ node }) => node === id)
  const filled = (view: SeenPicture, id: string) =>
    rowOf(view, id)?.cells.filter((cell) => cell !== null).length
  const mine = seen(sitting)
  expect([filled(mine, 'n1'), filled(mine, 'n2'), filled(mine, 'n3')]).toEqual([3, 3, 2])
  expect(rowOf(mine, 'n3')).toMatchObject({ isHearsay: true, end: '?' })
  await sitting.seeAs('n5')
  const theirs = seen(sitting)
  // n4 leads the other side; n5 has what it sent, and knows of the others only that they exist.
  expect(rowOf(theirs, 'n4')?.end).toBe('3?')
  expect([filled(theirs, 'n4'), filled(theirs, 'n2')]).toEqual([3, 0])
})

test('a node that is down knows nothing, and one that starts again only what it has heard since', async () => {
  const sitting = await seenAs('raft/leader-dies', 'n3')
  sitting.seek({ us: 300_000 })
  sitting.inject({ kind: 'crash', node: 'n3' })
  const down = seen(sitting)
  expect(down.says).toContain('n3 is down')
  expect(down.others.every(({ line }) => line === null)).toBe(true)
  expect(down.frame.lanes).toEqual([])
  sitting.seek({ us: 330_000 })
  sitting.inject({ kind: 'restart', node: 'n3' })
  const fresh = seen(sitting)
  expect(fresh.others.every(({ line }) => line === null)).toBe(true)
  expect(nodeIn(fresh, 'n1')).toMatchObject({ letter: '?', caption: 'not heard from' })
  sitting.seek({ us: 420_000 })
  expect(nodeIn(seen(sitting), 'n1')).toMatchObject({ caption: 'leader, term 3' })
  expect(seen(sitting).frame.lanes.every(({ fromUs }) => fromUs >= 330_000)).toBe(true)
})

test('a client knows what it asked and what it was told; a server what it was asked', async () => {
  const sitting = await seenAs('raft/two-leaders', 'c3')
  sitting.seek({ us: 2_500_000 })
  const client = seen(sitting)
  expect(client.frame.operations.map(({ client: id, label, outcome }) => [id, label, outcome])).toEqual([
    ['c3', 'y=9', 'pending'],
  ])
  await sitting.seeAs('n1')
  expect(seen(sitting).frame.operations.map(({ client: id, label }) => [id, label])).toEqual([
    ['c1', 'x=5'],
    ['c3', 'y=9'],
    ['c1', 'read x'],
  ])
})

test('everything is shown again when asked, in another scenario, and a stranger is refused', async () => {
  const sitting = await seenAs('raft/two-leaders', 'n1')
  await sitting.seeAs('n9')
  expect(sitting.state.trouble?.sentence).toContain('n9')
  expect(seen(sitting).node).toBe('n1')
  await sitting.seeAs(null)
  expect(sitting.state.seen).toBeNull()
})
