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

/** Three branches: of n1's crash, of n2's in that one, of n3's on the main line. */
function threeBranches(): Sitting {
  const sitting = aSitting()
  const crash = (us: number, node: string) => {
    sitting.seek({ us })
    sitting.inject({ kind: 'crash', node })
    sitting.seek({ us: us + 100_000 })
    void sitting.state
  }
  crash(200_000, 'n1')
  crash(250_000, 'n2')
  sitting.branch('main')
  crash(300_000, 'n3')
  return sitting
}

function tree(sitting: Sitting): readonly string[] {
  return sitting.state.branches.map(
    ({ name, parent, isCurrent }) => `${parent ?? ''}/${name}${isCurrent ? '*' : ''}`,
  )
}

test('a branch is called by another name, and that is taken back', () => {
  const sitting = threeBranches()
  sitting.renameBranch('b1', '  without n1  ')
  expect(names(sitting)).toEqual(['main', 'without n1', 'Crash n2', 'Crash n3'])
  expect(sitting.state.lastAction).toBe('Rename Crash n1')
  sitting.undo()
  expect(names(sitting)).toEqual(['main', 'Crash n1', 'Crash n2', 'Crash n3'])
  sitting.redo()
  expect(names(sitting)[1]).toBe('without n1')
})

test('what grew from a removed branch hangs on what that grew from, with the same run', () => {
  const sitting = threeBranches()
  const whole = tree(sitting)
  expect(whole).toEqual(['/main', 'main/Crash n1', 'b1/Crash n2', 'main/Crash n3*'])
  sitting.branch('b2')
  const print = endPrint(sitting)
  sitting.removeBranch('b1')
  expect(tree(sitting)).toEqual(['/main', 'main/Crash n2*', 'main/Crash n3'])
  expect(sitting.state.branches[1]?.forkUs).toBe(200_000)
  expect(endPrint(sitting)).toBe(print)
  sitting.branch('b3')
  sitting.undo()
  expect(tree(sitting)).toEqual(whole)
})

test('whoever removes the branch on show stands on what it grew from, and comes back by undo', () => {
  const sitting = threeBranches()
  sitting.branch('b2')
  const print = sitting.fingerprint()
  const parent = () => sitting.state.branches.find(({ isCurrent }) => isCurrent)?.name
  sitting.removeBranch('b2')
  expect(parent()).toBe('Crash n1')
  expect(sitting.state.frame.faults.map(({ title }) => title)).not.toContain('n2 crashed')
  sitting.undo()
  expect([parent(), sitting.fingerprint()]).toEqual(['Crash n2', print])
  sitting.redo()
  expect(parent()).toBe('Crash n1')
})

test('however branches are made, called, removed and shown, all of it is taken back and done again', () => {
  const deed = fc.oneof(
    fc.record({ do: fc.constant('crash' as const), us: fc.integer({ min: 0, max: 600_000 }) }),
    fc.record({ do: fc.constantFrom('remove' as const, 'rename' as const, 'show' as const), nth: fc.nat(5) }),
  )
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
      const sitting = aSitting('raft/first-election')
      const before = tree(sitting)
      for (const each of deeds) {
        if (each.do === 'crash') {
          sitting.seek({ us: each.us })
          void sitting.state
          sitting.inject({ kind: 'crash', node: 'n2' })
        } else if (each.do === 'remove') sitting.removeBranch(`b${each.nth}`)
        else if (each.do === 'rename') sitting.renameBranch(`b${each.nth}`, `named ${each.nth}`)
        else sitting.branch(`b${each.nth}`)
      }
      const shape = () => tree(sitting).map((line) => line.replace('*', ''))
      const after = shape()
      let steps = 0
      for (; sitting.state.canUndo; steps++) sitting.undo()
      expect(tree(sitting)).toEqual(before)
      for (; steps > 0; steps--) sitting.redo()
      expect(shape()).toEqual(after)
      expect(sitting.state.canRedo).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('what cannot be called or removed says why', () => {
  const sitting = threeBranches()
  const refused = (verb: () => void) => {
    sitting.dismiss()
    verb()
    return sitting.state.trouble?.sentence ?? ''
  }
  expect(refused(() => sitting.branch('b99'))).toContain('b99')
  expect(refused(() => sitting.removeBranch('b99'))).toContain('b99')
  expect(refused(() => sitting.removeBranch('main'))).toContain('main line')
  expect(refused(() => sitting.renameBranch('b99', 'x'))).toContain('b99')
  expect(refused(() => sitting.renameBranch('main', 'x'))).toContain('main line')
  expect(refused(() => sitting.renameBranch('b1', ' '))).toContain('1 to 60 characters')
  expect(refused(() => sitting.renameBranch('b1', 'x'.repeat(61)))).toContain('1 to 60 characters')
  expect(names(sitting)).toEqual(['main', 'Crash n1', 'Crash n2', 'Crash n3'])
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

test('also where each grew from the one before', () => {
  const sitting = aSitting()
  for (let i = 0; i < 55; i++) {
    sitting.seek({ us: 100_000 + i * 1000 })
    sitting.inject({ kind: 'crash', node: i % 2 === 0 ? 'n3' : 'n2' })
    sitting.seek({ us: 200_000 })
    void sitting.state
  }
  const { branches } = sitting.state
  expect(branches.length).toBe(50)
  const ids = branches.map(({ id }) => id)
  expect(branches.every(({ parent, id }) => id === 'main' || ids.includes(parent ?? ''))).toBe(true)
})
