// A fault's receipt, opened: what it lists is what the engine counted, every line leads to the event that shows it, and
// an operation is touched by what befalls the messages that serve it.

import { describe, expect, test } from 'vitest'
import { sim as skeleton } from '../../sims/skeleton/sim.ts'
import { SIMS } from '../../src/app/registry.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld } from '../../src/engine/world.ts'
import type { ReceiptPicture } from '../../src/lab/receipt/picture.ts'
import { Serving } from '../../src/lab/receipt/serving.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { touchedTitle } from '../../src/lab/titles.ts'
import { trialSpec } from '../../src/lab/trial.ts'
import { chaos } from '../../src/sim/chaos.ts'
import { findPlace, type Place } from '../../src/sim/document.ts'
import type { Command } from '../../src/sim/engineTypes.ts'
import { specOf } from '../sims/running.ts'

const ALL = [...SIMS, skeleton]

function opened(scenario: string): Sitting {
  const sitting = sittingWith(ALL, findPlace(ALL, scenario)!)
  sitting.predict('skip')
  return sitting
}

/** As many faults of every class as fit, with clients at work. */
function troubled({ sim, scenario }: Place, seed: string): Sitting {
  const sitting = opened(scenario.id)
  const ids = scenario.topology.map(({ id }) => id)
  const servers = scenario.topology.filter(({ process }) => sim.servers.includes(process)).map(({ id }) => id)
  const timer = sim.alignable?.timer ?? null
  sitting.setAtStart({ settings: sim.traffic })
  sitting.setInterventions(
    chaos({ seed, servers, everyone: ids, fromUs: 50_000, untilUs: 1_900_000, timer, provocations: [] }),
  )
  sitting.seek({ us: 2_000_000 })
  return sitting
}

const groupOf = (receipt: ReceiptPicture, what: string) =>
  receipt.groups.find(({ title }) => title.includes(what))

describe.each(ALL.map((sim) => [sim.id, { sim, scenario: sim.scenarios[0]! }] as const))('%s', (_, place) => {
  test('lists what was counted, and says that the rest changed nothing', async () => {
    let lines = 0
    let empty = 0
    for (let seed = 1; seed <= 3; seed++) {
      const sitting = troubled(place, String(seed))
      const { run } = sitting.state
      const { document } = sitting
      const world = createWorld(
        specOf(place.sim, place.scenario, document.seed, {
          settings: document.settings,
          add: document.added,
        }),
      )
      world.advanceTo(2_000_000)
      for (const { id, do: command } of run.interventions) {
        const receipt = await sitting.receipt(id)
        const counted = world.receipts[id]
        if (receipt === null || counted === undefined) continue
        for (const what of ['messages', 'timers', 'writes'] as const) {
          const group = groupOf(receipt, touchedTitle(command, what, counted[what]))
          if (counted[what] > 0) expect(group?.count).toBe(counted[what])
          expect(groupOf(receipt, what.slice(0, -1)) === undefined).toBe(counted[what] === 0)
          lines += group?.lines.length ?? 0
        }
        if (receipt.groups.length === 0) empty++
      }
    }
    expect(lines).toBeGreaterThan(50)
    expect(empty).toBeGreaterThan(0)
  })
})

describe('on a run that is known by heart', () => {
  test('the crash of a leader: answers that found nobody, its timers, and the write it was at work on', async () => {
    const receipt = (await opened('raft/leader-dies').receipt('crash'))!
    expect(receipt).toMatchObject({ title: 'n1 crashed', atUs: 418_000 })
    const told = receipt.groups.map(({ title, lines }) => [
      title,
      ...lines.slice(0, 2).map(({ text, how }) => `${text}: ${how}`),
    ])
    expect(told).toEqual([
      ['1 operation touched', 'c1: x=7: OK, at 720 ms'],
      ['2 timers cancelled', 'the heartbeat timer of n1: cancelled', 'the quorum timer of n1: cancelled'],
      [
        '43 messages lost',
        'n4→n1 AppendEntriesReply term=3 match=5: n1 is down',
        'n2→n1 AppendEntriesReply term=3 match=5: n1 is down',
      ],
    ])
  })

  test('each line stands on the event that shows it', async () => {
    const sitting = opened('raft/two-leaders')
    const { groups } = (await sitting.receipt('cut'))!
    for (const { row, atUs, text, how } of groups.at(-1)!.lines) {
      const [line] = sitting.feed(row, row + 1)
      expect(line).toMatchObject({ atUs, kind: 'lost', detail: text })
      expect(how).toBe('lost at the cut')
    }
  })

  test('of very many things the first 200 are listed, and all are counted', async () => {
    const { groups } = (await opened('raft/two-leaders').receipt('cut'))!
    expect(groups.at(-1)).toMatchObject({ count: 285, rest: 85 })
    expect(groups.at(-1)?.lines.length).toBe(200)
  })

  test('nothing is told from behind an open question', async () => {
    const sitting = sittingWith(ALL, findPlace(ALL, 'raft/two-leaders')!)
    const { predict } = sitting.state.run
    const before = (await sitting.receipt('cut'))!
    expect(before.groups.flatMap(({ lines }) => lines).every(({ row }) => row <= predict!.row)).toBe(true)
    sitting.predict(0)
    expect((await sitting.receipt('cut'))!.groups.at(-1)!.count).toBeGreaterThan(before.groups.at(-1)!.count)
    const asked = groupOf(before, 'operation')?.lines.find(({ text }) => text === 'c3: y=9')
    expect(asked?.how).toBe('no answer yet')
  })

  test('what is no fault has no receipt, and what is not there neither', async () => {
    const sitting = opened('raft/two-leaders')
    for (const id of ['x5', 'heal', 'nonsense']) expect(await sitting.receipt(id)).toBeNull()
  })
})

