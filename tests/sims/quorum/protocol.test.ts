// Sentences of the Dynamo paper (SOSP 2007) and of those it stands on, each with the run that shows it. Of five nodes n1,
// n2 and n3 keep x.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  childrenOf,
  type Data,
  fingerprintOf,
  hashesUnder,
  isLeaf,
  keysUnder,
} from '../../../sims/quorum/merkle.ts'
import type { Level } from '../../../sims/quorum/messages.ts'
import { preferenceList } from '../../../sims/quorum/ring.ts'
import { sim } from '../../../sims/quorum/sim.ts'
import type { Disk } from '../../../sims/quorum/state.ts'
import { resultOf } from '../../../sims/quorum/versions.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { metricText } from '../../../src/sim/metric.ts'
import { between } from '../../../src/sim/shapes.ts'
import { specOf } from '../running.ts'

const MS = 1000
const HOME = ['n1', 'n2', 'n3']
const SCENARIO = sim.scenarios.find(({ id }) => id === 'quorum/sloppy-quorum')!
/** Copies learn of a write by the write, and of nothing else unless a test says so. */
const QUIET = { whenCutOff: 'refuse', writeBack: false, exchangeEveryUs: 0 }

type Change = Readonly<Record<string, string | number | boolean>>

function runOf(settings: Change, add: readonly Intervention[], rules: readonly string[] = []): World {
  const without = SCENARIO.interventions.map(({ id }) => id)
  const change = { settings: { ...QUIET, ...settings }, without, add, rules }
  return createWorld(specOf(sim, SCENARIO, '1', change))
}

function ran(
  settings: Change,
  add: readonly Intervention[],
  untilMs: number,
  rules?: readonly string[],
): World {
  const world = runOf(settings, add, rules)
  world.advanceTo(untilMs * MS)
  return world
}

function tell(atMs: number, client: string, order: { readonly name: string } & Change): Intervention {
  const id = `${order.name} ${client} ${atMs}`
  return { id, atUs: atMs * MS, do: { kind: 'tell', node: client, order: { key: 'x', ...order } as never } }
}

const put = (atMs: number, client: string, value: number, more: Change = {}) =>
  tell(atMs, client, { name: 'write', value, ...more })
const get = (atMs: number, client: string, more: Change = {}) => tell(atMs, client, { name: 'read', ...more })
const crash = (atMs: number, node: string): Intervention => {
  return { id: `crash ${node} ${atMs}`, atUs: atMs * MS, do: { kind: 'crash', node } }
}
const restart = (atMs: number, node: string): Intervention => {
  return { id: `restart ${node}`, atUs: atMs * MS, do: { kind: 'restart', node } }
}

const diskOf = (world: World, id: string): Disk => world.nodes.find((node) => node.id === id)!.disk
const copyAt = (world: World, id: string) => resultOf(diskOf(world, id).data.x ?? [], 'siblings')
const copies = (world: World) => HOME.map((id) => copyAt(world, id))
const outcomes = (world: World) => world.history.map(({ outcome }) => outcome)

describe('coordination (§4.5)', () => {
  test.each([1, 2, 3])(
    'W=%d: the client is told when so many have the write on disk, and not before',
    (w) => {
      const world = runOf({ w, r: 1 }, [put(100, 'c1', 7, { to: 'n4' })])
      while (world.history[0]?.outcome !== 'ok') expect(world.step(1_000 * MS)).toBe(true)
      expect(copies(world).filter((value) => value === 7).length).toBeGreaterThanOrEqual(w)
    },
  )

  test.each([
    [1, true],
    [2, false],
    [3, false],
  ])('R=%d with two of the three nodes dead: answered is %s', (r, isAnswered) => {
    const world = ran({ r }, [crash(50, 'n2'), crash(50, 'n3'), get(100, 'c1', { to: 'n1' })], 1_000)
    expect(outcomes(world)).toEqual([isAnswered ? 'ok' : 'fail'])
  })

  test('a write that was refused may have been stored: nobody knows', () => {
    const world = ran({ r: 1 }, [crash(50, 'n2'), crash(50, 'n3'), put(100, 'c1', 7, { to: 'n1' })], 1_000)
    expect(outcomes(world)).toEqual(['unknown'])
    expect(copyAt(world, 'n1')).toBe(7)
  })

  test('each operation may ask for more or for less than the settings', () => {
    const read = (atMs: number, level: Level) => get(atMs, 'c1', { to: 'n1', level })
    const dead = [crash(50, 'n2'), crash(50, 'n3')]
    const world = ran({}, [...dead, read(100, 'one'), read(700, 'quorum'), read(1_300, 'all')], 2_500)
    expect(outcomes(world)).toEqual(['ok', 'fail', 'fail'])
  })

  test('a node that keeps no copy coordinates as well as any', () => {
    const world = ran({}, [put(100, 'c1', 7, { to: 'n5' }), get(500, 'c2', { to: 'n4' })], 1_000)
    expect(world.history.map(({ result }) => result)).toEqual([null, 7])
    expect(copyAt(world, 'n4')).toBeNull()
  })
})

