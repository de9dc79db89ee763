// The recorded run: seeks are exact and quick however long it is, and a changed list keeps what lies before it.
import { describe, expect, test } from 'vitest'
import { createWorld } from '../../src/engine/world.ts'
import { firstChangeUs, Timeline } from '../../src/lab/timeline.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import type { Intervention } from '../../src/sim/engineTypes.ts'
import { busy, ping, pingSim } from './pingSim.ts'

const specOf = (
  scenario: typeof ping,
  list: readonly Intervention[] = scenario.interventions,
  seed = scenario.seed,
) => worldSpec(pingSim, scenario, seed, startSettings(pingSim, scenario, {}), [], list)

const crash: Intervention = { id: 'h1', atUs: 500_000, do: { kind: 'crash', node: 'n1' } }

/** Numbers in [0, 1) that are the same every time. */
function* fractions(): Generator<number> {
  for (let x = 1; ; x = (x * 48_271) % 2_147_483_647) yield x / 2_147_483_647
}

describe('seeking in 100,000 events', () => {
  const timeline = new Timeline(specOf(busy))
  timeline.extendTo(busy.durationUs)
  const random = fractions()

  test('is exact', () => {
    expect(timeline.rows).toBeGreaterThan(100_000)
    const rows = Array.from({ length: 40 }, () => Math.floor(random.next().value * timeline.rows)).sort(
      (a, b) => a - b,
    )
    const fresh = createWorld(specOf(busy))
    const expected = rows.map((row) => {
      while (fresh.rows <= row) fresh.step()
      return fresh.fingerprint()
    })
    const found = rows.map((row) => [row, timeline.at(row).fingerprint()] as const)
    expect(found.map(([, print]) => print)).toEqual(expected)
    for (const [row, print] of found.toReversed()) expect(timeline.at(row).fingerprint()).toBe(print)
  })

  test('takes less than 50 ms at the 95th percentile', () => {
    const times = Array.from({ length: 100 }, () => {
      const row = Math.floor(random.next().value * timeline.rows)
      const begun = performance.now()
      timeline.at(row)
      return performance.now() - begun
    }).sort((a, b) => a - b)
    expect(times[94]).toBeLessThan(50)
  })
})

describe('another list of interventions', () => {
  test('equals a fresh run with that list, and leaves the run it was forked from as it was', () => {
    const timeline = new Timeline(specOf(ping))
    timeline.extendTo(ping.durationUs)
    const before = timeline.end.fingerprint()
    const fork = timeline.fork(specOf(ping, [...ping.interventions, crash]))
    fork.extendTo(ping.durationUs)
    const fresh = createWorld(specOf(ping, [...ping.interventions, crash]))
    fresh.advanceTo(ping.durationUs)
    expect([fork.end.fingerprint(), fork.rows]).toEqual([fresh.fingerprint(), fresh.rows])
    const back = fork.fork(specOf(ping))
    back.extendTo(ping.durationUs)
    expect([back.end.fingerprint(), timeline.end.fingerprint()]).toEqual([before, before])
  })

  test('that is the same list shares everything', () => {
    const timeline = new Timeline(specOf(ping))
    timeline.extendTo(ping.durationUs)
    const fork = timeline.fork(specOf(ping, [...ping.interventions].reverse()))
    expect(fork.marks).toEqual(timeline.marks)
    expect(fork.endUs).toBe(timeline.marks.at(-1)?.us)
  })

  test('late in a long run, shares what comes before, and records only what comes after', () => {
    const timeline = new Timeline(specOf(busy))
    timeline.extendTo(busy.durationUs)
    const seen = new Set<object>()
    const alone = timeline.bytes(seen)
    const fork = timeline.fork(specOf(busy, [...busy.interventions, { ...crash, atUs: 15_900_000 }]))
    expect(fork.endUs).toBeGreaterThan(15_500_000)
    expect(fork.bytes(seen)).toBeLessThan(alone / 10)
    const shared = fork.marks.filter((mark) => timeline.marks.includes(mark))
    expect(shared.length).toBe(fork.marks.length)
  })
})

test('so many rows at once are recorded up to the end of a microsecond, and then on', () => {
  const whole = new Timeline(specOf(ping))
  whole.extendTo(ping.durationUs)
  const timeline = new Timeline(specOf(ping))
  for (let before = -1; timeline.rows > before && timeline.endUs < ping.durationUs; ) {
    before = timeline.rows
    timeline.extendTo(ping.durationUs, 7)
    expect(timeline.rows).toBe(whole.trace.rowAt(timeline.endUs) + 1)
  }
  expect(timeline.end.fingerprint()).toBe(whole.end.fingerprint())
  expect(timeline.endUs).toBe(ping.durationUs)
})

test('the first change is the earlier of the two that differ', () => {
  const later = { ...crash, atUs: 700_000 }
  expect(firstChangeUs([crash], [crash])).toBeNull()
  expect(firstChangeUs([crash], [later])).toBe(500_000)
  expect(firstChangeUs([], [later])).toBe(700_000)
  expect(firstChangeUs([crash, later], [later, crash])).toBeNull()
})

test.each([
  ['one event at a time', 1],
  ['in odd steps', 7_919],
  ['in large ones', 250_000],
])('recording %s gives the same run and the same seeks', (_name, stepUs) => {
  const list = [
    ...ping.interventions,
    { id: 'p', atUs: 200_000, do: { kind: 'pause', node: 'n2' } },
    { id: 'q', atUs: 210_500, do: { kind: 'resume', node: 'n2' } },
    { id: 's', atUs: 400_000, do: { kind: 'slow', node: 'n3', serviceUs: 7_000 } },
    { id: 'l', atUs: 450_000, do: { kind: 'hold', links: [['n1', 'n2']] } },
    { id: 'e', atUs: 500_000, do: { kind: 'heal' } },
  ] satisfies Intervention[]
  const whole = new Timeline(specOf(ping, list))
  whole.extendTo(ping.durationUs)
  const parts = new Timeline(specOf(ping, list))
  if (stepUs === 1)
    while (parts.endUs < ping.durationUs)
      parts.extendTo(Math.min(ping.durationUs, Math.max(parts.nextUnrecordedUs() ?? 0, parts.endUs + 1)))
  for (let us = stepUs; stepUs > 1 && us <= ping.durationUs; us += stepUs) parts.extendTo(us)
  parts.extendTo(ping.durationUs)
  expect(parts.end.fingerprint()).toBe(whole.end.fingerprint())
  for (let row = -1; row < whole.rows; row += 3)
    expect(parts.at(row).fingerprint()).toBe(whole.at(row).fingerprint())
})