describe('a deed at one moment', () => {
  async function receiptAfter(us: number, command: Command, scenario = 'raft/leader-dies') {
    const sitting = opened(scenario)
    sitting.seek({ us })
    sitting.inject(command)
    const { id } = sitting.document.added.at(-1)!
    sitting.seek({ us: us + 300_000 })
    return (await sitting.receipt(id))!
  }
  const told = ({ groups }: ReceiptPicture) =>
    groups.map(({ title, lines }) => [title, ...lines.map(({ text, how }) => `${text}: ${how}`)])

  test('a message that waited for the disk dies with its sender', async () => {
    const receipt = await receiptAfter(423_600, { kind: 'crash', node: 'n2' })
    expect(groupOf(receipt, 'message')?.lines[0]).toMatchObject({
      row: receipt.row,
      text: 'n2→n1 AppendEntriesReply term=3 match=5',
      how: 'waited for the disk, and never left',
    })
    expect(groupOf(receipt, 'write')?.lines.map(({ text }) => text)).toEqual(['1 write of n2'])
    expect(groupOf(receipt, 'operation')?.lines[0]?.text).toBe('c1: x=7')
  })

  test('a pause makes a timer late, and says when it ran out', async () => {
    const sitting = opened('raft/leader-dies')
    sitting.seek({ us: 300_000 })
    sitting.inject({ kind: 'pause', node: 'n1' })
    const { id } = sitting.document.added.at(-1)!
    sitting.seek({ us: 380_000 })
    sitting.inject({ kind: 'resume', node: 'n1' })
    const timers = groupOf((await sitting.receipt(id))!, 'timer')!
    expect(timers.title).toBe('2 timers late')
    expect(timers.lines[0]).toMatchObject({ text: 'the quorum timer of n1', how: 'ran out at 380 ms' })
    expect(sitting.feed(timers.lines[0]!.row, timers.lines[0]!.row + 1)[0]).toMatchObject({
      kind: 'timer',
      node: 'n1',
    })
  })

  test('messages are held, doubled and hurried by name', async () => {
    const flight = { from: 'n1', to: 'n4', nth: 60 }
    const titles = []
    for (const act of ['drop', 'hold', 'deliver', 'duplicate'] as const) {
      const { atUs } = sentAt('raft/two-leaders', flight)
      const receipt = await receiptAfter(atUs, { kind: 'message', act, message: flight }, 'raft/two-leaders')
      titles.push(receipt.groups.at(-1)?.title)
    }
    expect(titles).toEqual([
      '1 message lost',
      '1 message held',
      '1 message delivered at once',
      '1 message doubled',
    ])
  })

  test('a cut between clients and nobody they talk to changed nothing', async () => {
    const links = [['c1', 'c2']] as const
    expect(told(await receiptAfter(100_000, { kind: 'cut', name: 'idle', links }))).toEqual([])
  })
})

function sentAt(
  scenario: string,
  { from, to, nth }: { from: string; to: string; nth: number },
): { atUs: number } {
  const { sim, scenario: found } = findPlace(ALL, scenario)!
  const trace = new Trace(found.topology.map(({ id }) => id))
  createWorld(specOf(sim, found, found.seed), { trace }).advanceTo(found.durationUs)
  for (let id = 0; id < trace.messages; id++) {
    const { ref, sentUs } = trace.messageAt(id)
    if (ref.from === from && ref.to === to && ref.nth === nth) return { atUs: sentUs }
  }
  throw new Error(`no message ${nth} from ${from} to ${to}`)
}

test('messages between clients and servers serve the operation whose number they carry', () => {
  const sim = ALL[0]!
  let checked = 0
  for (const seed of ['1', '2', '3', '4']) {
    const options = { settings: { lossProbability: 0.1 }, broken: [], isChaotic: false, endUs: 3_000_000 }
    const spec = trialSpec(sim, sim.scenarios[0]!, seed, false, options)
    const trace = new Trace(spec.nodes.map(({ id }) => id))
    const world = createWorld(spec, { trace })
    world.advanceTo(3_000_000)
    const isServer = world.nodes.map((node) => sim.servers.includes(node.process))
    const serving = new Serving(trace, world.history, isServer, trace.rows)
    const numbered = (client: string, nth: number) =>
      world.history.filter((one) => one.client === client)[nth - 1]
    for (let id = 0; id < trace.messages; id++) {
      const { from, to, message, sentRow } = trace.messageAt(id)
      if (message.type !== 'ClientRequest' && message.type !== 'ClientReply') continue
      const client = message.type === 'ClientRequest' ? from : to
      const operation = numbered(client, Number((message as unknown as { sequenceNum: number }).sequenceNum))!
      const isOver = operation.completedRow !== null && operation.completedRow < sentRow
      // What still comes for one that is over serves nobody, or the next.
      if (isOver) continue
      expect([id, serving.ofMessage(id)]).toEqual([id, operation.id])
      checked++
    }
  }
  expect(checked).toBeGreaterThan(200)
})
