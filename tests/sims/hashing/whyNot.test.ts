// What did not happen in the store: each reason on a run made for it, and sentences that are short and stand on facts.

import { describe, expect, test } from 'vitest'
import { ownersOf } from '../../../sims/hashing/layout.ts'
import { sim } from '../../../sims/hashing/sim.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { specOf } from '../running.ts'
import { crash, cut, questionsOf, type Run, read, runOf, set, tell, viewOf, write } from './running.ts'

const start = runOf({})
start.until(50)
const OWNER = ownersOf(viewOf(start).now, 'post:007')[0]!

async function said(run: Run, ask: string): Promise<string | undefined> {
  const questions = await questionsOf(run)
  return questions.find((question) => question.ask === ask)?.answer.say
}

describe('why has a client no answer', () => {
  const ASK = 'Why has c1 no answer?'
  const after = (ms: number, ...does: Parameters<typeof runOf>[1] & object) => {
    const run = runOf({ clientTimeoutUs: 1_000_000 }, does)
    run.until(ms)
    return said(run, ASK)
  }

  test('the node that keeps the key is down', async () => {
    expect(await after(150, [60, crash(OWNER)], [100, read('post:007')])).toBe(
      `${OWNER}, which keeps post:007, has crashed`,
    )
  })

  test('it cannot be reached', async () => {
    const apart = cut(['c1', OWNER], [OWNER, 'c1'])
    expect(await after(150, [60, apart], [100, read('post:007')])).toBe(`c1 is cut off from ${OWNER}`)
  })

  test('others are before it', async () => {
    const slow = { kind: 'slow', node: OWNER, serviceUs: 60_000 } as const
    const say = await after(
      140,
      [60, slow],
      [70, read('post:007', 'c2')],
      [71, tell('dir', 'weigh', { node: OWNER, weight: 2 })],
      [100, read('post:007')],
    )
    expect(say).toMatch(new RegExp(`^\\d+ requests wait their turn at ${OWNER}$`))
  })

  test('nothing is wrong, and it is under way', async () => {
    expect(await after(101, [100, read('post:007')])).toBe('Its request or the answer is under way')
  })

  test('of three copies two must say, and one is left', async () => {
    const owners = ownersOf(viewOf(startOf({ copies: 3 })).now, 'post:007')
    const run = runOf({ copies: 3 }, [
      [60, crash(owners[1]!)],
      [60, crash(owners[2]!)],
      [100, write('post:007', 1)],
    ])
    run.until(180)
    const question = (await questionsOf(run)).find(({ ask }) => ask === ASK)!
    const texts = question.answer.facts.map(({ text }) => text)
    expect(texts).toContain('2 of 3 copies must say')
    expect(question.answer.facts.filter(({ holds }) => !holds)).toHaveLength(2)
  })

  test('an answered client is not asked about', async () => {
    expect(await after(500, [100, read('post:007')])).toBeUndefined()
  })
})

function startOf(settings: Parameters<typeof runOf>[0]): Run {
  const run = runOf(settings)
  run.until(50)
  return run
}

describe('why do keys still move', () => {
  const ASK = 'Why do keys still move?'

  test('somebody has what nobody else has, and is down', async () => {
    const run = runOf({}, [
      [100, tell('n6', 'join')],
      [101, crash('n1')],
    ])
    run.until(600)
    expect(await said(run, ASK)).toBe('n1 cannot say what they have, and some keys may be nowhere else')
  })

  test('who is to have keys is down', async () => {
    const run = runOf({ bytesPerSecond: 100_000 }, [
      [100, tell('n6', 'join')],
      [200, crash('n6')],
    ])
    run.until(600)
    expect(await said(run, ASK)).toMatch(/^n6 has crashed, and is to have keys/)
  })

  test('keys take time', async () => {
    const run = runOf({ bytesPerSecond: 100_000 }, [[100, tell('n6', 'join')]])
    run.until(300)
    expect(await said(run, ASK)).toBe('n6 still takes keys over, a few at a time')
  })

  test('not asked when nothing moves', async () => {
    const run = runOf({}, [[100, set('copies', 1)]])
    run.until(600)
    expect(await said(run, ASK)).toBeUndefined()
  })
})

test('why a node keeps nothing: it is no member, and perhaps on its way in', async () => {
  const run = runOf({}, [[100, tell('n6', 'join')]])
  run.until(99)
  expect(await said(run, 'Why does n6 keep no keys?')).toBe(
    'n6 is no member: it was not told to join, or it was let go',
  )
  run.until(100.5)
  const question = (await questionsOf(run)).find(({ ask }) => ask === 'Why does n6 keep no keys?')!
  expect(question.answer.facts).toContainEqual({
    holds: true,
    text: 'Its wish to join is on the way to the directory',
  })
  run.until(1_000)
  expect(await said(run, 'Why does n6 keep no keys?')).toBeUndefined()
})

test('every sentence at every fortieth event of every story is short, and stands on facts', async () => {
  const whyNot = await sim.whyNot()
  let questions = 0
  for (const scenario of sim.scenarios) {
    const world = createWorld(specOf(sim, scenario, scenario.seed))
    while (world.step(scenario.durationUs)) {
      if (world.rows % 40 !== 0) continue
      for (const { ask, answer } of whyNot(pictureView(world, null))) {
        questions++
        expect(answer.say.split(/\s+/).length, answer.say).toBeLessThanOrEqual(25)
        expect(answer.facts.length).toBeGreaterThan(0)
        expect(`${ask}${answer.say}${JSON.stringify(answer.facts)}`).not.toMatch(/undefined|NaN|\[object/)
      }
    }
  }
  expect(questions).toBeGreaterThan(300)
})
