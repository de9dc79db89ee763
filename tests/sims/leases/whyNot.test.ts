// Why somebody does not get the lock, why a write was refused, and why a client has no answer: each reason on a run made for it.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/leases/sim.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Change } from '../../../src/sim/scenario.ts'
import { viewAt } from './running.ts'

const whyNot = await sim.whyNot()

/** The answers at that moment, by what is asked. */
function said(name: string, ms: number, change?: Change): Readonly<Record<string, string>> {
  const questions = whyNot(viewAt(name, ms, change))
  return Object.fromEntries(questions.map(({ ask, answer }) => [ask, answer.say]))
}

const facts = (name: string, ms: number, ask: string) =>
  whyNot(viewAt(name, ms))
    .find((question) => question.ask === ask)!
    .answer.facts.map(({ text }) => text)

const LOCK = 'Why does w2 not get the lock?'
const CUT: Intervention = { id: 'cut', atUs: 0, do: { kind: 'cut', name: 'apart', links: [['w2', 'lock']] } }
const crash = (node: string): Intervention => ({ id: 'x', atUs: 205_000, do: { kind: 'crash', node } })

test('a lock that is not given', () => {
  expect(said('two-holders', 300)[LOCK]).toBe('The lock is with w1, under token 33')
  expect(facts('two-holders', 300, LOCK)).toContain('w1 is paused, and lock cannot know')
  expect(said('two-holders', 300, { add: [CUT] })[LOCK]).toBe('w2 is cut off from lock')
  expect(said('two-holders', 300, { add: [crash('lock')] })[LOCK]).toBe(
    'lock has crashed, and only it can give the lock',
  )
  expect(said('server-restarts', 200)[LOCK]).toBe(
    'lock was down and has forgotten who had it, so it waits out a TTL',
  )
  expect(said('two-holders', 500, { settings: { lockDelayUs: 300_000 } })[LOCK]).toBe(
    'The last holder never let go, so lock waits before it gives the lock again',
  )
  expect(said('two-holders', 640)[LOCK]).toBeUndefined()
})

test('a write that was refused', () => {
  expect(said('fencing-token', 930)['Why was w1 refused?']).toBe('file has seen token 34, and 33 is less')
  expect(facts('fencing-token', 930, 'Why was w1 refused?')).toEqual([
    'It had been given token 33',
    'The lease of token 33 had run out',
    'w2 was given token 34, and came first',
  ])
  const versions = { settings: { storage: 'versions' } }
  expect(said('fencing-token', 930, versions)['Why was w1 refused?']).toBe(
    'Since it read the file another has written: file is at version 1',
  )
  expect(said('fencing-token', 1_300)['Why was w1 refused?']).toBeUndefined()
})

test('a client that has no answer', () => {
  const c2 = 'Why has c2 no answer?'
  expect(said('two-holders', 300)['Why has c1 no answer?']).toBe('w1, which it has asked, is paused')
  expect(said('two-holders', 300)[c2]).toBe('The lock is with w1, under token 33')
  expect(said('two-holders', 205)[c2]).toBe('Its request, or the answer, is on the way or was lost')
  expect(said('two-holders', 550)[c2]).toBe('w2 is at work on it: 0 of 1 writes are done')
  expect(said('two-holders', 1_300)[c2]).toBeUndefined()
})
