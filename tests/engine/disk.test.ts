// What a crash leaves on disk, against the naive disk: a copy of the whole record after every write.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendItem,
  durableLengths,
  freshDisk,
  losePower,
  markDurable,
  saveDisk,
  truncateLog,
  writeField,
} from '../../src/engine/disk.ts'
import { does, type Planned, play, type ScriptDisk, type Step } from './scripted.ts'

type Op =
  | readonly ['write' | 'append' | 'truncate', number]
  | readonly ['overwrite']
  | readonly ['sync', number]
  | readonly ['crash']

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('append' as const), fc.nat(99)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('write' as const), fc.nat(99)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('truncate' as const), fc.nat(6)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('sync' as const), fc.nat(5)) },
  { weight: 1, arbitrary: fc.constant(['crash'] as const) },
)
const ops = fc.array(op, { maxLength: 40 })
const opsWithOverwrites = fc.array(
  fc.oneof({ weight: 9, arbitrary: op }, fc.constant(['overwrite'] as const)),
  { maxLength: 40 },
)

/** The disk under test and its oracle side by side. */
class Both {
  record: Record<string, unknown> = { field: 0, log: [] }
  disk = freshDisk()
  /** The record after each write since the last crash; the first is what is durable. */
  copies: string[] = [JSON.stringify(this.record)]
  /** Writes before copies[0]. */
  durable = 0

  perform(op: Op): void {
    const before = this.disk.writes
    if (op[0] === 'write') writeField(this.disk, this.record, 'field', op[1])
    else if (op[0] === 'append') appendItem(this.disk, this.record, 'log', { item: op[1] })
    else if (op[0] === 'truncate') truncateLog(this.disk, this.record, 'log', op[1])
    else if (op[0] === 'overwrite') writeField(this.disk, this.record, 'log', [{ item: 1 }, { item: 2 }])
    else if (op[0] === 'sync') this.sync(op[1])
    else this.crash()
    if (this.disk.writes > before) this.copies.push(JSON.stringify(this.record))
  }

  /** Everything but the newest `newer` writes becomes durable. */
  private sync(newer: number): void {
    const writes = Math.max(this.durable, this.disk.writes - newer)
    markDurable(this.disk, writes)
    this.copies = this.copies.slice(writes - this.durable)
    this.durable = writes
  }

  crash(): void {
    const lost = losePower(this.disk, this.record)
    expect(JSON.stringify(this.record)).toBe(this.copies[0])
    expect(lost).toBe(this.copies.length - 1)
    this.copies = [this.copies[0]!]
    this.durable = 0
  }
}

test('a crash takes back exactly what was not synced', () => {
  fc.assert(
    fc.property(opsWithOverwrites, (list) => {
      const both = new Both()
      for (const each of list) both.perform(each)
      both.crash()
    }),
    { numRuns: 1000 },
  )
})

test('the durable length of a log is what a crash and everything before it would leave alone', () => {
  fc.assert(
    fc.property(ops, (list) => {
      const both = new Both()
      for (const each of list) both.perform(each)
      const lengths = both.copies.map((copy) => (JSON.parse(copy) as { log: unknown[] }).log.length)
      expect(durableLengths(both.disk, both.record)).toEqual({ log: Math.min(...lengths) })
    }),
    { numRuns: 1000 },
  )
})

test('of a log written as a whole nothing is known to be durable', () => {
  const both = new Both()
  for (const each of [['append', 1], ['append', 2], ['sync', 0], ['overwrite'], ['append', 3]] as const)
    both.perform(each)
  expect(durableLengths(both.disk, both.record)).toEqual({ log: 0 })
})

test('the journal is as long as what is not synced, however long the log', () => {
  const both = new Both()
  for (let i = 0; i < 1000; i++) both.perform(['append', i])
  both.perform(['sync', 3])
  expect(both.disk.journal.length).toBe(3)
})

test('a saved disk is not changed by what is written later', () => {
  fc.assert(
    fc.property(ops, ops, (before, after) => {
      const both = new Both()
      for (const each of before) both.perform(each)
      const saved = saveDisk(both.disk)
      const text = JSON.stringify(saved)
      for (const each of after) both.perform(each)
      expect(JSON.stringify(saved)).toBe(text)
    }),
  )
})

test('what is appended is frozen, so that checkpoints may share it', () => {
  const record: Record<string, unknown> = { log: [] }
  appendItem(freshDisk(), record, 'log', { item: 1 })
  expect(Object.isFrozen((record.log as unknown[])[0])).toBe(true)
})

describe('in a world', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(fc.constant('append' as const), fc.nat(99)),
    fc.tuple(fc.constant('write' as const), fc.nat(99)),
    fc.tuple(fc.constant('truncate' as const), fc.nat(4)),
    fc.constant(['sync'] as const),
  )

  /** The record as it was after each write; the last one is how it is now. */
  type Copies = readonly [ScriptDisk, ...ScriptDisk[]]

  function written([now, ...before]: Copies, [kind, value]: Step): Copies {
    if (kind === 'append') return [{ ...now, log: [...now.log, Number(value)] }, now, ...before]
    if (kind === 'write') return [{ ...now, field: Number(value) }, now, ...before]
    const isCut = kind === 'truncate' && Number(value) < now.log.length
    return isCut ? [{ ...now, log: now.log.slice(0, Number(value)) }, now, ...before] : [now, ...before]
  }

  /** What is on disk when power fails: one sync at a time, 100 µs each, covers what was written when it was asked for. */
  function naive(times: readonly (readonly [number, Step])[], crashUs: number): ScriptDisk {
    let copies: Copies = [{ field: 0, log: [] }]
    let durable = copies[0]
    let asked = durable
    let running: { readonly doneUs: number; readonly copy: ScriptDisk } | null = null
    const settle = (us: number) => {
      while (running !== null && running.doneUs < us) {
        durable = running.copy
        running = asked === durable ? null : { doneUs: running.doneUs + 100, copy: asked }
      }
    }
    for (const [us, each] of times) {
      settle(us)
      copies = written(copies, each)
      if (each[0] !== 'sync') continue
      asked = copies[0]
      if (running === null && asked !== durable) running = { doneUs: us + 100, copy: asked }
    }
    settle(crashUs)
    return durable
  }

  test('a crash leaves what the finished syncs had covered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), step), { maxLength: 25 }),
        fc.nat(200),
        (list, restUs) => {
          let us = 1000
          const times = list.map(([pauseUs, each]) => {
            us += pauseUs
            return [us, each] as const
          })
          const crashUs = us + restUs
          const planned: Planned[] = times.map(([atUs, each]) => [atUs, does('n1', each)])
          const { disk } = play([...planned, [crashUs, { kind: 'crash', node: 'n1' }]])
          expect(disk('n1')).toEqual(naive(times, crashUs))
        },
      ),
      { numRuns: 500 },
    )
  })
})
