// What a person can tell nodes reaches who decides about it, and changes the placement as its title says.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/hashing/sim.ts'
import type { MenuItem } from '../../../src/lab/frame.ts'
import { createLocalLab } from '../../../src/lab/local.ts'
import type { RingPicture } from '../../../src/sim/picture.ts'

const lab = createLocalLab([sim])

async function offered(node: string, title: RegExp): Promise<MenuItem | undefined> {
  return (await lab.menu(node)).find((item) => title.test(item.title))
}

/** Does it, and lets what was asked for come about. */
async function done(node: string, title: RegExp): Promise<RingPicture> {
  const item = await offered(node, title)
  expect(item, `${title} is offered to ${node}`).toBeDefined()
  const { frame } = await lab.inject(item!.command)
  await lab.seek({ us: frame.atUs + 400_000 })
  return lab.getState().frame.ring!
}

const keysOf = ({ nodes }: RingPicture, id: string) => nodes.find((node) => node.id === id)!

describe('on a ring', () => {
  test('a node weighs twice as much, and takes keys from the others only', async () => {
    await lab.open('#/hashing/latest-posts?t=200ms')
    const before = lab.getState().frame.ring!
    const after = await done('n2', /twice as much/)
    expect(after.change).toBe('n2 weighs 2')
    expect(keysOf(after, 'n2').keys).toBeGreaterThan(keysOf(before, 'n2').keys)
    expect(after.moves.every(({ to }) => after.nodes[to]!.id === 'n2')).toBe(true)
    const again = await done('n2', /half as much/)
    expect(again.change).toBe('n2 weighs 1')
  })

  test('a node that is down is removed, which it could not be told itself', async () => {
    await lab.open('#/hashing/latest-posts?t=200ms')
    await lab.inject({ kind: 'crash', node: 'n3' })
    expect(await offered('n3', /Let it leave/)).toBeUndefined()
    const after = await done('n3', /Remove it/)
    expect(after.change).toBe('n3 leaves')
    expect(keysOf(after, 'n3').isMember).toBe(false)
    await lab.inject({ kind: 'crash', node: 'dir' })
    expect(await offered('n2', /Remove it/)).toBeUndefined()
  })

  test('there is nothing to split or to give', async () => {
    await lab.open('#/hashing/latest-posts?t=200ms')
    expect(await offered('n2', /Split|Give it a part/)).toBeUndefined()
  })
})

describe('where parts are dealt', () => {
  const placedBy = async (scheme: string) => {
    await lab.open('#/hashing/latest-posts?t=200ms')
    await lab.setAtStart({ settings: { scheme, parts: 12 } })
    await lab.seek({ us: 250_000 })
  }

  test.each(['ranges', 'partitions', 'directory'])(
    '%s: a node is given a part of the fullest',
    async (scheme) => {
      await placedBy(scheme)
      const before = lab.getState().frame.ring!
      const after = await done('n1', /Give it a part/)
      expect(keysOf(after, 'n1').keys).toBeGreaterThan(keysOf(before, 'n1').keys)
      expect(new Set(after.moves.map(({ from, to }) => [from, after.nodes[to]!.id].join()))).toHaveLength(1)
    },
  )

  test('the largest range of another is cut in two, and the second half goes to the node', async () => {
    await placedBy('ranges')
    const before = lab.getState().frame.ring!
    const after = await done('n1', /Split another/)
    expect(after.ranges!.starts.length).toBe(before.ranges!.starts.length + 1)
    expect(keysOf(after, 'n1').keys).toBeGreaterThan(keysOf(before, 'n1').keys)
    expect(after.moves.map(({ to }) => after.nodes[to]!.id)).toEqual(['n1'])
  })
})