describe('versions (§4.4)', () => {
  const cut: Intervention = {
    id: 'cut',
    atUs: 50 * MS,
    do: { kind: 'cut', name: 'two sides', links: between(['n1', 'n4', 'c1'], ['n2', 'n3', 'n5', 'c2']) },
  }
  const heal: Intervention = { id: 'heal', atUs: 600 * MS, do: { kind: 'heal' } }
  const bothSides = [cut, put(100, 'c1', 7, { to: 'n1' }), put(100, 'c2', 8, { to: 'n2' }), heal]
  const open = { whenCutOff: 'answer', conflicts: 'siblings', w: 1, r: 3 }

  test('“when a client … encounters divergent branches, the system returns all”', () => {
    const world = ran(open, [...bothSides, get(1_500, 'c2', { to: 'n2' })], 2_000)
    expect(new Set(world.history.at(-1)?.result as number[])).toEqual(new Set([7, 8]))
  })

  test('a write of who has read both takes the place of both', () => {
    const again = [get(1_500, 'c2', { to: 'n2' }), put(2_000, 'c2', 9, { to: 'n2', level: 'all' })]
    const world = ran(open, [...bothSides, ...again], 3_000)
    expect(copies(world)).toEqual([9, 9, 9])
  })

  test('where the last writer wins, one of the two is left, and everywhere the same', () => {
    const world = ran({ ...open, conflicts: 'lww' }, [...bothSides, get(1_500, 'c2', { to: 'n2' })], 3_000)
    expect(new Set(copies(world)).size).toBe(1)
    expect([7, 8]).toContain(copyAt(world, 'n1'))
  })
})

describe('the trade in numbers', () => {
  const cut: Intervention = {
    id: 'cut',
    atUs: 50 * MS,
    do: { kind: 'cut', name: 'one cut off', links: between(['n1', 'c1'], ['n2', 'n3', 'n4', 'n5', 'c2']) },
  }
  const heal: Intervention = { id: 'heal', atUs: 1_500 * MS, do: { kind: 'heal' } }
  const asked = [cut, put(100, 'c1', 7, { to: 'n1' }), put(100, 'c2', 8, { to: 'n2' })]
  const reads = [get(900, 'c1', { to: 'n1' }), get(2_000, 'c1', { to: 'n1' })]
  const numbers = (whenCutOff: string, untilMs: number) => {
    const world = ran(
      { whenCutOff, conflicts: 'siblings', hints: false },
      [...asked, ...reads, heal],
      untilMs,
    )
    return Object.fromEntries(
      (sim.metrics?.(pictureView(world, null)) ?? []).map((metric) => [metric.title, metricText(metric)]),
    )
  }

  test('each side of a cut is counted for itself, also when the cut is over', () => {
    for (const untilMs of [1_400, 3_000]) {
      expect(numbers('refuse', untilMs)).toMatchObject({
        'answered on the larger side': '1 of 1',
        'answered on the smaller side': '0 of 2',
      })
      expect(numbers('answer', untilMs)).toMatchObject({
        'answered on the larger side': '1 of 1',
        'answered on the smaller side': '2 of 2',
      })
    }
  })

  test('who answers on both sides has a key that has come apart', () => {
    const world = ran({ whenCutOff: 'answer', conflicts: 'siblings', hints: false }, asked, 1_400)
    const [x] = sim.picture(pictureView(world, null)).keys ?? []
    expect(x).toMatchObject({ key: 'x', isApart: true })
    expect(x?.shows.map(({ text, nodes }) => [text, nodes])).toEqual([
      ['7', ['n1']],
      ['8', ['n2', 'n3']],
    ])
    expect(numbers('answer', 1_400)['divergent keys']).toBe('1')
    expect(numbers('refuse', 1_400)['divergent keys']).toBe('1') // n1 is behind
  })
})

