// What a person can tell a node: a client to write or read, a projector to drop its model or to go on.

import type { NodeView } from '../../src/engine/observer.ts'
import type { ActionSpec } from '../../src/sim/define.ts'
import type { ProjectorDisk } from './state.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up
const isProjector = (node: NodeView) => node.process === 'projector' && node.up
const diskOf = (node: NodeView): ProjectorDisk => node.disk

export const actions: readonly ActionSpec[] = [
  {
    id: 'deposit',
    title: 'Deposit 50 in x',
    key: 'W',
    appliesTo: isClient,
    order: () => ({ name: 'deposit', key: 'x', amount: 50 }),
  },
  {
    id: 'withdraw',
    title: 'Withdraw 50 from x',
    appliesTo: isClient,
    order: () => ({ name: 'withdraw', key: 'x', amount: 50 }),
  },
  {
    id: 'read',
    title: 'Read x',
    key: 'Q',
    appliesTo: isClient,
    order: () => ({ name: 'read', key: 'x' }),
  },
  {
    id: 'readOwn',
    title: 'Read x with its own writes',
    appliesTo: isClient,
    order: () => ({ name: 'read', key: 'x', level: 'own' }),
  },
  {
    id: 'readWriter',
    title: 'Read x at the writer',
    appliesTo: isClient,
    order: () => ({ name: 'read', key: 'x', level: 'writer' }),
  },
  {
    id: 'stop',
    title: 'Stop following the log',
    appliesTo: (node) => isProjector(node) && diskOf(node).stopAt === null,
    order: () => ({ name: 'stop' }),
  },
  {
    id: 'rebuild',
    title: 'Rebuild the read model',
    appliesTo: isProjector,
    order: () => ({ name: 'rebuild' }),
  },
  {
    id: 'goBack',
    title: 'Rebuild it up to half of its events',
    appliesTo: isProjector,
    order: (node) => ({ name: 'rebuild', upTo: Math.max(1, Math.floor(diskOf(node).offset / 2)) }),
  },
  {
    id: 'follow',
    title: 'Follow the log again',
    appliesTo: (node) => isProjector(node) && diskOf(node).stopAt !== null,
    order: () => ({ name: 'follow' }),
  },
]
