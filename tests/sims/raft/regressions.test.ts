// Bugs that were found once, each with the run that showed it.

import { expect, test } from 'vitest'
import { SIMS } from '../../../src/app/registry.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { sittingWith } from '../../../src/lab/sitting.ts'
import { startSettings, worldSpec } from '../../../src/sim/build.ts'
import { findPlace } from '../../../src/sim/document.ts'
import { between } from '../../../src/sim/shapes.ts'

const place = findPlace(SIMS, 'raft/two-leaders')!
const SERVERS = ['n1', 'n2', 'n3', 'n4', 'n5']
const n1Stands = {
  id: 'stand',
  atUs: 20_000,
  do: { kind: 'tell', node: 'n1', order: { name: 'timeout' } },
} as const

function ended(list: readonly Intervention[], settings = {}, seed = '1', endUs = 4_000_000): World {
  const { sim, scenario } = place
  const world = createWorld(worldSpec(sim, scenario, seed, startSettings(sim, scenario, settings), [], list))
  world.advanceTo(endUs)
  return world
}

function at(ms: number, id: string, command: Command): Intervention {
  return { id, atUs: ms * 1000, do: command }
}

function write(key: string, value: number, more = {}): Command {
  return { kind: 'tell', node: 'c1', order: { name: 'write', key, value, ...more } }
}

test('a client that starts again takes no answer meant for its earlier life', () => {
  for (let crashMs = 401; crashMs < 460; crashMs += 2) {
    const { violations, history } = ended([
      n1Stands,
      at(400, 'w1', write('x', 1)),
      at(crashMs, 'crash', { kind: 'crash', node: 'c1' }),
      at(crashMs, 'restart', { kind: 'restart', node: 'c1' }),
      at(crashMs, 'cut', { kind: 'cut', name: 'c1 mute', links: SERVERS.map((id) => ['c1', id] as const) }),
      at(crashMs + 1, 'w2', write('y', 2)),
    ])
    expect(violations).toEqual([])
    expect(history[1]?.outcome).not.toBe('ok')
  }
})

test('a lease holds although CheckQuorum is off: followers that hear their leader elect no other', () => {
  const settings = { latencyMinUs: 5_000, latencyMaxUs: 6_000 }
  const lease = at(300, 'lease', { kind: 'set', key: 'reads', value: 'lease' })
  const before = [
    n1Stands,
    lease,
    at(500, 'deaf', { kind: 'cut', name: 'n5 apart from n1', links: between(['n1'], ['n5']) }),
  ]
  for (let seed = 1; seed <= 20; seed++) {
    const standsMs = whenItStands('n5', before, settings, String(seed))
    const { violations } = ended(
      [
        ...before,
        at(standsMs, 'alone', { kind: 'cut', name: 'n1 apart', links: between(['n1'], ['n2', 'n3', 'n4']) }),
        at(standsMs + 20, 'w', {
          kind: 'tell',
          node: 'c2',
          order: { name: 'write', key: 'x', value: 2, to: 'n5' },
        }),
        at(standsMs + 55, 'r', { kind: 'tell', node: 'c3', order: { name: 'read', key: 'x', to: 'n1' } }),
      ],
      settings,
      String(seed),
    )
    expect(violations).toEqual([])
  }
})

/** The millisecond in which the node first stands for election. */
function whenItStands(id: string, list: readonly Intervention[], settings: object, seed: string): number {
  for (let ms = 500; ms < 2_000; ms++) {
    const node = ended(list, settings, seed, ms * 1000).nodes.find((one) => one.id === id)
    if (node?.memory.role === 'candidate') return ms
  }
  throw new Error(`${id} never stands`)
}

test('an order that names no server as its target is sent to one all the same', () => {
  for (const to of ['n9', 'c1'])
    expect(ended([n1Stands, at(300, 'w', write('x', 1, { to }))]).history[0]?.outcome).toBe('ok')
})

test('the order in which the keys of a command were written changes no fingerprint', () => {
  const [a, b] = [{ kind: 'crash', node: 'n2' } as const, { node: 'n2', kind: 'crash' } as const]
  expect(ended([at(300, 'i', a)]).fingerprint()).toBe(ended([at(300, 'i', b)]).fingerprint())
})

test('a message doubled by hand behind a wall meets the wall too', () => {
  // n1 has just sent its first request for votes: nothing is near the middle yet.
  const sentUs = 22_000
  const cut = at(22, 'cut', { kind: 'cut', name: 'n1 apart', links: between(['n1'], SERVERS.slice(1)) })
  const message = ended([n1Stands], {}, '1', sentUs).inFlight()[0]!
  expect((message.sentUs + message.arrivesUs) / 2).toBeGreaterThan(sentUs)
  const copy = at(22, 'copy', { kind: 'message', act: 'duplicate', message: message.ref })
  const flights = ended([n1Stands, cut, copy], {}, '1', sentUs).inFlight()
  const both = flights.filter(({ ref }) => ref.to === message.to && ref.nth === message.ref.nth)
  expect(both.map(({ doom }) => doom?.why)).toEqual(['cut', 'cut'])
})

test('a comparison keeps up with what is done to the run on show', () => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  sitting.seek({ us: 900_000 })
  sitting.inject({ kind: 'crash', node: 'n2' })
  sitting.compare({ branch: 'main' })
  expect(sitting.state.compare?.parting?.atUs).toBe(900_000)
  sitting.seek({ us: 200_000 })
  sitting.inject({ kind: 'crash', node: 'n3' })
  expect(sitting.state.compare?.parting?.atUs).toBe(200_000)
})

test('the picture never runs ahead of the playhead', () => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/quorum-lost')!)
  sitting.seek({ us: 250_001 })
  const { row } = sitting.state.frame
  sitting.setInterventions([{ id: 'h1', atUs: 250_001, do: { kind: 'crash', node: 'n2' } }])
  const { frame } = sitting.state
  const n2 = frame.cluster.nodes.find(({ id }) => id === 'n2')
  expect(n2?.status === 'crashed').toBe(frame.row > row)
})
