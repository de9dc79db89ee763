// Some sentences word by word, and messages as lines. That all are there, short and whole: narration.test.ts.

import { describe, expect, test } from 'vitest'
import { arrival, describe as line, look } from '../../../sims/raft/describe.ts'
import { invariants } from '../../../sims/raft/invariants.ts'
import { words } from '../../../sims/raft/words.ts'
import type { Scalar } from '../../../src/engine/json.ts'
import type { World } from '../../../src/engine/world.ts'
import { fill } from '../../../src/sim/words.ts'
import { runChaos } from './chaos.ts'

/** Runs that between them send every kind of message. */
const WORLDS: readonly World[] = [
  runChaos('1', 8_000, { isTraced: true }),
  runChaos('2', 8_000, { isTraced: true, settings: { preVote: true, checkQuorum: true, reads: 'lease' } }),
  runChaos('5', 8_000, { isTraced: true, settings: { checkQuorum: true, clientRetries: 1 } }),
  runChaos('7', 8_000, { isTraced: true }),
  runChaos('7', 8_000, { isTraced: true, settings: { reads: 'local', maxEntriesPerMessage: 1 } }, 'none'),
  runChaos('6', 8_000, { isTraced: true, broken: ['noTruncate'] }, 'none'),
]

describe('sentences', () => {
  test('rules are cited for notes that exist', () => {
    for (const code of Object.keys(words.rules)) expect(words.notes).toHaveProperty(code)
  })

  test('they read as they should', () => {
    const say = (code: string, node: string, ...params: Scalar[]) =>
      fill(words.notes[code]!, params, node, words.reasons)
    expect(say('voteRefused', 'n3', 'n2', 'logTermBehind', 2, 3)).toBe(
      'n3 refuses to vote for n2: its own log ends in term 3, the candidate’s in term 2',
    )
    expect(say('notCommitted', 'n1', 4, 2, 4, 3)).toBe(
      'Entry 4 is on 3 servers but not committed: it is of term 2, and n1 leads term 4',
    )
    expect(say('candidate', 'n2', 4, 'silence', 184_000)).toBe(
      'n2 heard from no leader for 184 ms, so it stands for election in term 4',
    )
    expect(say('completed', 'c1', 'readDone', 'x', 7, 'n1')).toBe('n1 answers c1: x is 7')
  })

  test('violations fill their sentences', () => {
    for (const { broken, formal } of invariants) {
      expect(fill(broken, ['a', 'b', 'c', 'd'], '', {})).not.toMatch(/[{}]/)
      expect(formal.length).toBeGreaterThan(20)
    }
  })
})

describe('messages', () => {
  test('are one compact line, index before term', () => {
    const append = {
      type: 'AppendEntries',
      term: 2,
      prevLogIndex: 1,
      prevLogTerm: 1,
      leaderCommit: 1,
      round: 4,
    }
    expect(line({ ...append, entries: [null, null] } as never)).toBe(
      'AppendEntries term=2 prev=1/1 +2 commit=1',
    )
    expect(look({ ...append, entries: [] } as never)).toEqual({
      mark: 'heartbeat',
      hue: 2,
      label: 'AppendEntries',
    })
  })

  test('as a trace keeps them, all can be told', () => {
    for (const { trace } of WORLDS)
      for (let id = 0; id < trace!.messages; id++) {
        const { message, from, to } = trace!.messageAt(id)
        expect(line(message)).not.toMatch(/undefined|object/)
        expect(arrival(message, from, to)).not.toMatch(/undefined|object/)
        expect(look(message).label).toBe(message.type)
      }
  })
})
