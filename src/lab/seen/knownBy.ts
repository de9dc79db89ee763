// What a node knows, from its own past and nothing else: itself as it is, others as of their last word to it. It knows
// of no message on its way, no cut, no crash: only of silence.

import type { Sim } from '../../sim/define.ts'
import type { Claim, DrawnNode, Heard, OwnPast } from '../../sim/knowledge.ts'
import type { ClusterPicture, NodePicture } from '../../sim/picture.ts'
import { milliseconds } from '../../sim/words.ts'
import { statusOf } from '../clusterOf.ts'
import { lanesKnown, trailsKnown } from './past.ts'
import type { Acquaintance, SeenPicture } from './picture.ts'
import { ownSentence } from './says.ts'

/** What of a system is asked here: its words and looks, never its observer. */
export type Interpreter = Pick<
  Sim,
  'knowing' | 'servers' | 'look' | 'describe' | 'arrival' | 'lane' | 'operation' | 'words' | 'landmarks'
>

export function knownBy(past: OwnPast, sim: Interpreter): SeenPicture {
  const self = drawnSelf(past, sim)
  const own = past.operations.map((operation) => {
    const { id, client, invokedUs, completedUs, outcome } = operation
    return { id, client, invokedUs, completedUs, outcome, ...sim.operation(operation), broken: null }
  })
  return {
    node: past.self.id,
    caption: self.caption,
    says: ownSentence(past, sim),
    others: othersOf(past).map(({ id, heard }) => acquaintance(past, sim, id, heard)),
    frame: {
      cluster: clusterKnown(past, sim, self),
      table: past.self.up ? (sim.knowing?.table?.(past) ?? null) : null,
      charts: [],
      keys: [],
      operations: own.length > 0 ? own : (sim.knowing?.operations?.(past) ?? []),
      truth: [],
      lanes: lanesKnown(past, sim),
      holds: [],
      trails: trailsKnown(past, sim),
      promises: [],
      metrics: [],
      changes: [],
    },
  }
}

function othersOf({ nodes, lastHeard, self }: OwnPast) {
  return nodes.flatMap(({ id, process }, i) =>
    id === self.id ? [] : [{ id, process, heard: lastHeard[i] ?? null }],
  )
}

function acquaintance(past: OwnPast, sim: Interpreter, node: string, heard: Heard | null): Acquaintance {
  if (heard === null) return { node, caption: null, line: null, agoUs: null }
  const { message, atUs } = heard
  return {
    node,
    caption: claimOf(sim, message).caption,
    line: sim.describe(message),
    agoUs: past.nowUs - atUs,
  }
}

// The stage.

const PLAIN: DrawnNode = {
  glyph: 'follower',
  letter: '?',
  hue: null,
  caption: '',
  detail: null,
  isBroken: false,
  silence: null,
  votes: null,
}

function clusterKnown(past: OwnPast, sim: Interpreter, drawn: DrawnNode): ClusterPicture {
  const { self, nodes, lastHeard } = past
  const isClient = (process: string) => !sim.servers.includes(process)
  const pictures = nodes.map(({ id, process }, i): NodePicture => {
    const rest = { id, badges: [], unsyncedWrites: 0 }
    if (id === self.id)
      return { ...drawn, ...rest, status: statusOf(self), unsyncedWrites: self.unsyncedWrites }
    return {
      ...drawnOther(past, sim, isClient(process), lastHeard[i] ?? null),
      ...rest,
      status: 'up',
      isHearsay: true,
    }
  })
  const links = nodes
    .filter(({ id, process }) => id !== self.id && !(isClient(process) && isClient(self.process)))
    .map(({ id }) => ({ a: self.id, b: id, cut: 'none' as const, disturbed: null }))
  return { nodes: pictures, links, walls: [], flights: [] }
}

function drawnSelf(past: OwnPast, sim: Interpreter): DrawnNode {
  const { self } = past
  if (!self.up) return { ...PLAIN, letter: '', caption: 'crashed: it knows nothing' }
  const drawn = sim.knowing?.self?.(past)
  if (drawn !== undefined) return drawn
  const isClient = !sim.servers.includes(self.process)
  return {
    ...PLAIN,
    glyph: isClient ? 'client' : 'follower',
    letter: initial(self.process),
    caption: self.process,
  }
}

function drawnOther(past: OwnPast, sim: Interpreter, isClient: boolean, heard: Heard | null): DrawnNode {
  const glyph = isClient ? 'client' : 'follower'
  if (heard === null) return { ...PLAIN, glyph, letter: isClient ? 'c' : '?', caption: 'not heard from' }
  const { lane: _, ...claim } = claimOf(sim, heard.message)
  const own = isClient ? ({ glyph, letter: 'c', hue: null } as const) : {}
  return { ...PLAIN, ...claim, ...own, detail: `heard ${milliseconds(past.nowUs - heard.atUs)} ms ago` }
}

/** What a message says of its sender; where the system has no word for it, its name. */
export function claimOf(sim: Interpreter, message: Heard['message']): Claim {
  const claim = sim.knowing?.claim?.(message) ?? null
  if (claim !== null) return claim
  const { hue, label } = sim.look(message)
  return { glyph: 'follower', letter: '·', hue, caption: `said ${label}`, lane: 'follows' }
}

function initial(process: string): string {
  return process.charAt(0).toUpperCase()
}
