// The columns of the space-time diagram: they say what the trace says, part by part and after every edit, and nothing
// that may not be known yet.

import { MessageChannel } from 'node:worker_threads'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { ROW_KINDS } from '../../src/engine/trace.ts'
import { connectLab } from '../../src/lab/client.ts'
import { RunColumns } from '../../src/lab/diagram/columns.ts'
import { diagramPart } from '../../src/lab/diagram/diagramPart.ts'
import { Editions } from '../../src/lab/diagram/editions.ts'
import { DELIVERED, FLYING, LOST_ON_THE_WAY, MARKS, NO_LANE, STYLES } from '../../src/lab/diagram/part.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { Recording } from '../../src/lab/recording.ts'
import { isQuietMessage } from '../../src/lab/trails.ts'
import type { Wire } from '../../src/lab/wire.ts'
import { serveLab } from '../../src/lab/worker.ts'
import { type RunDocument, stockDocument } from '../../src/sim/document.ts'
import type { Command } from '../../src/sim/engineTypes.ts'
import { shelfWith } from '../../src/sim/shelf.ts'
import { busy, pingSim } from './pingSim.ts'

const places = SIMS.flatMap((sim) => sim.scenarios.map((scenario) => ({ sim, scenario })))

function wholeOf(recording: Recording) {
  return { rows: recording.timeline.rows, us: recording.timeline.endUs }
}

/** Asks for parts until there are no more, as the page does. */
function fill(columns: RunColumns, recording: Recording, horizon = wholeOf(recording)): RunColumns {
  do columns.add(diagramPart(recording.known(horizon), columns.have))
  while (!columns.isWhole)
  return columns
}

/** All that counts of the columns, as plain data. */
function plain(columns: RunColumns) {
  const cut = (table: object, length: number) =>
    Object.fromEntries(Object.entries(table).map(([key, column]) => [key, [...column].slice(0, length)]))
  return {
    rows: cut(columns.rows, columns.rowCount),
    messages: cut(columns.messages, columns.messageCount),
    operations: cut(columns.operations, columns.operationCount),
    words: columns.words,
    stretches: cut(columns.circumstances.stretches, Number.POSITIVE_INFINITY),
    faults: columns.circumstances.faults,
  }
}

describe.each(places.map((place) => [place.scenario.id, place] as const))('%s', (_, place) => {
  const recording = new Recording(place, stockDocument(place))
  const { trace, end } = recording.timeline
  const columns = fill(new RunColumns(), recording)

  test('every row and every message is as the trace has it', () => {
    expect([columns.rowCount, columns.messageCount]).toEqual([trace.rows, trace.messages])
    const { rows, messages } = columns
    for (let row = 0; row < trace.rows; row++) {
      const said = [rows.atUs[row], ROW_KINDS[rows.kind[row]!], rows.cause[row], rows.message[row]]
      expect(said).toEqual([trace.atUs(row), trace.kind(row), trace.cause(row), trace.message(row)])
      if (rows.lane[row] !== NO_LANE) expect(rows.lane[row]).toBe(trace.node(row))
      else expect(trace.kind(row)).toBe('intervention')
    }
    for (let id = 0; id < trace.messages; id++) {
      const message = trace.messageAt(id)
      const { from, to, sentRow, endRow, fate, sentUs, arrivesUs } = message
      const codes = { flying: FLYING, delivered: DELIVERED, lost: LOST_ON_THE_WAY }
      expect([
        columns.nodes[messages.from[id]!]?.id,
        columns.nodes[messages.to[id]!]?.id,
        messages.sentRow[id],
        messages.endRow[id],
        messages.fate[id],
        messages.wayUs[id],
      ]).toEqual([from, to, sentRow, endRow, codes[fate], arrivesUs - sentUs])
      const look = place.sim.look(message.message)
      const mark = isQuietMessage(place.sim, trace, message) ? 'heartbeat' : look.mark
      expect([MARKS[messages.mark[id]!], messages.hue[id]]).toEqual([mark, look.hue ?? 0])
    }
  })

  test('every operation of the history is there, with what it was told', () => {
    expect(columns.words.label.length).toBe(end.history.length)
    const { askedRow, answeredRow, lane } = columns.operations
    for (const { id, client, invokedRow, completedRow } of end.history) {
      expect([columns.nodes[lane[id]!]?.id, askedRow[id], answeredRow[id]]).toEqual([
        client,
        invokedRow,
        completedRow ?? -1,
      ])
    }
  })

  test('lives and faults are those of the page', () => {
    const { stretches, faults } = columns.circumstances
    const { faultSpans, bands } = recording.info()
    expect(faults.map(({ title }) => title)).toEqual(faultSpans.map(({ title }) => title))
    for (const [i, { fromUs, untilUs }] of faultSpans.entries()) {
      const { fromRow, untilRow } = faults[i]!
      expect([trace.atUs(fromRow), untilRow === null ? null : trace.atUs(untilRow)]).toEqual([
        fromUs,
        untilUs,
      ])
    }
    const leads = [...stretches.style].filter((style) => STYLES[style] === 'leads')
    expect(leads.length).toBe(bands.length)
  })
})

const COMMANDS: readonly Command[] = [
  { kind: 'crash', node: 'n2' },
  { kind: 'pause', node: 'n3' },
  { kind: 'tell', node: 'c1', order: { name: 'write', value: 9 } },
  { kind: 'hold', links: [['n1', 'n2']] },
  { kind: 'heal' },
]

