// The picture of a placement says what is so: which keys are under way in which messages, who has them by now, what the
// change was, and who goes by something older.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/hashing/sim.ts'
import { createLocalLab } from '../../../src/lab/local.ts'
import type { RingPicture } from '../../../src/sim/picture.ts'

const lab = createLocalLab([sim])

async function at(ms: number): Promise<RingPicture> {
  return (await lab.seek({ us: ms * 1000 })).frame.ring!
}

describe('while a sixth node joins', async () => {
  await lab.open('#/hashing/node-joins')
  await lab.predict('skip')

  test('before it nothing has changed, and afterwards everybody has what is theirs', async () => {
    const before = await at(290)
    expect([before.change, before.schemeBefore, before.moved, before.isMoving]).toEqual([
      null,
      null,
      null,
      false,
    ])
    expect(before.keys.every(({ owners, held }) => owners.every((owner) => held.includes(owner)))).toBe(true)
    const after = await at(1_100)
    expect([after.change, after.isMoving, after.flights]).toEqual(['n6 joins', false, []])
    for (const { owners, held } of after.keys) expect(held).toEqual(owners)
  })

  test('keys are under way in messages that carry them, from one that had them to one that is to', async () => {
    let seen = 0
    for (let ms = 300; ms < 600; ms += 4) {
      const { frame } = await lab.seek({ us: ms * 1000 })
      const ring = frame.ring!
      const carried = frame.cluster.flights.filter(({ type, lost }) => type === 'Data' && lost === null)
      const links = new Set(carried.map(({ from, to, sentUs }) => `${from} ${to} ${sentUs}`))
      for (const { key, from, to, sentUs, arrivesUs } of ring.flights) {
        const { owners, ownersBefore } = ring.keys[key]!
        expect(owners).toContain(to)
        expect(ownersBefore).toContain(from)
        expect(sentUs).toBeLessThan(arrivesUs)
        expect(sentUs).toBeLessThanOrEqual(frame.atUs)
        expect(links).toContain(`${ring.nodes[from]!.id} ${ring.nodes[to]!.id} ${sentUs}`)
        seen++
      }
    }
    expect(seen).toBeGreaterThan(20)
  })

  test('the frame of a moment is the same however one came there', async () => {
    const forth = JSON.stringify(await at(350))
    await at(1_000)
    expect(JSON.stringify(await at(350))).toBe(forth)
  })
})

test('a client that has not heard of the latest view takes some keys elsewhere, and is named', async () => {
  await lab.open('#/hashing/two-views')
  await lab.predict('skip')
  let met = 0
  for (let ms = 200; ms < 280; ms += 4) {
    const { frame } = await lab.seek({ us: ms * 1000 })
    for (const { who, says, owners } of frame.ring!.behind) {
      const memory = frame.nodes.find(({ id }) => id === who)!.memory as { view?: { epoch: number } } | null
      if (!who.startsWith('c')) continue
      expect(says).toBe(`view ${memory!.view!.epoch}`)
      expect(owners).toHaveLength(frame.ring!.keys.length)
      expect(owners.some((owner, i) => owner !== frame.ring!.keys[i]!.owners[0])).toBe(true)
      met++
    }
  }
  expect(met).toBeGreaterThan(0)
})

test('what changed is said: a scheme, points, copies, what of a post decides', async () => {
  await lab.open('#/hashing/latest-posts?t=200ms')
  await lab.inject({ kind: 'set', key: 'scheme', value: 'modulo' })
  expect((await at(800)).change).toBe('keys are placed by modulo N')
  expect([(await at(800)).arcs, (await at(800)).arcsBefore === null]).toEqual([null, false])
  for (const [key, value, text] of [
    ['tokens', 1, 'a node has 1 point, not 64'],
    ['copies', 3, 'a key is on 3 nodes, not 1'],
    ['partitionBy', 'user', 'its user says where a post is'],
  ] as const) {
    await lab.open('#/hashing/latest-posts?t=200ms')
    await lab.inject({ kind: 'set', key, value })
    expect((await at(800)).change).toBe(text)
  }
})
