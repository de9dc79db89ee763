// Two runs side by side: the same until the one thing that differs, and both at one moment.

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { findPlace } from '../../src/sim/document.ts'

const CRASH_US = 1_000_000

function broken() {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  sitting.seek({ us: CRASH_US })
  sitting.inject({ kind: 'crash', node: 'n4' })
  return sitting
}

test('a branch beside the main line parts from it at the deed, and stands at the same moment', () => {
  const sitting = broken()
  sitting.compare({ branch: 'main' })
  sitting.seek({ us: 2_000_000 })
  const { compare, frame } = sitting.state
  expect(compare?.name).toBe('main')
  expect(compare?.frame.atUs).toBe(frame.atUs)
  expect(compare?.parting?.atUs).toBe(CRASH_US)
  expect(compare?.parting?.here?.text).toContain('crash')
  expect(compare?.parting?.there?.text).not.toContain('crash')
  expect(compare?.frame.fingerprint).not.toBe(frame.fingerprint)
})

test('before they part both runs are one', () => {
  const sitting = broken()
  sitting.compare({ branch: 'main' })
  sitting.seek({ us: CRASH_US - 1 })
  expect(sitting.state.compare?.frame.fingerprint).toBe(sitting.state.frame.fingerprint)
  expect(sitting.state.compare?.consequences.every(({ difference }) => difference === '')).toBe(true)
})

test('the run beside itself never parts', () => {
  const sitting = broken()
  sitting.compare({ name: 'the same', settings: {} })
  sitting.seek({ us: 4_000_000 })
  expect(sitting.state.compare?.parting).toBeNull()
  expect(sitting.state.compare?.frame.fingerprint).toBe(sitting.state.frame.fingerprint)
})

test('a setting is compared by its consequences, with both numbers and the difference', () => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  sitting.compare({ name: 'local reads', settings: { reads: 'local' } })
  sitting.seek({ us: 2_900_000 })
  const stale = sitting.state.compare?.consequences.find(({ title }) => title === 'stale reads')
  expect(stale).toEqual({ title: 'stale reads', here: '0', there: '1', difference: '−1' })
})

test('what made them part is told, from the deed or the setting that was changed', () => {
  const sitting = broken()
  sitting.compare({ branch: 'main' })
  sitting.seek({ us: 2_000_000 })
  expect(sitting.state.compare?.parting?.because).toBe('Because “Crash n4” is done only here')
  sitting.branch('main')
  sitting.compare({ branch: 'b1' })
  expect(sitting.state.compare?.parting?.because).toBe('Because “Crash n4” is done only in Crash n4')
  sitting.compare({ name: 'other reads', settings: { reads: 'local' } })
  sitting.seek({ us: 2_900_000 })
  expect(sitting.state.compare?.parting?.because).toMatch(
    /^Because “Reads” is set to .+ here and to local there$/i,
  )
})

test('of several differences, the one that the first other event goes back to is told', () => {
  const sitting = broken()
  sitting.inject({ kind: 'pause', node: 'n5' })
  sitting.seek({ us: 1_200_000 })
  sitting.compare({ branch: 'main' })
  expect(sitting.state.compare?.parting?.because).toBe(
    'Because “Crash n4” is done only here, and 1 more thing differs',
  )
})

test('a setting compared holds all through the other run, also where this one sets it in its middle', () => {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/two-leaders')!)
  sitting.seek({ us: 500_000 })
  sitting.inject({ kind: 'set', key: 'preVote', value: true })
  sitting.inject({ kind: 'rule', rule: 'doubleVote', broken: true })
  sitting.seek({ us: 900_000 })
  const { preVote } = sitting.state.frame.settings
  sitting.compare({ name: 'without', settings: { preVote: false }, broken: [] })
  expect(preVote).toBe(true)
  expect(sitting.state.compare?.frame.settings.preVote).toBe(false)
  expect(sitting.state.compare?.frame.brokenRules).toEqual([])
})

test('what cannot be compared is refused, and comparing ends', () => {
  const sitting = broken()
  sitting.compare({ branch: 'b77' })
  expect(sitting.state.trouble?.sentence).toContain('b77')
  sitting.compare({ name: 'nonsense', settings: { heartbeatUs: -1 } })
  expect(sitting.state.trouble?.sentence).toContain('heartbeatUs')
  sitting.compare({ branch: 'main' })
  sitting.compare(null)
  expect(sitting.state.compare).toBeNull()
})
