// The stage at one moment: nodes as the sim pictures them with what was done to them, links, walls, and messages
// on their way or just lost.

import type { World } from '../engine/world.ts'
import type { PictureView, Sim } from '../sim/define.ts'
import type { ActiveFault, Link, NodeView } from '../sim/engineTypes.ts'
import type { ClusterPicture, LinkPicture, NodePicture } from '../sim/picture.ts'
import { flying, lostLately } from './flights.ts'
import type { Narrated } from './narrate.ts'
import { badge, disturbance } from './titles.ts'
import { wallOf } from './walls.ts'

export type SimPicture = ReturnType<Sim['picture']>

/** What the sim may make a picture from. */
export function pictureView(world: World, before: NodeView | null): PictureView {
  return {
    nowUs: world.nowUs,
    nodes: world.nodes.map((node) => pictureNode(world, node)),
    truth: world.truth,
    history: world.history,
    settings: world.settings,
    broken: world.broken,
    faults: world.faults,
    before,
    inFlight: world.inFlight(),
  }
}

/** One node from inside. */
export function pictureNode(world: World, node: NodeView): PictureView['nodes'][number] {
  const { id, process, up, paused, disk, memory } = node
  const { writes, syncedLengths } = world.unsynced(id)
  const timers = Object.fromEntries(
    world.timersOf(id).map(({ name, setUs, dueUs }) => [name, { setUs, dueUs }]),
  )
  return { id, process, up, paused, disk, memory, unsyncedWrites: writes, syncedLengths, timers }
}

export function clusterOf(
  narrated: Narrated,
  world: World,
  view: PictureView,
  picture: SimPicture,
): ClusterPicture {
  const { sim } = narrated
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
    walls: world.faults.flatMap(({ id, command }) =>
      command.kind === 'cut' ? [wallOf(id, command, isClient)] : [],
    ),
    flights: [...flying(narrated, world), ...lostLately(narrated, world)],
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

function arrow([from, to]: Link): string {
  return `${from}>${to}`
}
