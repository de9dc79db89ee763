// The lab over a wire and without one: the same answers, scrubbing that never queues, steps that are never dropped.
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { type Carrier, connectLab, createLab } from '../../src/lab/client.ts'
import { createHandle } from '../../src/lab/handle.ts'
import { Host } from '../../src/lab/host.ts'
import type { Lab } from '../../src/lab/lab.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import type { Wire } from '../../src/lab/wire.ts'
import { serveLab } from '../../src/lab/worker.ts'
import { shelfWith } from '../../src/sim/shelf.ts'
import { pingSim } from './pingSim.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function wiredLab(): Lab {
  const { port1, port2 } = new MessageChannel()
  closing.push(() => port1.close())
  serveLab(shelfWith([pingSim]), port2 as unknown as Wire)
  return connectLab(port1 as unknown as Wire)
}

describe.each([
  ['in process', () => createLocalLab([pingSim])],
  ['over a wire', wiredLab],
])('a lab %s', (_name, start) => {
  test('opens, seeks, injects, and links back to the same state', async () => {
    const lab = start()
    expect(lab.getState().status).toBe('loading')
    await lab.open('ping/pings')
    await lab.seek({ us: 200_000 })
    const { frame, status } = await lab.inject({ kind: 'crash', node: 'n2' })
    expect([status, frame.atUs, frame.now?.text]).toEqual(['ready', 200_000, 'You crash n2'])
    const link = await lab.link()
    const other = start()
    const state = await other.open(link)
    expect(state.frame.fingerprint).toBe(frame.fingerprint)
    expect(state.frame.row).toBe(frame.row)
    expect(state.trouble).toBeNull()
    const saved = createLocalLab([pingSim])
    expect((await saved.open((await lab.export('run')).text)).frame.fingerprint).toBe(frame.fingerprint)
  })

  test('twenty steps at once land twenty events on', async () => {
    const lab = start()
    await lab.open('ping/pings')
    await Promise.all(Array.from({ length: 20 }, () => lab.seek({ by: 'event', step: 1 })))
    expect(lab.getState().frame.row).toBe(19)
  })

  test('parts of the state that did not change stay the same objects', async () => {
    const lab = start()
    const before = await lab.open('ping/pings')
    const after = await lab.seek({ us: 100_000 })
    expect(after.run).toBe(before.run)
    expect(after.sim).toBe(before.sim)
    expect(after.frame).not.toBe(before.frame)
  })

  test('a bad link is told, and something can be shown', async () => {
    const lab = start()
    const state = await lab.open('#/ping/nothing?seed=1')
    expect(state.status).toBe('ready')
    expect(state.trouble).toEqual({
      sentence: 'Unknown scenario: ping/nothing; try ping/pings, ping/busy, ping.',
      original: '#/ping/nothing?seed=1',
    })
  })
})

test('of seeks that wait only the latest is carried out', async () => {
  const host = new Host(shelfWith([pingSim]))
  const carried: unknown[] = []
  const carry: Carrier = async (call) => {
    carried.push(call.args[0])
    await new Promise((done) => setTimeout(done, 1))
    return host.answer(call)
  }
  const lab = createLab(carry)
  await lab.open('ping/pings')
  const seeks = Array.from({ length: 50 }, (_, n) => lab.seek({ us: n * 1_000 }))
  const states = await Promise.all(seeks)
  expect(carried).toEqual(['ping/pings', { us: 0 }, { us: 49_000 }])
  expect(states.at(10)?.frame.atUs).toBe(49_000)
})

test('the scripting handle', async () => {
  const netsplit = createHandle(createLocalLab([pingSim]))
  expect(await netsplit.scenarios()).toEqual(['ping/pings', 'ping/busy'])
  expect(await netsplit.load('ping/pings')).toMatchObject({
    scenario: 'ping/pings',
    seed: '7',
    ms: 0,
    event: -1,
  })
  expect(await netsplit.step(3)).toMatchObject({ event: 2 })
  expect(await netsplit.step(-1)).toMatchObject({ event: 1 })
  expect(await netsplit.seek(60)).toMatchObject({ ms: 60 })
  expect(await netsplit.inject({ kind: 'crash', node: 'n1' })).toMatchObject({ says: 'You crash n1' })
  expect(await netsplit.state('n1')).toMatchObject({ memory: null, disk: { epoch: 1 } })
  const link = await netsplit.link()
  const print = await netsplit.fingerprint()
  expect(await netsplit.load(link)).toMatchObject({ ms: 60, fingerprint: print, trouble: null })
})
