// Sentences of the papers about replication, each with the run that shows it, and what is asked of the run where nothing
// happened.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/replication/sim.ts'
import type { Disk, Memory } from '../../../sims/replication/state.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { isolate } from '../../../src/sim/shapes.ts'
import { specOf } from '../running.ts'

const MS = 1000
const EVERYONE = ['n1', 'n2', 'n3', 'm', 'c1', 'c2']

function runOf(settings: Readonly<Record<string, string | number>>, add: readonly Intervention[]): World {
  const scenario = sim.scenarios.find(({ id }) => id === 'replication/acked-and-lost')!
  const without = scenario.interventions.map(({ id }) => id)
  const quiet = { acks: 'one', shipDelayUs: 0, ...settings }
  return createWorld(specOf(sim, scenario, '1', { settings: quiet, without, add }))
}

const tell = (atMs: number, node: string, order: { name: string; [key: string]: string | number }) => ({
  id: `${order.name}-${node}-${atMs}`,
  atUs: atMs * MS,
  do: { kind: 'tell' as const, node, order },
})
const crash = (atMs: number, node: string): Intervention => {
  return { id: `crash-${node}`, atUs: atMs * MS, do: { kind: 'crash', node } }
}
const replica = (world: World, id: string): { disk: Disk; memory: Memory } =>
  world.nodes.find((node) => node.id === id)!
const chiefs = (world: World) =>
  world.nodes
    .filter(
      ({ process, memory, id }) =>
        process === 'replica' && memory?.isActive && memory.configuration.members[0] === id,
    )
    .map(({ id }) => id)
const write = (atMs: number, value: number) => tell(atMs, 'c1', { name: 'write', key: 'x', value })

