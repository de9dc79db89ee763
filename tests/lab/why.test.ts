// Why a field is what it is: the event found is the one that a slow walk through the whole run finds.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from '../../src/engine/world.ts'
import { statusOf } from '../../src/lab/clusterOf.ts'
import { type Field, lastChange } from '../../src/lab/lastChange.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { Timeline } from '../../src/lab/timeline.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { interventionsOf } from '../../src/sim/document.ts'
import { busy, ping, pingSim } from './pingSim.ts'

const place = { sim: pingSim, scenario: ping }

const FIELDS: readonly (readonly [string, readonly (string | number)[]])[] = [
  ['n1', ['memory', 'pings']],
  ['n1', ['memory', 'seen', 'n2']],
  ['n1', ['memory', 'seen']],
  ['n1', ['disk', 'log']],
  ['n1', ['disk', 'log', 0, 'n']],
  ['n1', ['disk', 'epoch']],
  ['n2', ['memory', 'heard']],
  ['n3', ['memory']],
  ['n3', ['status']],
  ['c1', ['memory', 'asked', 'w1']],
]

function openBroken() {
  const sitting = sittingWith([pingSim], place)
  sitting.seek({ us: 200_000 })
  sitting.inject({ kind: 'crash', node: 'n3' })
  sitting.seek({ us: 400_000 })
  sitting.inject({ kind: 'heal' })
  return sitting
}

/** Row by row through a fresh run. */
function slowly(
  sitting: ReturnType<typeof openBroken>,
  node: string,
  path: readonly (string | number)[],
  until: number,
) {
  const { document } = sitting
  const list = interventionsOf(document, ping)
  const settings = startSettings(pingSim, ping, document.settings)
  const world = createWorld(worldSpec(pingSim, ping, document.seed, settings, document.broken, list))
  const read = () => {
    const { disk, memory, up, paused } = world.nodes.find(({ id }) => id === node)!
    const all = { disk, memory, status: statusOf({ up, paused }) }
    const value = path.reduce<unknown>(
      (part, key) => (part as Record<string, unknown> | null | undefined)?.[key],
      all,
    )
    return JSON.stringify(value ?? null)
  }
  let known = read()
  let found = -1
  for (let row = 0; row <= until; row++) {
    world.step()
    if (read() === known) continue
    known = read()
    found = row
  }
  return found
}

test('the event that changed a field last is found, wherever the playhead stands', () => {
  const sitting = openBroken()
  const { rows } = sitting.state.run
  fc.assert(
    fc.property(fc.integer({ min: 5, max: rows - 1 }), fc.constantFrom(...FIELDS), (row, [node, path]) => {
      sitting.seek({ row })
      const found = slowly(sitting, node, path, row)
      const { lines } = sitting.why({ node, path })
      if (found >= 0) expect(lines[0]?.row).toBe(found)
      else expect(lines[0]?.kind).toBe('boot')
      expect(lines.at(-1)?.cause).toBeNull()
    }),
    { numRuns: 60 },
  )
})

test('a message on its way was caused by what sent it; one that ended is its end', () => {
  const sitting = openBroken()
  sitting.seek({ us: 150_000 })
  const { frame } = sitting.state
  expect(frame.cluster.flights.length).toBeGreaterThan(0)
  for (const { id, from } of frame.cluster.flights) {
    const [line] = sitting.why({ message: id }).lines
    expect(line!.row).toBeLessThanOrEqual(frame.row)
    if (line!.kind !== 'lost') expect(line!.node).toBe(from)
  }
  const trail = frame.trails[0]!
  expect(sitting.why({ message: trail.id }).lines[0]!.atUs).toBe(trail.endUs)
})

test('what is not there has no chain', () => {
  const sitting = openBroken()
  for (const asked of [
    { row: -1 },
    { row: 1e9 },
    { message: -1 },
    { message: 1e9 },
    { node: 'n9', path: ['disk'] },
  ])
    expect(sitting.why(asked)).toEqual({ lines: [], effect: null })
})

test('about a node the last event on it is asked; about nothing, what matters most', async () => {
  const sitting = openBroken()
  sitting.seek({ us: 52_000 })
  expect(sitting.why({ node: 'n1', path: [] }).lines[0]!.node).toBe('n1')
  expect((await sitting.whyNot(null)).map(({ ask }) => ask)).toEqual(['Why has c1 no answer?'])
  expect(await sitting.whyNot('c1')).toEqual(await sitting.whyNot(null))
})

test('in a run of a hundred thousand events too', () => {
  const settings = startSettings(pingSim, busy, {})
  const timeline = new Timeline(worldSpec(pingSim, busy, busy.seed, settings, [], busy.interventions))
  timeline.extendTo(16_000_000)
  expect(timeline.rows).toBeGreaterThan(100_000)
  const at = (id: string, field: Field) =>
    lastChange(timeline, timeline.rows - 1, timeline.trace.nodeIds.indexOf(id), field)
  const written = timeline.trace.rowAt(50_000)
  const asked = at('c1', ({ memory }) => memory?.asked.w1 ?? null)!
  expect([timeline.trace.kind(asked), timeline.trace.label(asked)]).toEqual(['intervention', 'first-write'])
  expect(at('c1', ({ memory }) => memory === null)).toBeLessThan(written)
  expect(at('n2', ({ disk }) => disk.log)).toBeNull()
})
