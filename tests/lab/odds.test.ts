// Futures of one moment: the past is the same in all, each can be had again, and the odds add up.

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { oddsOf, otherDice } from '../../src/lab/futures.ts'
import { Odds } from '../../src/lab/odds.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { findPlace } from '../../src/sim/document.ts'

const HORIZON_US = 1_500_000

function afterTheCrash() {
  const sitting = sittingWith(SIMS, findPlace(SIMS, 'raft/leader-dies')!)
  sitting.seek({ us: 430_000 })
  return { sitting, job: { document: sitting.documentHere(), horizonUs: HORIZON_US } }
}

test('every future is the same when computed again, and they differ among each other', () => {
  const { job } = afterTheCrash()
  const [a, b] = [new Odds(SIMS, job), new Odds(SIMS, job)]
  const futures = Array.from({ length: 40 }, (_, number) => a.future(number))
  expect(Array.from({ length: 40 }, (_, number) => b.future(39 - number)).reverse()).toEqual(futures)
  expect(new Set(futures.map(({ leaderlessUs }) => leaderlessUs)).size).toBeGreaterThan(1)
})

test('a future that is opened comes out as it was told', () => {
  const { sitting, job } = afterTheCrash()
  const odds = new Odds(SIMS, job)
  for (const number of [0, 3, 11]) {
    const told = odds.future(number)
    sitting.branch('main')
    sitting.seek({ us: 430_000 })
    sitting.inject(otherDice(number))
    sitting.seek({ us: 430_000 + HORIZON_US })
    const leader = sitting.state.frame.cluster.nodes.find(
      ({ glyph, status }) => glyph === 'leader' && status === 'up',
    )
    expect(leader?.id ?? null).toBe(told.leader)
  }
})

test('the correct protocol harms nobody in any future; without serial numbers many are harmed', () => {
  const { job } = afterTheCrash()
  const harm = (broken: readonly string[]) => {
    const odds = new Odds(SIMS, { ...job, document: { ...job.document, broken } })
    return oddsOf(Array.from({ length: 60 }, (_, number) => odds.future(number)))
  }
  const [safe, unsafe] = [harm([]), harm(['noDedup'])]
  expect(safe.harm).toEqual([])
  expect(unsafe.harm[0]?.title).toBe('exactlyOnce')
  expect(safe.leaders.reduce((sum, { count }) => sum + count, 0)).toBe(60)
  expect(safe.leaderless.median).toBeLessThanOrEqual(safe.leaderless.p90)
  expect(safe.leaderless.p90).toBeLessThanOrEqual(safe.leaderless.most)
})