describe('hinted handoff (§4.6)', () => {
  const down = [crash(50, 'n3'), put(100, 'c1', 7, { to: 'n1' })]
  const holders = (world: World) =>
    ['n4', 'n5'].filter((id) => diskOf(world, id).hints.some(({ owner }) => owner === 'n3'))

  test('“a replica that would normally have lived on A will now be sent to D”, with a hint', () => {
    expect(holders(ran({}, down, 500))).toHaveLength(1)
    expect(holders(ran({ hints: false }, down, 500))).toEqual([])
  })

  test('“upon detecting that A has recovered, D will attempt to deliver the replica … once the transfer succeeds, D may delete”', () => {
    const world = ran({}, [...down, restart(700, 'n3')], 2_000)
    expect(copyAt(world, 'n3')).toBe(7)
    expect(holders(world)).toEqual([])
  })

  test('the hint stays while its owner is away, and outlives a restart of who holds it', () => {
    const [holder] = holders(ran({}, down, 500))
    const back: Intervention = { id: 'again', atUs: 800 * MS, do: { kind: 'restart', node: holder! } }
    const world = ran({}, [...down, crash(600, holder!), back, restart(1_200, 'n3')], 3_000)
    expect(copyAt(world, 'n3')).toBe(7)
  })

  test('a hint is not a copy: it makes up no quorum unless the store is to answer when cut off', () => {
    const two = [crash(50, 'n2'), ...down]
    expect(outcomes(ran({ r: 1 }, two, 1_000))).toEqual(['unknown'])
    expect(outcomes(ran({ r: 1, whenCutOff: 'answer' }, two, 1_000))).toEqual(['ok'])
  })
})

describe('read repair (§5)', () => {
  const late = [crash(50, 'n3'), put(100, 'c1', 7, { to: 'n1' }), restart(700, 'n3')]
  const settings = { hints: false }

  test('one read by any client, and the copy that was away is as new as the others', () => {
    const read = get(1_000, 'c2', { to: 'n2' })
    expect(copies(ran(settings, late, 2_000))).toEqual([7, 7, 1])
    expect(copies(ran(settings, [...late, read], 2_000))).toEqual([7, 7, 7])
    expect(copies(ran(settings, [...late, read], 2_000, ['noReadRepair']))).toEqual([7, 7, 1])
  })

  test('the reader need not wait for it', () => {
    const world = runOf({ ...settings, r: 2 }, [...late, get(1_000, 'c2', { to: 'n2' })])
    while (world.history[1]?.outcome !== 'ok') expect(world.step(3_000 * MS)).toBe(true)
    expect(world.history[1]?.result).toBe(7)
    expect(copyAt(world, 'n3')).toBe(1)
  })

  test('with write-back it does wait (Attiya, Bar-Noy and Dolev)', () => {
    const read = get(1_000, 'c2', { to: 'n3', level: 'quorum' })
    const world = runOf({ ...settings, writeBack: true, w: 3 }, [...late, read])
    while (world.history[1]?.outcome !== 'ok') expect(world.step(3_000 * MS)).toBe(true)
    expect(copies(world).filter((value) => value === 7).length).toBeGreaterThanOrEqual(2)
  })
})

describe('anti-entropy (§4.7)', () => {
  const late = [crash(50, 'n3'), put(100, 'c1', 7, { to: 'n1' }), restart(700, 'n3')]

  test('copies come together though nobody reads and nobody keeps hints', () => {
    expect(copies(ran({ hints: false, exchangeEveryUs: 200 * MS }, late, 2_500))).toEqual([7, 7, 7])
    expect(copies(ran({ hints: false }, late, 2_500))).toEqual([7, 7, 1])
  })

  const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const data = fc
    .dictionary(fc.constantFrom(...KEYS), fc.integer({ min: 1, max: 3 }))
    .map(
      (stamps): Data =>
        Object.fromEntries(
          Object.entries(stamps).map(([key, n]) => [
            key,
            [{ value: n, writer: 'c1', n, stamp: n, seen: { c1: n } }],
          ]),
        ),
    )
  const hashes = (of: Data, path: string) => hashesUnder(of, path, (key) => fingerprintOf(key, of[key]!))

  test('going down where hashes differ leads to all keys that differ, and nowhere if none does', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        const leaves = (path: string): readonly string[] =>
          childrenOf(path).flatMap((child, i) => {
            if (hashes(one, path)[i] === hashes(other, path)[i]) return []
            return isLeaf(child) ? [child] : leaves(child)
          })
        const found = leaves('').flatMap((leaf) => [...keysUnder(one, leaf), ...keysUnder(other, leaf)])
        const differ = KEYS.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
        for (const key of differ) expect(found).toContain(key)
        if (differ.length === 0) expect(found).toEqual([])
      }),
    )
  })
})

test('a key lies on N nodes, its stand-ins are the others, and another node on the ring moves none but its own', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 9 }), (key, copiesWanted) => {
      const ring = Array.from({ length: 9 }, (_, i) => `n${i + 1}`)
      const list = preferenceList(ring, key, copiesWanted)
      expect(new Set(list).size).toBe(copiesWanted)
      expect(list.every((node) => ring.includes(node))).toBe(true)
    }),
  )
})
