// A text is read with the one system it names; a text that names an unknown one is told of all there are.
import { expect, test } from 'vitest'
import type { Sim } from '../../src/sim/define.ts'
import { shelfOf } from '../../src/sim/shelf.ts'

function shelf() {
  const fetched: string[] = []
  const loader = (id: string) => async () => {
    fetched.push(id)
    return { id } as Sim
  }
  return { fetched, shelf: shelfOf({ raft: loader('raft'), quorum: loader('quorum') }) }
}

test.each([
  ['#/quorum/stale-read?seed=7', ['quorum']],
  ['https://example.org/netsplit/#/quorum/stale-read', ['quorum']],
  ['quorum/stale-read', ['quorum']],
  ['quorum', ['quorum']],
  ['{\n  "v": 1,\n  "sim": "quorum",\n  "scenario": "quorum/stale-read"\n}', ['quorum']],
  ['', ['raft']],
  ['#/', ['raft']],
  ['{"v": 1}', ['raft']],
  ['#/paxos/three-rooms', ['raft', 'quorum']],
  ['#/constructor/x', ['raft', 'quorum']],
  ['{"scenario": "paxos/three-rooms"}', ['raft', 'quorum']],
])('%j needs %j', async (text, needed) => {
  const { fetched, shelf: here } = shelf()
  expect((await here.of(text)).map(({ id }) => id)).toEqual(needed)
  expect(fetched).toEqual(needed)
})
