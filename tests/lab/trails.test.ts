// Messages of the past in a frame: only what has ended by then, no more than can be drawn, and quickly.
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { sittingWith } from '../../src/lab/sitting.ts'

const places = SIMS.flatMap((sim) => sim.scenarios.map((scenario) => ({ sim, scenario })))

describe.each(places.map((place) => [place.scenario.id, place] as const))('%s', (_, place) => {
  const sitting = sittingWith(SIMS, place)
  sitting.seek({ to: 'end' })
  const { frame } = sitting.state

  test('shows what ended by the moment, between servers', () => {
    const servers = new Set(frame.lanes.map(({ node }) => node))
    expect(frame.trails.length).toBeGreaterThan(5)
    for (const { from, to, sentUs, endUs } of frame.trails) {
      expect(servers.has(from) && servers.has(to)).toBe(true)
      expect(endUs).toBeGreaterThanOrEqual(sentUs)
      expect(endUs).toBeLessThanOrEqual(frame.atUs)
    }
  })

  test('keeps the latest, and the frame small', () => {
    expect(frame.trails.length).toBeLessThanOrEqual(180)
    expect(JSON.stringify(frame.trails).length).toBeLessThan(24_000)
  })
})

test('an answer to a heartbeat is as quiet as the heartbeat', () => {
  const sitting = sittingWith(SIMS, places.find(({ scenario }) => scenario.id === 'raft/leader-dies')!)
  sitting.seek({ to: 'opening' })
  const answers = sitting.state.frame.trails.filter(({ to }) => to === 'n1')
  expect(new Set(answers.slice(0, 20).map(({ mark }) => mark))).toContain('heartbeat')
  for (const { isQuiet, label } of sitting.state.frame.cluster.flights)
    if (label === 'AppendEntriesReply') expect(isQuiet).toBe(true)
})

test('the past of one moment is the past of a later one', () => {
  const sitting = sittingWith(SIMS, places[0]!)
  sitting.seek({ us: 500_000 })
  const before = sitting.state.frame.trails.filter(({ sentUs }) => sentUs > 420_000)
  sitting.seek({ us: 520_000 })
  const after = new Map(sitting.state.frame.trails.map((trail) => [trail.id, trail]))
  for (const trail of before) expect(after.get(trail.id)).toEqual(trail)
})
