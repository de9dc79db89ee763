// Events as JSON Lines say what the trace says, and what the feed says of it.

import { describe, expect, test } from 'vitest'
import { SIMS } from '../../../src/app/registry.ts'
import { exportRun } from '../../../src/lab/export/exportRun.ts'
import { createLocalLab } from '../../../src/lab/local.ts'
import { allRuns } from './runs.ts'

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe.each(allRuns())('%s', (_name, make) => {
  const { recorded, trace } = make()
  const { sim } = recorded.narrated

  test('is one object an event, with the message as one line', () => {
    const events = linesOf(exportRun(recorded, 'jsonl').text)
    expect(events).toHaveLength(trace.rows)
    events.forEach((event, row) => {
      const id = trace.message(row)
      const message = id < 0 ? null : trace.messageAt(id)
      expect(event).toMatchObject({ row, atUs: trace.atUs(row), kind: trace.kind(row) })
      expect(event.cause).toBe(trace.cause(row) < 0 ? null : trace.cause(row))
      expect(event.message?.line ?? null).toBe(message === null ? null : sim.describe(message.message))
      expect(event.message?.fate ?? null).toBe(message?.fate ?? null)
      expect(event.notes).toEqual(
        trace.notes(row).map(({ node, code, params }) => ({ node: node || null, code, params })),
      )
      expect(event.sentence).toMatch(/\S/)
    })
  })
})

test('its sentences are those of the feed', async () => {
  const lab = createLocalLab(SIMS)
  const { run } = await lab.open('raft/leader-dies')
  const { name, text } = await lab.export('jsonl')
  const feed = await lab.feed(0, run.rows)
  expect(name).toBe('raft-leader-dies.events.jsonl')
  expect(linesOf(text).map(({ sentence }) => sentence)).toEqual(feed.map((line) => line.text))
})
