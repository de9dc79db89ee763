// What is held, on the lanes: bars never say more than has happened, and no two transactions share a place.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HoldPicture } from '../../src/sim/transactionsPicture.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'
import { placeHolds, placeRecords } from '../../src/ui/figures/timePane/holds.ts'

const WIDTH = 800
const x = (us: number) => us / 1000
const MIDDLES = new Map([
  ['p1', 100],
  ['p2', 128],
])

function hold(more: Partial<HoldPicture>): HoldPicture {
  return {
    ...{ node: 'p1', of: 't1', fromUs: 100_000, untilUs: null, style: 'locks', hue: 1, text: 'locks x' },
    ...more,
  }
}

function placed(holds: readonly HoldPicture[], atUs = 600_000) {
  return placeHolds({ holds, records: [], atUs }, x, MIDDLES, WIDTH, SIZES)
}

describe('holds', () => {
  it('last until the needle while they last, and not a moment longer', () => {
    expect(placed([hold({})])[0]).toMatchObject({ x1: 100, x2: 600, y: 100, hasLock: true })
    expect(placed([hold({ untilUs: 300_000 })])[0]!.x2).toBe(300)
    expect(placed([hold({ untilUs: 700_000 })])[0]!.x2).toBe(600)
    expect(placed([hold({ fromUs: 600_001 })])).toEqual([])
  })

  it('a lock stands at the beginning only: not where the window cuts the bar, nor where it is short', () => {
    expect(placed([hold({ fromUs: -5_000 })])[0]).toMatchObject({ x1: 0, hasLock: false })
    expect(placed([hold({ untilUs: 110_000 })])[0]!.hasLock).toBe(false)
  })

  it('doubt is said on the bar where the words fit', () => {
    const doubt = hold({ style: 'doubts', text: 'in doubt: may not let go' })
    expect(placed([doubt])[0]!.text?.text).toBe('in doubt: may not let go')
    expect(placed([{ ...doubt, untilUs: 200_000 }])[0]!.text).toBeNull()
  })

  it('what one transaction waits for and then has stands in one line', () => {
    const [waits, locks] = placed([
      hold({ style: 'waits', untilUs: 200_000 }),
      hold({ style: 'locks', fromUs: 200_000 }),
      hold({ of: 't2', fromUs: 150_000 }),
    ])
    expect(waits!.y).toBe(locks!.y)
  })

  it('bars of two transactions never overlap, and all stay on their row', () => {
    const some = fc.array(
      fc.record({
        of: fc.constantFrom('a', 'b', 'c', 'd'),
        fromUs: fc.integer({ min: 0, max: 500_000 }),
        lastsUs: fc.integer({ min: 1, max: 400_000 }),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(some, (list) => {
        const holds = list.map(({ of, fromUs, lastsUs }) => hold({ of, fromUs, untilUs: fromUs + lastsUs }))
        const bars = placed(holds, 900_000)
        const owner = new Map(bars.map((bar) => [bar, bar.key.split(' ')[1]]))
        for (const a of bars)
          for (const b of bars) {
            const isApart = a.x2 <= b.x1 || b.x2 <= a.x1 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2 - 0.001
            expect(owner.get(a) === owner.get(b) || isApart || a.h === 4).toBe(true)
          }
        for (const { y } of bars) expect(Math.abs(y - 100)).toBeLessThan(SIZES.row / 2)
      }),
    )
  })

  it('records stand on the lane of their log, forced or not, up to the needle', () => {
    const record = { node: 'p2', atUs: 50_000, isForced: true, hue: 2, text: 'prepared t1' } as const
    const later = { ...record, atUs: 700_000 }
    const drawn = placeRecords(
      { holds: [], records: [record, later], atUs: 600_000 },
      x,
      MIDDLES,
      WIDTH,
      SIZES,
    )
    expect(drawn).toMatchObject([{ x: 50, isForced: true, hue: 2 }])
  })
})
