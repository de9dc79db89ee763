// The stage at one moment: nodes as the sim pictures them with what was done to them, links, walls, and messages
// on their way or just lost.

import type { Trace } from '../engine/trace.ts'
import type { World } from '../engine/world.ts'
import type { PictureView, Sim } from '../sim/define.ts'
import type { ActiveFault, Command, Link, Message, NodeView } from '../sim/engineTypes.ts'
import type { ClusterPicture, FlightPicture, LinkPicture, NodePicture, WallPicture } from '../sim/picture.ts'
import { lossReason } from './narrate.ts'
import { badge, disturbance } from './titles.ts'

/** A lost message stays on the stage for this long, so that its cross can be read. */
const LINGER_US = 15_000
/** Rows looked back for lost messages, at most. */
const MOST_LOOKED_BACK = 400

export type SimPicture = ReturnType<Sim['picture']>

/** What the sim may make a picture from. */
export function pictureView(world: World, before: NodeView | null): PictureView {
  return {
    nowUs: world.nowUs,
    nodes: world.nodes.map((node) => {
      const { id, process, up, paused, disk, memory } = node
      const { writes, syncedLengths } = world.unsynced(id)
      const timers = Object.fromEntries(
        world.timersOf(id).map(({ name, setUs, dueUs }) => [name, { setUs, dueUs }]),
      )
      return { id, process, up, paused, disk, memory, unsyncedWrites: writes, syncedLengths, timers }
    }),
    truth: world.truth,
    history: world.history,
    settings: world.settings,
    faults: world.faults,
    before,
    inFlight: world.inFlight(),
  }
}

export function clusterOf(
  sim: Sim,
  world: World,
  trace: Trace,
  view: PictureView,
  picture: SimPicture,
): ClusterPicture {
  const nodes = view.nodes.map((node, index): NodePicture => {
    const drawn = picture.nodes[index]
    if (drawn === undefined)
      throw new Error(`assertion failed: ${sim.id} pictures every node, ${node.id} too`)
    return {
      ...drawn,
      id: node.id,
      status: statusOf(node),
      badges: world.faults.flatMap(({ command }) =>
        'node' in command && command.node === node.id ? (badge(command) ?? []) : [],
      ),
      unsyncedWrites: node.unsyncedWrites,
    }
  })
  const servers = serversOf(sim, world)
  const isClient = (node: string) => !servers.has(node)
  return {
    nodes,
    links: linksOf(nodes, isClient, world.faults),
    walls: world.faults.flatMap(({ id, command }) => (command.kind === 'cut' ? [wallOf(id, command)] : [])),
    flights: [...flying(sim, world), ...lostLately(sim, world, trace)],
  }
}

/** Ids of the nodes that are the system; the others are its clients. */
export function serversOf(sim: Sim, world: World): ReadonlySet<string> {
  return new Set(world.nodes.filter(({ process }) => sim.servers.includes(process)).map(({ id }) => id))
}

export function statusOf({
  up,
  paused,
}: {
  readonly up: boolean
  readonly paused: boolean
}): NodePicture['status'] {
  return !up ? 'crashed' : paused ? 'paused' : 'up'
}

function flying(sim: Sim, world: World): FlightPicture[] {
  return world.inFlight().map(({ id, ref, from, to, message, sentUs, arrivesUs, isHeld, doom }) => ({
    id,
    ref,
    from,
    to,
    sentUs,
    arrivesUs,
    isHeld,
    ...messageLook(sim, from, to, message),
    lost: doom === null ? null : { atUs: doom.atUs, reason: lossReason(doom.why, to) },
  }))
}

function lostLately(sim: Sim, world: World, trace: Trace): FlightPicture[] {
  const lost: FlightPicture[] = []
  for (let row = world.rows - 1; row >= 0 && row > world.rows - MOST_LOOKED_BACK; row--) {
    const atUs = trace.atUs(row)
    if (atUs < world.nowUs - LINGER_US) break
    if (trace.kind(row) !== 'lost') continue
    const id = trace.message(row)
    const { ref, from, to, message, sentUs, arrivesUs, reason } = trace.messageAt(id)
    const look = messageLook(sim, from, to, message)
    lost.push({
      id,
      ref,
      from,
      to,
      sentUs,
      arrivesUs,
      isHeld: false,
      ...look,
      lost: { atUs, reason: lossReason(reason ?? 'loss', to) },
    })
  }
  return lost
}

function messageLook(sim: Sim, from: string, to: string, message: Message) {
  const { mark, hue, label } = sim.look(message)
  return { type: message.type, mark, hue, label, line: `${from}→${to} ${sim.describe(message)}` }
}

/** Every pair that may talk: servers among themselves and with clients. */
function linksOf(
  nodes: readonly NodePicture[],
  isClient: (node: string) => boolean,
  faults: readonly ActiveFault[],
): LinkPicture[] {
  const cut = new Set(
    faults.flatMap(({ command }) => (command.kind === 'cut' ? command.links.map(arrow) : [])),
  )
  const links: LinkPicture[] = []
  nodes.forEach((a, i) => {
    for (const b of nodes.slice(i + 1)) {
      if (isClient(a.id) && isClient(b.id)) continue
      const [forth, back] = [cut.has(`${a.id}>${b.id}`), cut.has(`${b.id}>${a.id}`)]
      links.push({
        a: a.id,
        b: b.id,
        cut: forth && back ? 'both' : forth ? 'forth' : back ? 'back' : 'none',
        disturbed: disturbanceOf(a.id, b.id, faults),
      })
    }
  })
  return links
}

function disturbanceOf(a: string, b: string, faults: readonly ActiveFault[]): string | null {
  const words = faults.flatMap(({ command }) => {
    if (!('links' in command) || command.kind === 'cut') return []
    const isHere =
      command.links === 'all' || command.links.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
    return isHere ? (disturbance(command) ?? []) : []
  })
  return words.length === 0 ? null : [...new Set(words)].join(', ')
}

/** A cut as a wall between two sides, where its links are all those between two sides; otherwise sides are empty. */
export function wallOf(fault: string, { name, links }: Extract<Command, { kind: 'cut' }>): WallPicture {
  const arrows = new Set(links.map(arrow))
  const isOneWay = links.length > 0 && links.every(([from, to]) => !arrows.has(`${to}>${from}`))
  const sides = isOneWay ? oneWaySides(links) : twoSides(links)
  const crossings = sides[0].length * sides[1].length * (isOneWay ? 1 : 2)
  const isComplete =
    crossings === arrows.size &&
    links.every(([from, to]) => sides[0].includes(from) !== sides[0].includes(to))
  return { fault, name, sides: isComplete ? sides : [[], []], isOneWay, links }
}

function oneWaySides(links: readonly Link[]): [string[], string[]] {
  return [[...new Set(links.map(([from]) => from))], [...new Set(links.map(([, to]) => to))]]
}

/** Colours the cut's nodes: the first one's side, and the side of those it cannot reach. */
function twoSides(links: readonly Link[]): [string[], string[]] {
  const first = links[0]?.[0]
  if (first === undefined) return [[], []]
  const beyond = [...new Set(links.filter(([from]) => from === first).map(([, to]) => to))]
  const here = [...new Set(links.flat())].filter((node) => !beyond.includes(node))
  return [here, beyond]
}

function arrow([from, to]: Link): string {
  return `${from}>${to}`
}
