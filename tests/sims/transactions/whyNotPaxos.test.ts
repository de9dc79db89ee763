// Why is it still in doubt, under Paxos Commit: the answer names the acceptors that are missing, or who will find out.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import type { Question } from '../../../src/sim/question.ts'
import { specOf } from '../running.ts'

async function askedAt(id: string, atUs: number): Promise<readonly Question[]> {
  const scenario = sim.scenarios.find((one) => one.id === id)!
  const world = createWorld(specOf(sim, scenario, scenario.seed))
  world.advanceTo(atUs)
  return (await sim.whyNot())(pictureView(world, null))
}

const saidOf = (questions: readonly Question[], ask: string) =>
  questions.find((question) => question.ask.startsWith(ask))?.answer

test('two of three acceptors are away: they are named, and how many are missing', async () => {
  const questions = await askedAt('transactions/too-few-acceptors', 300_000)
  const doubt = saidOf(questions, 'Why does stock not let go of c1.1?')!
  expect(doubt.say).toBe(
    'stock has promised, and nobody can find out what was chosen: k2 and k3 cannot be reached, and a majority needs 1 acceptor more',
  )
  expect(doubt.facts.filter(({ holds }) => holds).map(({ text }) => text)).toContain(
    'k1 has accepted all votes',
  )
  const client = questions.find(({ id }) => !id.startsWith('doubt'))!
  expect(client.answer.say).toBe('k1 waits for a majority of acceptors, and k2 and k3 cannot be reached')
})

test('the leader is down, and the next that is asked will find out', async () => {
  const questions = await askedAt('transactions/paxos-commit', 250_000)
  const doubt = saidOf(questions, 'Why does card not let go of c1.1?')!
  expect(doubt.say).toContain('k1, which leads, cannot be reached: the next that it asks will find out')
  expect(doubt.facts.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'k1, an acceptor, has crashed',
      'k2 has accepted all votes',
      'k3 has 0 of 3 votes',
    ]),
  )
})