test('columns kept through edits, in parts, are the columns read afresh', () => {
  const place = { sim: pingSim, scenario: busy }
  const edit = fc.record({
    atUs: fc.integer({ min: 0, max: 600_000 }),
    command: fc.constantFrom(...COMMANDS),
    forget: fc.boolean(),
    untilUs: fc.integer({ min: 0, max: 600_000 }),
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let document: RunDocument = stockDocument(place)
      const short = { ...place, scenario: { ...busy, durationUs: 300_000 } }
      let recording = new Recording(short, document)
      const kept = new RunColumns()
      for (const [i, { atUs, command, forget, untilUs }] of edits.entries()) {
        const added = forget ? document.added.slice(1) : document.added
        document = { ...document, added: [...added, { id: `i${i}`, atUs, do: command }] }
        recording = new Recording(short, document, recording)
        recording.extendTo(untilUs)
        fill(kept, recording)
        expect(plain(kept)).toEqual(plain(fill(new RunColumns(), recording)))
      }
    }),
    { numRuns: 25 },
  )
})

test('a horizon that comes and goes shows no event, end, answer or fault behind it', () => {
  const place = places.find(({ scenario }) => scenario.id === 'raft/leader-dies')!
  const recording = new Recording(place, stockDocument(place))
  const { trace } = recording.timeline
  const kept = new RunColumns()
  fc.assert(
    fc.property(fc.integer({ min: 1, max: trace.rows }), (rows) => {
      fill(kept, recording, { rows, us: trace.atUs(rows - 1) })
      const fresh = fill(new RunColumns(), recording, { rows, us: trace.atUs(rows - 1) })
      expect(plain(kept)).toEqual(plain(fresh))
      expect(kept.rowCount).toBe(rows)
      const { messages, operations, circumstances } = kept
      const told = [messages.endRow, messages.sentRow].flatMap((column) => [
        ...column.subarray(0, kept.messageCount),
      ])
      told.push(...operations.answeredRow.subarray(0, kept.operationCount))
      told.push(...circumstances.stretches.untilRow, ...circumstances.stretches.fromRow)
      told.push(...circumstances.faults.flatMap(({ fromRow, untilRow }) => [fromRow, untilRow ?? -1]))
      expect(Math.max(...told)).toBeLessThan(rows)
    }),
    { numRuns: 30 },
  )
})

describe('over the lab', () => {
  test('a part goes over the wire by transfer, and arrives whole', async () => {
    const { port1, port2 } = new MessageChannel()
    const given: ArrayBuffer[] = []
    const wire: Wire = {
      addEventListener: (_, listener) => port2.on('message', (data) => listener({ data })),
      postMessage: (message, options) => {
        port2.postMessage(message, options?.transfer ?? [])
        given.push(...(options?.transfer ?? []))
      },
    }
    serveLab(shelfWith([pingSim]), wire)
    const lab = connectLab(port1 as unknown as Wire)
    await lab.open('ping/pings')
    const near = createLocalLab([pingSim])
    await near.open('ping/pings')
    const part = await lab.diagram(null)
    port1.close()
    expect({ ...part, edition: 0 }).toEqual({ ...(await near.diagram(null)), edition: 0 })
    expect(given.length).toBeGreaterThan(20)
    expect(given.filter((buffer) => buffer.byteLength > 0)).toEqual([])
  })

  test('an unanswered prediction is the horizon, and answering it lifts it', async () => {
    const lab = createLocalLab([pingSim])
    const { run } = await lab.open('ping/pings')
    const asked = run.predict!
    const before = await lab.diagram(null)
    expect([before.knownRows, before.knownUs]).toEqual([asked.row + 1, asked.atUs])
    expect(before.rows.atUs.length).toBe(asked.row + 1)
    await lab.predict(1)
    const after = await lab.diagram({ edition: before.edition, rows: before.rows.atUs.length })
    expect([after.fromRow, after.knownRows, after.knownUs]).toEqual([asked.row + 1, run.rows, run.endUs])
  })

  test('what is asked about another run is answered from its beginning', async () => {
    const lab = createLocalLab([pingSim])
    await lab.open('ping/pings')
    const { edition, rows } = await lab.diagram(null)
    await lab.open('ping/busy')
    const { fromRow } = await lab.diagram({ edition, rows: rows.atUs.length })
    expect(fromRow).toBe(0)
  })
})

describe('editions', () => {
  test('share what no edit since has touched', () => {
    const editions = new Editions()
    const first = editions.current
    editions.edited(80)
    const second = editions.current
    editions.edited(100)
    expect([editions.sharedRows(first, 200), editions.sharedRows(second, 200)]).toEqual([80, 100])
    expect(editions.sharedRows(editions.current, 200)).toBe(200)
    expect(editions.sharedRows(first - 1, 200)).toBe(0)
    editions.edited(10)
    expect([editions.sharedRows(first, 200), editions.sharedRows(first, 5)]).toEqual([10, 5])
  })

  test('after very many edits begin anew', () => {
    const editions = new Editions()
    const first = editions.current
    for (let i = 0; i < 300; i++) editions.edited(50)
    expect(editions.sharedRows(first, 40)).toBe(0)
  })
})

test('a long run comes in several parts', () => {
  const recording = new Recording(
    { sim: pingSim, scenario: busy },
    stockDocument({ sim: pingSim, scenario: busy }),
  )
  const columns = new RunColumns()
  columns.add(diagramPart(recording.known(wholeOf(recording)), columns.have))
  expect([columns.rowCount, columns.isWhole]).toEqual([50_000, false])
  expect(columns.circumstances.faults).toEqual([])
  fill(columns, recording)
  expect([columns.rowCount, columns.version]).toEqual([recording.timeline.rows, 3])
  expect(columns.circumstances.faults.map(({ title }) => title)).toEqual(['n3 cut off'])
})
