// What a person can tell replicas and clients to do.

import type { NodeView, Operation } from '../../src/engine/observer.ts'
import type { ActionSpec } from '../../src/sim/define.ts'
import { configurationOf } from './state.ts'

const isReplica = (node: NodeView) => node.process === 'replica' && node.up
const isClient = (node: NodeView) => node.process === 'client' && node.up

/** Counting the writes so far gives every write a value of its own. */
function nextValue(history: readonly Operation[]): number {
  return history.filter(({ f }) => f !== 'read').length + 1
}

function lastKey(history: readonly Operation[]): string {
  return history.findLast(({ f }) => f === 'write' || f === 'append')?.key ?? 'x'
}

export const actions: readonly ActionSpec[] = [
  {
    id: 'write',
    title: 'Write a new value',
    key: 'W',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'write', key: 'x', value: nextValue(history) }),
  },
  {
    id: 'read',
    title: 'Read',
    key: 'Q',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'read', key: lastKey(history) }),
  },
  {
    id: 'readNearest',
    title: 'Read at the nearest replica, old or not',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'read', key: lastKey(history), level: 'eventual' }),
  },
  {
    id: 'readStrong',
    title: 'Read the truth or nothing',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'read', key: lastKey(history), level: 'strong' }),
  },
  {
    id: 'writeStrong',
    title: 'Write for all to see, or not at all',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'write', key: 'x', value: nextValue(history), level: 'strong' }),
  },
  {
    id: 'writeAvailable',
    title: 'Write, even at a replica that is cut off',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'write', key: 'x', value: nextValue(history), level: 'available' }),
  },
  {
    id: 'append',
    title: 'Put something into the cart',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'append', key: 'cart', value: `item${nextValue(history)}` }),
  },
  { id: 'wipe', title: 'Delete everything', appliesTo: isClient, order: () => ({ name: 'wipe', key: '*' }) },
  {
    id: 'snapshot',
    title: 'Take a snapshot',
    appliesTo: isClient,
    order: () => ({ name: 'snapshot', key: '*' }),
  },
  {
    id: 'restore',
    title: 'Bring the last snapshot back',
    appliesTo: isClient,
    order: () => ({ name: 'restore', key: '*' }),
  },
  {
    id: 'promote',
    title: 'Promote it to primary',
    appliesTo: (node) => isReplica(node) && !believesItLeads(node),
    order: () => ({ name: 'promote' }),
  },
]

function believesItLeads({ disk, memory, id }: NodeView): boolean {
  return memory.isActive && configurationOf({ disk, memory })?.members[0] === id
}

/** The one in charge; of several that believe it, the one of the highest epoch. */
export function inCharge(nodes: readonly NodeView[]): string | null {
  const leaders = nodes.filter((node) => isReplica(node) && believesItLeads(node))
  leaders.sort((a, b) => b.memory.configuration.epoch - a.memory.configuration.epoch)
  return leaders[0]?.id ?? null
}
