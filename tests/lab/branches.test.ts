// Acting in the past forks: nothing is discarded, the main line is one step away and as it was, and every branch can
// be shown again exactly as it was left.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { findPlace } from '../../src/sim/document.ts'

const END_US = 2_000_000

function aSitting(scenario = 'raft/two-leaders'): Sitting {
  return sittingWith(SIMS, findPlace(SIMS, scenario)!)
}

function endPrint(sitting: Sitting): string {
  sitting.seek({ us: END_US })
  return sitting.fingerprint()
}

function names(sitting: Sitting): readonly string[] {
  return sitting.state.branches.map(({ name }) => name)
}

test('the first deed leaves the main line as it was', () => {
  const sitting = aSitting()
  const stock = endPrint(sitting)
  sitting.seek({ us: 200_000 })
  sitting.inject({ kind: 'crash', node: 'n1' })
  expect(names(sitting)).toEqual(['main', 'Crash n1'])
  expect(endPrint(sitting)).not.toBe(stock)
  sitting.branch('main')
  expect(endPrint(sitting)).toBe(stock)
})

test('acting where nobody has looked yet goes on in the same branch; acting in the past forks', () => {
  const sitting = aSitting()
  sitting.seek({ us: 200_000 })
  void sitting.state
  sitting.inject({ kind: 'crash', node: 'n2' })
  sitting.seek({ us: 400_000 })
  void sitting.state
  sitting.inject({ kind: 'crash', node: 'n3' })
  expect(names(sitting)).toEqual(['main', 'Crash n2'])
  sitting.seek({ us: 300_000 })
  void sitting.state
  sitting.inject({ kind: 'pause', node: 'n4' })
  expect(names(sitting)).toEqual(['main', 'Crash n2', 'Pause n4'])
  const [, crash, pause] = sitting.state.branches
  expect([crash?.parent, pause?.parent, pause?.forkUs]).toEqual(['main', crash?.id, 300_000])
  expect(sitting.state.branches.map(({ partsUs }) => partsUs).slice(0, 2)).toEqual([200_000, 300_000])
})

test('a branch is shown again where it was left, with the same run', () => {
  const sitting = aSitting()
  sitting.seek({ us: 200_000 })
  sitting.inject({ kind: 'crash', node: 'n1' })
  sitting.seek({ us: 700_000 })
  const left = { print: sitting.fingerprint(), us: sitting.state.frame.atUs }
  const id = sitting.state.branches.find(({ isCurrent }) => isCurrent)!.id
  sitting.branch('main')
  void sitting.state
  sitting.branch(id)
  expect({ print: sitting.fingerprint(), us: sitting.state.frame.atUs }).toEqual(left)
})

test('a fork whose change is undone equals the main line, whenever it was made', () => {
  const sitting = aSitting()
  const stock = endPrint(sitting)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: END_US }), fc.constantFrom('n1', 'n2', 'n5'), (us, node) => {
      sitting.branch('main')
      sitting.seek({ us })
      void sitting.state
      sitting.inject({ kind: 'crash', node })
      sitting.undo()
      expect(endPrint(sitting)).toBe(stock)
      expect(names(sitting)).toEqual(['main'])
    }),
    { numRuns: 50 },
  )
})

test('undo and redo cross branches in the order of the deeds', () => {
  const sitting = aSitting()
  sitting.seek({ us: 200_000 })
  void sitting.state
  sitting.inject({ kind: 'crash', node: 'n1' })
  const first = endPrint(sitting)
  void sitting.state
  sitting.seek({ us: 250_000 })
  sitting.inject({ kind: 'crash', node: 'n2' })
  const second = endPrint(sitting)
  sitting.undo()
  expect(endPrint(sitting)).toBe(first)
  sitting.undo()
  expect(names(sitting)).toEqual(['main'])
  sitting.redo()
  sitting.redo()
  expect(endPrint(sitting)).toBe(second)
  expect(names(sitting)).toEqual(['main', 'Crash n1', 'Crash n2'])
})

test('branches are renamed and removed; what is on show, the main line and what others grew from stay', () => {
  const sitting = aSitting()
  sitting.seek({ us: 200_000 })
  sitting.inject({ kind: 'crash', node: 'n1' })
  const { id } = sitting.state.branches[1]!
  sitting.renameBranch(id, '  without n1  ')
  expect(names(sitting)).toEqual(['main', 'without n1'])
  sitting.removeBranch(id)
  expect(sitting.state.trouble?.sentence).toContain('stay')
  sitting.branch('main')
  sitting.removeBranch(id)
  expect(names(sitting)).toEqual(['main'])
  sitting.branch('b99')
  expect(sitting.state.trouble?.sentence).toContain('b99')
})

test('fifty branches are kept, and no more', () => {
  const sitting = aSitting()
  for (let i = 0; i < 60; i++) {
    sitting.branch('main')
    sitting.seek({ us: 100_000 + i * 1000 })
    void sitting.state
    sitting.inject({ kind: 'crash', node: 'n3' })
  }
  expect(sitting.state.branches.length).toBe(50)
})
