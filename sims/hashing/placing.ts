// All schemes on the same keys and the same change, for clusters and numbers of keys that no run has: by the very
// placement functions that the nodes of a run go by, a key at a time, and nothing estimated.

import type { PictureView } from '../../src/sim/define.ts'
import { type ArcsPicture, hueOf, type RingNodePicture, type RingPicture } from '../../src/sim/picture.ts'
import { MOST, type Placing, type PlacingAsk, type PlacingPicture } from '../../src/sim/placing.ts'
import { allKeys, evenStarts } from './keys.ts'
import { type Layout, optionsOf, placedText } from './layout.ts'
import { viewIn } from './picture.ts'
import { murmur3 } from './placement/hash.ts'
import { evenness, leastMoved } from './placement/measure.ts'
import type { Member, Placement, PlacementOptions, Scheme } from './placement/placement.ts'
import { placed, SCHEMES } from './placement/schemes.ts'
import { arcsIn, changeText } from './ringLayouts.ts'
import type { Truth } from './truth.ts'

/** Keys by their number, so that a million of them need not be kept as texts. */
interface ManyKeys {
  readonly count: number
  readonly text: (i: number) => string
  readonly hashes: Uint32Array
}

interface Clusters {
  readonly before: readonly Member[]
  readonly after: readonly Member[]
}

export const placing: Placing = (view, ask) => {
  const layout = viewIn(view)?.now ?? null
  const scheme = SCHEMES.find(({ id }) => id === ask.scheme)
  const clusters = layout === null ? null : clustersFor(view, layout, ask)
  if (layout === null || scheme === undefined || clusters === null) return null
  const keys = keysFor(layout, ask)
  const options = optionsFor(layout, ask, clusters, keys)
  const before = placed(scheme, clusters.before, options)
  const after = placed(scheme, clusters.after, options, before)
  return answer(scheme, options, before.placement, after.placement, keys)
}

/** The least that is asked for where a number makes no sense. */
function within(asked: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(asked)))
}

// What is placed, and on whom.

function clustersFor(view: PictureView, now: Layout, { nodes, change }: PlacingAsk): Clusters | null {
  const members = nodes === null ? now.members : numbered(within(nodes, MOST.nodes))
  if (change === 'join') return { before: members, after: [...members, nextOf(members)] }
  if (change === 'leave') {
    const gone = members.length >> 1
    return members.length < 2 ? null : { before: members, after: members.filter((_, i) => i !== gone) }
  }
  const before = (view.truth as Truth).before?.members ?? null
  return before === null || isSame(before, now.members) ? null : { before, after: now.members }
}

/** Then the latest change was not one of nodes. */
function isSame(a: readonly Member[], b: readonly Member[]): boolean {
  const text = (members: readonly Member[]) => JSON.stringify(members.map(({ id, weight }) => [id, weight]))
  return text(a) === text(b)
}

function numbered(count: number): readonly Member[] {
  return Array.from({ length: count }, (_, i) => memberNamed(i + 1))
}

function memberNamed(number: number): Member {
  return { id: `n${number}`, weight: 1, domain: `n${number}` }
}

function nextOf(members: readonly Member[]): Member {
  const taken = new Set(members.map(({ id }) => id))
  let number = members.length + 1
  while (taken.has(`n${number}`)) number++
  return memberNamed(number)
}

/** Parts must be enough for everybody, and Maglev's table a hundred times more than nodes. */
function optionsFor(
  layout: Layout,
  { tokens }: PlacingAsk,
  { before, after }: Clusters,
  keys: ManyKeys,
): PlacementOptions {
  const most = Math.max(before.length, after.length)
  const parts = Math.max(layout.parts, PARTS_A_NODE * most)
  return {
    ...optionsOf(layout),
    tokens: tokens === null ? layout.tokens : within(tokens, MOST.tokens),
    parts,
    tableSize: most > FEW_NODES ? 65_537 : optionsOf(layout).tableSize,
    starts: startsOf(layout, keys, parts),
  }
}

const PARTS_A_NODE = 8
const FEW_NODES = 20

function startsOf(layout: Layout, { count, text }: ManyKeys, parts: number): readonly string[] {
  if (count === allKeys(layout.posts).length) return evenStarts(layout.posts, layout.partitionBy, parts)
  return Array.from({ length: parts }, (_, i) => (i === 0 ? '' : text(Math.floor((i * count) / parts))))
}

// The hashes of the keys that were asked for last: asking of scheme after scheme needs the same ones.
let latest: { readonly name: string; readonly keys: ManyKeys } | null = null

function keysFor(layout: Layout, { keys: asked }: PlacingAsk): ManyKeys {
  if (asked === null) return keysOfRun(layout)
  const count = within(asked, MOST.keys)
  const name = `${count} ${layout.salt}`
  if (latest?.name !== name) {
    const text = (i: number) => `key:${String(i).padStart(7, '0')}`
    const hashes = Uint32Array.from({ length: count }, (_, i) => murmur3(text(i), layout.salt))
    latest = { name, keys: { count, text, hashes } }
  }
  return latest.keys
}

function keysOfRun(layout: Layout): ManyKeys {
  const texts = allKeys(layout.posts).map((key) => placedText(layout, key))
  const hashes = Uint32Array.from(texts, (text) => murmur3(text, layout.salt))
  return { count: texts.length, text: (i) => texts[i]!, hashes }
}

