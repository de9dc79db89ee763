// Who waits for whom: every wait is an arrow between two different places, and a round is told in its order.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WaitPicture } from '../../src/sim/transactionsPicture.ts'
import { roundOf, waitGraphGeometry } from '../../src/ui/figures/waitGraph/waitGraph.ts'

const SIZE = { width: 240, height: 150 }

function wait(from: string, to: string, isInCycle = false): WaitPicture {
  return { from, to, node: 'p1', what: 'item', hue: 1, isInCycle }
}

describe('the wait-for graph', () => {
  it('has each transaction once, inside the figure, and an arrow for each wait', () => {
    const names = fc.constantFrom('t1', 't2', 't3', 't4', 't10')
    const some = fc.uniqueArray(
      fc.tuple(names, names).filter(([a, b]) => a !== b),
      { selector: String, maxLength: 12 },
    )
    fc.assert(
      fc.property(some, (pairs) => {
        const { nodes, arrows, radius } = waitGraphGeometry(
          pairs.map(([a, b]) => wait(a, b)),
          SIZE,
        )
        expect(arrows.length).toBe(pairs.length)
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
        for (const { at } of nodes) {
          expect(at.x).toBeGreaterThanOrEqual(radius)
          expect(at.y).toBeLessThanOrEqual(SIZE.height - radius)
        }
        for (const { from, to } of arrows) expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeGreaterThan(4)
      }),
    )
  })

  it('tells a deadlock in the order of the waits, and leaves out who only waits for it', () => {
    const waits = [wait('t9', 't2'), wait('t2', 't7', true), wait('t7', 't3', true), wait('t3', 't2', true)]
    expect(roundOf(waits)).toEqual(['t2', 't7', 't3', 't2'])
    expect(roundOf([wait('t1', 't2')])).toEqual([])
    const stuck = waitGraphGeometry(waits, SIZE).nodes.filter(({ isInCycle }) => isInCycle)
    expect(stuck.map(({ id }) => id)).toEqual(['t2', 't3', 't7'])
  })
})