describe('primary-backup', () => {
  test('the client is told when as many backups as wanted have the write on disk, and not before', () => {
    for (const [acks, copies] of [
      ['none', 0],
      ['one', 1],
      ['all', 2],
    ] as const) {
      const world = runOf({ acks }, [write(300, 7)])
      while (world.history[0]?.outcome !== 'ok') expect(world.step(1_000 * MS)).toBe(true)
      const have = ['n2', 'n3'].filter((id) => replica(world, id).disk.log.length > 0).length
      expect(have).toBeGreaterThanOrEqual(copies)
    }
  })

  test('with as many backups as are needed gone, nobody is told OK', () => {
    const world = runOf({}, [crash(250, 'n2'), crash(250, 'n3'), write(300, 7)])
    world.advanceTo(3_000 * MS)
    expect(world.history.every(({ outcome }) => outcome !== 'ok')).toBe(true)
    expect(world.violations).toEqual([])
  })

  test('a person may move the primary while all are well, and nothing is lost', () => {
    const world = runOf({}, [write(200, 7), tell(400, 'n3', { name: 'promote' }), write(800, 8)])
    world.advanceTo(1_500 * MS)
    expect(chiefs(world)).toEqual(['n3'])
    expect(world.history.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect(replica(world, 'n1').memory.machine.cells.x?.value).toBe(8)
  })

  test('a changed number of acknowledgements is a new configuration', () => {
    const set: Intervention = { id: 'set', atUs: 300 * MS, do: { kind: 'set', key: 'acks', value: 'all' } }
    const world = runOf({}, [set])
    world.advanceTo(1_000 * MS)
    expect(replica(world, 'n1').memory.configuration).toMatchObject({ epoch: 2, acks: 2 })
  })

  test('who lost its disk is sent everything again before it counts', () => {
    const lose: Intervention = {
      id: 'lose',
      atUs: 400 * MS,
      do: { kind: 'crash', node: 'n3', loseDisk: true },
    }
    const back: Intervention = { id: 'back', atUs: 900 * MS, do: { kind: 'restart', node: 'n3' } }
    const world = runOf({}, [write(200, 1), write(300, 2), lose, back])
    world.advanceTo(2_000 * MS)
    expect(replica(world, 'n3').disk.log).toEqual(replica(world, 'n1').disk.log)
    expect(replica(world, 'n1').memory.configuration?.members).toContain('n3')
  })
})

describe('chain replication', () => {
  test('“updates are processed by the head and forwarded”; “the tail generates the reply” (§3)', () => {
    const world = runOf({ protocol: 'chain' }, [write(300, 7)])
    while (world.history[0]?.outcome !== 'ok') expect(world.step(1_000 * MS)).toBe(true)
    for (const id of ['n1', 'n2', 'n3']) expect(replica(world, id).disk.log).toHaveLength(1)
    expect(replica(world, 'n3').memory.answers).toBe(1)
    expect(replica(world, 'n1').memory.answers).toBe(0)
  })

  test('a chain of n survives the loss of n - 1 servers', () => {
    const world = runOf({ protocol: 'chain' }, [
      write(200, 7),
      crash(400, 'n1'),
      crash(1_200, 'n3'),
      write(2_000, 8),
    ])
    world.advanceTo(4_000 * MS)
    expect(chiefs(world)).toEqual(['n2'])
    expect(world.history.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect(world.violations).toEqual([])
  })
})

describe('who agrees', () => {
  const shown = (world: World) =>
    (sim.picture(pictureView(world, null)).keys ?? []).map(({ key, isApart, shows }) => [
      key,
      isApart,
      shows.map(({ text, nodes, isBehind }) => `${text} ${nodes.join(' ')}${isBehind ? ' behind' : ''}`),
    ])

  test('who has not applied a write yet is behind, though its log has it', () => {
    const world = runOf({ applyDelayUs: 500 * MS }, [write(200, 1), write(900, 7)])
    world.advanceTo(1_100 * MS)
    expect(replica(world, 'n2').disk.log).toHaveLength(2)
    expect(shown(world)).toEqual([['x', false, ['7 n1', '1 n2 n3 behind']]])
    world.advanceTo(2_000 * MS)
    expect(shown(world)).toEqual([['x', false, ['7 n1 n2 n3']]])
  })

  test('writes on both sides of a cut come apart, until they are brought together', () => {
    const links = [...isolate('n1', ['n1', 'n2', 'n3', 'm', 'c2']).links]
    const cut: Intervention = { id: 'cut', atUs: 300 * MS, do: { kind: 'cut', name: 'n1 cut off', links } }
    const heal: Intervention = { id: 'heal', atUs: 1_500 * MS, do: { kind: 'heal' } }
    const other = tell(1_000, 'c2', { name: 'write', key: 'x', value: 8, to: 'n2' })
    const mine = tell(1_000, 'c1', { name: 'write', key: 'x', value: 7, to: 'n1' })
    const world = runOf({ whenCutOff: 'answer' }, [write(200, 1), cut, mine, other, heal])
    world.advanceTo(1_400 * MS)
    expect(shown(world)).toEqual([['x', true, ['7 n1', '8 n2 n3']]])
    world.advanceTo(3_000 * MS)
    expect(shown(world)).toEqual([['x', false, ['8|7 n1 n2 n3']]])
  })
})

const whyNot = await sim.whyNot()

describe('what did not happen', () => {
  const asked = (world: World) => whyNot(pictureView(world, null))

  test('nobody is in charge: the answer names what the master waits for', () => {
    const world = runOf({}, [crash(300, 'n1')])
    world.advanceTo(290 * MS)
    expect(asked(world)).toEqual([])
    world.advanceTo(400 * MS)
    expect(chiefs(world)).toEqual([])
    const [question] = asked(world)
    expect(question?.ask).toBe('Why is nobody in charge?')
    expect(question?.answer.facts).toContainEqual({ holds: false, text: 'n1 has crashed' })
    world.advanceTo(1_000 * MS)
    expect(asked(world)).toEqual([])
  })

  test('a client without an answer hears that a backup is missing', () => {
    const cut = (id: string): Intervention => {
      return { id: `cut-${id}`, atUs: 250 * MS, do: { kind: 'cut', ...isolate(id, EVERYONE) } }
    }
    const world = runOf({}, [cut('n2'), cut('n3'), write(300, 7)])
    world.advanceTo(350 * MS)
    const says = asked(world).map(({ ask, answer }) => `${ask} ${answer.say}`)
    expect(says).toContain(
      'Why has c1 no answer? 0 of the 1 backups that must have entry 1 have acknowledged it',
    )
    expect(says).toContain(
      'Why is x=7 not done? 0 of the 1 backups that must have entry 1 have acknowledged it',
    )
  })

  test('every sentence at every twentieth event of every story is short, and stands on facts', () => {
    let questions = 0
    for (const scenario of sim.scenarios) {
      const world = createWorld(specOf(sim, scenario, scenario.seed))
      while (world.step(scenario.durationUs)) {
        if (world.rows % 20 !== 0) continue
        for (const { ask, answer } of asked(world)) {
          questions++
          expect(answer.say.split(/\s+/).length, answer.say).toBeLessThanOrEqual(25)
          expect(`${ask}${answer.say}`).not.toMatch(/undefined|null|NaN|\[object/)
        }
      }
    }
    expect(questions).toBeGreaterThan(300)
  })
})