// What comes of it.

/** How many keys go from each node to each: rows are nodes before, columns nodes after. */
function flowsOf(before: Placement, after: Placement, { count, text, hashes }: ManyKeys, scheme: Scheme) {
  const width = after.members.length
  const flows = new Uint32Array(before.members.length * width)
  // Only ranges read a key's text.
  const isByText = scheme.id === 'ranges'
  for (let i = 0; i < count; i++) {
    const key = isByText ? text(i) : ''
    flows[before.owner(hashes[i]!, key) * width + after.owner(hashes[i]!, key)]!++
  }
  return flows
}

interface Moved {
  /** Names of everybody who is there before or after; the rest are indices into them. */
  readonly ids: readonly string[]
  readonly membersBefore: readonly number[]
  readonly members: readonly number[]
  readonly keysBefore: readonly number[]
  readonly keys: readonly number[]
  readonly moves: RingPicture['moves']
}

function movedIn(before: Placement, after: Placement, flows: Uint32Array): Moved {
  const ids = idsOf(before.members, after.members)
  const membersBefore = before.members.map(({ id }) => ids.indexOf(id))
  const members = after.members.map(({ id }) => ids.indexOf(id))
  const [keysBefore, keys] = [ids.map(() => 0), ids.map(() => 0)]
  const moves: { from: number; to: number; keys: number }[] = []
  flows.forEach((count, i) => {
    const from = membersBefore[Math.floor(i / members.length)]!
    const to = members[i % members.length]!
    keysBefore[from]! += count
    keys[to]! += count
    if (count > 0 && from !== to) moves.push({ from, to, keys: count })
  })
  moves.sort((a, b) => b.keys - a.keys || a.from - b.from || a.to - b.to)
  return { ids, membersBefore, members, keysBefore, keys, moves }
}

function answer(
  scheme: Scheme,
  { parts }: PlacementOptions,
  before: Placement,
  after: Placement,
  keys: ManyKeys,
): PlacingPicture {
  const moved = movedIn(before, after, flowsOf(before, after, keys, scheme))
  const { ids, moves } = moved
  const index = (id: string) => ids.indexOf(id)
  const loads = (counts: readonly number[], nodes: readonly number[]) => nodes.map((node) => counts[node]!)
  const stays = ids.map((_, node) => moved.members.includes(node) && moved.membersBefore.includes(node))
  const sum = (flows: RingPicture['moves']) => flows.reduce((all, flow) => all + flow.keys, 0)
  return {
    id: scheme.id,
    keys: keys.count,
    needless: sum(moves.filter(({ from, to }) => stays[from] && stays[to])) / keys.count,
    maxOverMeanBefore: evenness(loads(moved.keysBefore, moved.membersBefore), before.members).maxOverMean,
    ...evenness(loads(moved.keys, moved.members), after.members),
    heir: heirOf(moved, stays),
    ring: {
      scheme: scheme.title,
      schemeBefore: scheme.title,
      change: changeText(
        { members: before.members, scheme: scheme.id },
        { members: after.members, scheme: scheme.id },
      ),
      isMoving: false,
      nodes: ids.map((id, i) => nodePicture(id, i, after.members, moved)),
      arcs: given(arcsIn(scheme.id, after, parts, index)),
      arcsBefore: given(arcsIn(scheme.id, before, parts, index)),
      ranges: null,
      keys: [],
      flights: [],
      behind: [],
      keyBytes: null,
      moves,
      moved: sum(moves) / keys.count,
      ideal: leastMoved(before.members, after.members),
      schemes: [],
    },
  }
}

/** Two placements may share columns, and an answer is given away. */
function given(arcs: ArcsPicture | null): ArcsPicture | null {
  return arcs && { ...arcs, until: Uint32Array.from(arcs.until), owner: Uint16Array.from(arcs.owner) }
}

function nodePicture(
  id: string,
  index: number,
  members: readonly Member[],
  { keys, keysBefore }: Moved,
): RingNodePicture {
  const member = members.find((one) => one.id === id)
  return {
    id,
    hue: hueOf(index + 1),
    weight: member?.weight ?? 0,
    isMember: member !== undefined,
    isUp: true,
    lid: null,
    keys: keys[index]!,
    keysBefore: keysBefore[index]!,
    held: 0,
    load: 0,
  }
}

/** Everybody who is there before or after, in the order of the longer list. */
function idsOf(before: readonly Member[], after: readonly Member[]): readonly string[] {
  const longer = before.length >= after.length ? before : after
  return [...new Set([...longer, ...before, ...after].map(({ id }) => id))]
}

/** The busiest heir's share of what those who went had held. */
function heirOf({ moves, membersBefore, keysBefore }: Moved, stays: readonly boolean[]): number | null {
  const gone = membersBefore.filter((node) => !stays[node])
  const total = gone.reduce((sum, node) => sum + keysBefore[node]!, 0)
  if (total === 0) return null
  const heirs = new Map<number, number>()
  for (const { from, to, keys } of moves) if (gone.includes(from)) heirs.set(to, (heirs.get(to) ?? 0) + keys)
  return Math.max(...heirs.values()) / total
}
