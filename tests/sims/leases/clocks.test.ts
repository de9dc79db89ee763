// Clocks that go wrong: a worker whose clock is slow, and a lock server whose clock is fast, each find that all is well, and
// only the storage tells them apart.

import { expect, test } from 'vitest'
import type { Change, Story } from '../../../src/sim/scenario.ts'
import { toldOf } from './running.ts'

/** w1 works for 300 of its 400 ms, and nobody stands still. */
function withClock(node: string, driftPpm: number, more: Change = {}): Story {
  return toldOf('two-holders', {
    ...more,
    settings: { checksClock: true, workUs: 300_000 },
    without: ['pause', 'resume'],
    add: [{ id: 'drift', atUs: 0, do: { kind: 'clock', node, offsetUs: 0, driftPpm } }, ...(more.add ?? [])],
  })
}

const FENCED: Change = {
  add: [{ id: 'fence', atUs: 0, do: { kind: 'rule', rule: 'noFencing', broken: false } }],
}

test.each([
  ['a slow clock of the worker', 'w1', -500_000],
  ['a fast clock of the lock server', 'lock', 1_000_000],
] as const)('%s: the look finds a good lease, and the token is old', (_, node, driftPpm) => {
  const story = withClock(node, driftPpm, FENCED)
  const look = story.first('looks', (note) => note.node === 'w1')!
  const over = story.first('runsOut')!
  expect(Number(look.params[1])).toBeGreaterThan(50_000)
  expect(over.params[0]).toBe('w1')
  expect(over.atUs).toBeLessThan(look.atUs)
  expect(story.first('refusesToken')!.params).toEqual(['w1', 33, 34])
  expect(story.violations).toEqual([])
})

test.each([
  ['w1', -500_000],
  ['lock', 1_000_000],
] as const)('without the token an update is lost, by the clock of %s alone', (node, driftPpm) => {
  expect(withClock(node, driftPpm).violations.map(({ invariant }) => invariant)).toContain('noLostUpdate')
})

test('clocks that are right keep the two apart, without any token', () => {
  const story = withClock('w1', 0)
  expect(story.violations).toEqual([])
  expect(story.count('runsOut')).toBe(0)
})
