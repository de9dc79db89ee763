// Nodes whose work takes time: messages that cost something are handled one after another, the others at once.

import { describe, expect, test } from 'vitest'
import type { Process } from '../../src/engine/process.ts'
import { createWorld } from '../../src/engine/world.ts'
import {
  does,
  fates,
  type Planned,
  type Play,
  play,
  type ScriptDisk,
  type ScriptMemory,
  scripted,
} from './scripted.ts'

interface Say {
  readonly type: 'Say'
  readonly text: string
}

/** Half a millisecond, or what a setting says, for everything but what begins with a dash. */
const worker: Process<ScriptDisk, ScriptMemory, Say> = {
  ...scripted,
  name: 'worker',
  serviceUs: ({ text }, { workUs }) => (text.startsWith('-') ? 0 : Number(workUs)),
}

const NODES = [
  { id: 'n1', process: worker },
  { id: 'n2', process: scripted },
]
const SETTINGS = { syncUs: 100, latencyUs: 1000, workUs: 500 }

function work(list: readonly Planned[]): Play {
  return play(list, 100_000, { nodes: NODES, settings: SETTINGS })
}

function sends(...texts: string[]) {
  return does('n2', ...texts.map((text) => ['send', 'n1', text] as const))
}

describe('work that takes time', () => {
  test('is done in the order of arrival, each after the one before; what costs nothing passes by', () => {
    const run = work([[1000, sends('a', 'b', '-c', 'd')]])
    expect(run.memory('n1').heard).toEqual([
      [2000, 'n2', '-c'],
      [2500, 'n2', 'a'],
      [3000, 'n2', 'b'],
      [3500, 'n2', 'd'],
    ])
  })

  test('holds up no timer', () => {
    const run = work([
      [1000, sends('a', 'b')],
      [1900, does('n1', ['timer', 't', 300])],
    ])
    expect(run.memory('n1').fired).toEqual([[2200, 't']])
  })

  test('takes as long as the settings say when it comes, and a slow node longer', () => {
    const run = work([
      [1000, sends('a')],
      [3000, { kind: 'set', key: 'workUs', value: 700 }],
      [4000, sends('b')],
      [6000, { kind: 'slow', node: 'n1', serviceUs: 100 }],
      [7000, sends('c')],
    ])
    expect(run.memory('n1').heard).toEqual([
      [2500, 'n2', 'a'],
      [5700, 'n2', 'b'],
      [8800, 'n2', 'c'],
    ])
    expect(run.world.receipts.i3).toEqual({ messages: 1, timers: 0, writes: 0 })
  })

  test('dies with the node, also what has come and waits its turn', () => {
    const run = work([
      [1000, sends('a', 'b', 'c')],
      [2600, { kind: 'crash', node: 'n1' }],
      [2700, { kind: 'restart', node: 'n1' }],
      [3000, sends('d')],
    ])
    expect(run.texts('n1')).toEqual(['d'])
    expect(fates(run).slice(0, 3)).toEqual([
      'n2→n1 a delivered at 2500',
      'n2→n1 b lost at 2600 (crashed by i1)',
      'n2→n1 c lost at 2600 (crashed by i1)',
    ])
  })

  test('goes on from a checkpoint as it would have', () => {
    const run = work([
      [1000, sends('a', 'b', 'c')],
      [1500, sends('d')],
    ])
    const { world } = run
    const other = createWorld(world.spec)
    other.advanceTo(2700)
    const resumed = createWorld(world.spec)
    resumed.restore(other.snapshot())
    resumed.advanceTo(100_000)
    expect(resumed.fingerprint()).toBe(world.fingerprint())
  })
})
