// What a person can tell nodes and clients to do. Who is a member, what a node weighs and who has which part is for the
// directory to decide, so that is told there, from the menu of the node it is about.

import type { NodeView } from '../../src/engine/observer.ts'
import type { ActionSpec } from '../../src/sim/define.ts'
import { allKeys, postName } from './keys.ts'
import { isMember, type Layout, placedText } from './layout.ts'
import { rangeOf } from './placement/ranges.ts'
import type { Disk } from './state.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up
const isStore = (node: NodeView) => node.process === 'store' && node.up
const isIn = ({ id, disk }: NodeView) => {
  const { view } = disk as Disk
  return view !== null && isMember(view.now, id)
}

const MOST_WEIGHT = 10
const LEAST_WEIGHT = 0.25

/** The layout that a member of the store goes by; null for anybody else. */
function layoutOf(node: NodeView): Layout | null {
  return node.process === 'store' && isIn(node) ? (node.disk as Disk).view!.now : null
}

function weightOf(node: NodeView): number {
  return layoutOf(node)?.members.find(({ id }) => id === node.id)?.weight ?? 0
}

/** In the middle of the range with the most posts that another node has: the text there; null if none can be cut. */
function middleOfLargest(node: NodeView): string | null {
  const layout = layoutOf(node)
  const { owners = [], starts } = layout?.deal ?? {}
  if (layout === null || starts === undefined) return null
  const texts: string[][] = starts.map(() => [])
  for (const key of allKeys(layout.posts)) {
    const text = placedText(layout, key)
    const range = texts[rangeOf(text, starts)]!
    if (!key.includes('~') && !range.includes(text)) range.push(text)
  }
  const others = texts.filter((range, i) => owners[i] !== node.id && range.length > 1)
  const largest = others.reduce<string[]>((best, range) => (range.length > best.length ? range : best), [])
  return largest.sort()[largest.length >> 1] ?? null
}

/** Of the other nodes, the one that has the most parts for its weight: its last part; -1 if nobody else has one. */
function partOfFullest(node: NodeView): number {
  const layout = layoutOf(node)
  const owners = layout?.deal?.owners ?? []
  const load = ({ id, weight }: Layout['members'][number]) =>
    owners.filter((owner) => owner === id).length / weight
  const others = (layout?.members ?? []).filter(({ id }) => id !== node.id && owners.includes(id))
  const fullest = others.reduce<(typeof others)[number] | null>(
    (best, member) => (best === null || load(member) > load(best) ? member : best),
    null,
  )
  return fullest === null ? -1 : owners.lastIndexOf(fullest.id)
}

const ofMembers: readonly ActionSpec[] = [
  {
    id: 'join',
    title: 'Let it join',
    appliesTo: (node) => isStore(node) && !isIn(node),
    order: () => ({ name: 'join' }),
  },
  {
    id: 'leave',
    title: 'Let it leave',
    appliesTo: (node) => isStore(node) && isIn(node),
    order: () => ({ name: 'leave' }),
  },
  {
    id: 'remove',
    title: 'Remove it from the members',
    // The one thing to do about a node that is down.
    appliesTo: (node) => node.process === 'cache' || layoutOf(node) !== null,
    to: 'directory',
    order: ({ id }) => ({ name: 'remove', node: id }),
  },
  {
    id: 'heavier',
    title: 'Let it weigh twice as much',
    appliesTo: (node) => layoutOf(node) !== null && weightOf(node) * 2 <= MOST_WEIGHT,
    to: 'directory',
    order: (node) => ({ name: 'weigh', node: node.id, weight: weightOf(node) * 2 }),
  },
  {
    id: 'lighter',
    title: 'Let it weigh half as much',
    appliesTo: (node) => layoutOf(node) !== null && weightOf(node) / 2 >= LEAST_WEIGHT,
    to: 'directory',
    order: (node) => ({ name: 'weigh', node: node.id, weight: weightOf(node) / 2 }),
  },
]

const ofParts: readonly ActionSpec[] = [
  {
    id: 'split',
    title: 'Split another node’s largest range, half for it',
    appliesTo: (node) => middleOfLargest(node) !== null,
    to: 'directory',
    order: (node) => ({ name: 'split', key: middleOfLargest(node)!, node: node.id }),
  },
  {
    id: 'assign',
    title: 'Give it a part of the fullest node’s',
    appliesTo: (node) => partOfFullest(node) >= 0,
    to: 'directory',
    order: (node) => ({ name: 'assign', part: partOfFullest(node), node: node.id }),
  },
]

const ofClients: readonly ActionSpec[] = [
  {
    id: 'write',
    title: 'Write a new value',
    key: 'W',
    appliesTo: isClient,
    // Counting the operations so far gives every write a value, and one after the other all keys.
    order: (_, history) => ({
      name: 'write',
      key: postName((7 * history.length) % 100),
      value: 1_000 + history.length,
    }),
  },
  {
    id: 'read',
    title: 'Read',
    key: 'Q',
    appliesTo: isClient,
    order: (_, history) => ({
      name: 'read',
      key: history.findLast(({ f }) => f === 'write')?.key ?? postName(0),
    }),
  },
  {
    id: 'query',
    title: 'Count the latest posts',
    appliesTo: isClient,
    order: () => ({ name: 'query', of: 'recent' }),
  },
]

export const actions: readonly ActionSpec[] = [...ofMembers, ...ofParts, ...ofClients]
