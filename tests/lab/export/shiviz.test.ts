// The ShiViz log, read back by the documented expression, has every event, and clocks that say exactly what the trace
// says: what came before what, and what neither.

import { describe, expect, test } from 'vitest'
import type { TraceMessage } from '../../../src/engine/trace.ts'
import { exportRun } from '../../../src/lab/export/exportRun.ts'
import { allRuns, type TestRun } from './runs.ts'
import { clockProblems, type LogEvent, matches, readLog } from './shivizReader.ts'

describe.each(allRuns())('%s', (_name, make) => {
  const run = make()
  const file = exportRun(run.recorded, 'shiviz').text
  const events = readLog(file)

  test('every event is parsed, pasted or uploaded', () => {
    expect(file.split('\n')).toHaveLength(2 + 2 * events.length + 1)
    expect(events.length).toBe(eventCount(run))
    expect(matches(file.trim())).toEqual(events)
    for (const { text } of events) expect(text).toMatch(/^\d+\.\d{3} ms \S.*\S$/)
  })

  test('the clocks are valid', () => {
    expect(clockProblems(events)).toEqual([])
  })

  test('a receive comes after its send, and a lost message has none', () => {
    for (const [send, receive] of pairs(run, events)) {
      expect(send.host).not.toBe(receive.host)
      for (const [host, count] of Object.entries(send.clock))
        expect(receive.clock[host], `${send.text} / ${receive.text}`).toBeGreaterThanOrEqual(count)
      expect(receive.clock[send.host]).toBeGreaterThanOrEqual(send.own)
      expect(send.clock[receive.host] ?? 0).toBeLessThan(receive.own)
    }
  })

  test('the order of the clocks is that of the trace, and what is concurrent there is incomparable', () => {
    const position = new Map(events.map((event, i) => [event, i]))
    const past = pastOf(
      events,
      new Map(pairs(run, events).map(([send, receive]) => [receive, send])),
      position,
    )
    let concurrent = 0
    const wrong: string[] = []
    events.forEach((later, j) => {
      for (let i = 0; i < j; i++) {
        const earlier = events[i]!
        const isBefore = ((past[j]![i >> 5]! >>> (i & 31)) & 1) === 1
        if (!isBefore) concurrent++
        if (isBefore !== (later.clock[earlier.host] ?? 0) >= earlier.own)
          wrong.push(`${earlier.host} ${earlier.own} and ${later.host} ${later.own}`)
        if ((earlier.clock[later.host] ?? 0) >= later.own)
          wrong.push(`${later.host} ${later.own} comes first`)
      }
    })
    expect(wrong.slice(0, 5)).toEqual([])
    expect(concurrent).toBeGreaterThan(100)
  })
})

test('a node that crashes counts on from where it was', () => {
  const seen = allRuns().flatMap(([, make]) => {
    const events = readLog(exportRun(make().recorded, 'shiviz').text)
    const crashes = events.filter(({ text }) => /crash/.test(text) && !/receive|send/.test(text))
    return crashes.filter(({ host, own }) =>
      events.some((each) => each.host === host && each.own === own + 1),
    )
  })
  expect(seen.length).toBeGreaterThan(3)
})

test('messages that were doubled or lost are among what was tested', () => {
  const fates = { doubled: 0, lost: 0 }
  for (const [, make] of allRuns()) {
    const messages = messagesOf(make())
    fates.lost += messages.filter(({ fate }) => fate === 'lost').length
    fates.doubled += messages.length - new Set(messages.map(nameOf)).size
  }
  expect(fates.lost).toBeGreaterThan(50)
  expect(fates.doubled).toBeGreaterThan(50)
})

/** From the trace alone: rows that happen to a node or are a person's, and each message when it first leaves. */
function eventCount({ trace }: TestRun): number {
  const rows = Array.from({ length: trace.rows }, (_, row) => trace.kind(row))
  const sends = new Set(messagesOf({ trace }).map(nameOf)).size
  return rows.filter((kind) => kind !== 'lost').length + sends
}

function messagesOf({ trace }: Pick<TestRun, 'trace'>): TraceMessage[] {
  return Array.from({ length: trace.messages }, (_, id) => trace.messageAt(id))
}

function nameOf({ from, to, ref }: TraceMessage): string {
  return `${from} ${to} ${ref.nth}`
}

/** The nth send from one host to another is the nth message of that link; receives come in the order of the trace. */
function pairs({ trace }: TestRun, events: readonly LogEvent[]): [LogEvent, LogEvent][] {
  const sends = new Map<string, LogEvent[]>()
  for (const event of events) {
    const to = / send .* to (\w+)(?: \(.*\))?$/.exec(event.text)?.[1]
    if (to === undefined) continue
    const link = `${event.host} ${to}`
    sends.set(link, [...(sends.get(link) ?? []), event])
  }
  const delivered = messagesOf({ trace })
    .filter(({ fate }) => fate === 'delivered')
    .sort((a, b) => a.endRow - b.endRow)
  const receives = events.filter(({ text }) => / ms receive /.test(text))
  expect(receives.map(({ host }) => host)).toEqual(delivered.map(({ to }) => to))
  return delivered.map(({ from, to, ref }, i) => [sends.get(`${from} ${to}`)![ref.nth]!, receives[i]!])
}

/** For every event the set of those before it, one bit each: through its host, and through what it received. */
function pastOf(
  events: readonly LogEvent[],
  sendOf: ReadonlyMap<LogEvent, LogEvent>,
  position: ReadonlyMap<LogEvent, number>,
): Uint32Array[] {
  const last = new Map<string, number>()
  const past: Uint32Array[] = []
  events.forEach((event, i) => {
    const own = new Uint32Array((events.length >> 5) + 1)
    const send = sendOf.get(event)
    for (const before of [last.get(event.host), send && position.get(send)]) {
      if (before === undefined) continue
      past[before]!.forEach((bits, word) => {
        own[word]! |= bits
      })
      own[before >> 5]! |= 1 << (before & 31)
    }
    past.push(own)
    last.set(event.host, i)
  })
  return past
}
