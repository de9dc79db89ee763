// The event queue against the naive one: a sorted array.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventQueue } from '../../src/engine/eventQueue.ts'

interface Entry {
  readonly atUs: number
  readonly seq: number
  readonly tag: number
}

/** What a heap must be equal to. */
class SortedArray {
  entries: Entry[] = []

  push(entry: Entry): void {
    this.entries.push(entry)
    this.entries.sort((a, b) => a.atUs - b.atUs || a.seq - b.seq)
  }
}

/** null pops; a number pushes an event at that time. Few different times, so that most of them tie. */
const actions = fc.array(fc.option(fc.nat(9), { freq: 2 }), { maxLength: 900 })

test('events come out by time, and equal times in the order of pushing', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const queue = new EventQueue()
      const naive = new SortedArray()
      let seq = 0
      for (const atUs of list) {
        if (atUs === null) popBoth(queue, naive)
        else pushBoth(queue, naive, { atUs, seq: seq++, tag: seq })
        expect(queue.size).toBe(naive.entries.length)
      }
      while (naive.entries.length > 0) popBoth(queue, naive)
    }),
    { numRuns: 300 },
  )
})

test('ties are settled by seq, not by the order in which slots are filled or pushed', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { minLength: 12 }), (seqs) => {
      const queue = new EventQueue()
      for (const seq of seqs) queue.push(5, seq, filled(queue, seq))
      const out: number[] = []
      while (queue.size > 0) out.push(queue.message[queue.pop()]!)
      expect(out).toEqual([...seqs].sort((a, b) => a - b))
    }),
  )
})

test('every pending event is seen once, with its time', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const queue = new EventQueue()
      const naive = new SortedArray()
      let seq = 0
      for (const atUs of list) {
        if (atUs === null) popBoth(queue, naive)
        else pushBoth(queue, naive, { atUs, seq: seq++, tag: seq })
      }
      const seen: string[] = []
      queue.forEach((slot, atUs) => void seen.push(`${atUs} ${queue.message[slot]}`))
      expect(seen.sort()).toEqual(naive.entries.map(({ atUs, tag }) => `${atUs} ${tag}`).sort())
    }),
  )
})

test('a queue that has just grown keeps the order', () => {
  const queue = new EventQueue()
  const naive = new SortedArray()
  let state = 1
  const later = (us: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return us + (state >>> 22)
  }
  for (let seq = 0; seq < 258; seq++) pushBoth(queue, naive, { atUs: later(0), seq, tag: seq })
  for (let seq = 258; seq < 3000; seq++) {
    const nowUs = queue.topUs()
    popBoth(queue, naive)
    pushBoth(queue, naive, { atUs: later(nowUs), seq, tag: seq })
  }
  while (naive.entries.length > 0) popBoth(queue, naive)
})

test('slots are used again, and a cleared queue starts over', () => {
  const queue = new EventQueue()
  for (let i = 0; i < 10_000; i++) {
    queue.push(i, i, filled(queue, i))
    queue.push(i, i, filled(queue, i))
    queue.release(queue.pop())
    queue.release(queue.pop())
  }
  expect(queue.seq.length).toBe(256)
  queue.push(1, 1, filled(queue, 1))
  queue.clear()
  expect(queue.size).toBe(0)
  expect(queue.allocate()).toBe(0)
})

function filled(queue: EventQueue, tag: number): number {
  const slot = queue.allocate()
  queue.message[slot] = tag
  return slot
}

function pushBoth(queue: EventQueue, naive: SortedArray, entry: Entry): void {
  queue.push(entry.atUs, entry.seq, filled(queue, entry.tag))
  naive.push(entry)
}

function popBoth(queue: EventQueue, naive: SortedArray): void {
  const expected = naive.entries.shift()
  expect(queue.size > 0).toBe(expected !== undefined)
  if (expected === undefined) return
  expect(queue.topUs()).toBe(expected.atUs)
  const slot = queue.pop()
  expect(queue.message[slot]).toBe(expected.tag)
  queue.release(slot)
}
