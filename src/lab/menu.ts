// What a person may do at the playhead, to one node or to the whole. One list for menus, toolbar, keys and palette;
// nothing in it is done by looking at it.

import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { Command, NodeView } from '../sim/engineTypes.ts'
import { alone, deaf, isolate, mute, type Shape, type ShapeName, shape } from '../sim/shapes.ts'
import { serversOf } from './clusterOf.ts'
import type { MenuItem } from './frame.ts'
import { faultTitle } from './titles.ts'

const SLOW_US = 5_000
const SLOW_SYNC_US = 50_000
const CLOCK_OFFSET_US = 500_000

export function menuFor(sim: Sim, world: World, node: string | null): MenuItem[] {
  const everyone = world.nodes.map(({ id }) => id)
  const isServer = serversOf(sim, world)
  const servers = everyone.filter((id) => isServer.has(id))
  const view = world.nodes.find(({ id }) => id === node)
  if (view !== undefined) return nodeMenu(sim, world, view, servers, everyone)
  return node === null ? worldMenu(sim, world, servers) : []
}

function nodeMenu(
  sim: Sim,
  world: World,
  node: NodeView,
  servers: readonly string[],
  everyone: readonly string[],
): MenuItem[] {
  const { id } = node
  const isServer = servers.includes(id)
  return [
    ...tellItems(sim, world, node),
    ...powerItems(node),
    item('slow', 'Slow it down to 5 ms an event', { kind: 'slow', node: id, serviceUs: SLOW_US }),
    item('slow-disk', 'Slow its disk to 50 ms a sync', { kind: 'slowDisk', node: id, syncUs: SLOW_SYNC_US }),
    item('lying-disk', 'Let its disk lie about syncs', { kind: 'lyingDisk', node: id }),
    item('clock', 'Set its clock 500 ms ahead', {
      kind: 'clock',
      node: id,
      offsetUs: CLOCK_OFFSET_US,
      driftPpm: 0,
    }),
    cutItem('isolate', 'Cut it off from everyone', isolate(id, everyone), 'I'),
    ...(isServer
      ? [
          cutItem('alone', 'Cut it off from the other servers', alone(id, servers)),
          cutItem('deaf', 'Let it hear nobody', deaf(id, servers)),
          cutItem('mute', 'Let nobody hear it', mute(id, servers)),
        ]
      : []),
    ...healItems(world, id),
  ]
}

/** What can be told to a node, or to another about it: whoever is told must be up. */
function tellItems({ actions }: Sim, world: World, node: NodeView): MenuItem[] {
  return actions.flatMap((action) => {
    const told = action.to === undefined ? node : world.nodes.find(({ process }) => process === action.to)
    if (told === undefined || !told.up || !action.appliesTo(node)) return []
    const order = action.order(node, world.history)
    return [item(action.id, action.title, { kind: 'tell', node: told.id, order }, action.key ?? null)]
  })
}

function powerItems({ id, up, paused }: NodeView): MenuItem[] {
  if (!up) return [item('restart', 'Restart it', { kind: 'restart', node: id }, 'X')]
  return [
    item('crash', 'Crash it', { kind: 'crash', node: id }, 'X'),
    item('crash-disk', 'Crash it and lose its disk', { kind: 'crash', node: id, loseDisk: true }),
    paused
      ? item('resume', 'Let it go on', { kind: 'resume', node: id }, 'Z')
      : item('pause', 'Pause it', { kind: 'pause', node: id }, 'Z'),
  ]
}

/** Faults in force on the node, each with its end; crash and pause end by restart and resume. */
function healItems(world: World, node: string): MenuItem[] {
  return world.faults
    .filter(({ command }) => {
      if (command.kind === 'crash' || command.kind === 'pause') return false
      if ('node' in command) return command.node === node
      return command.kind === 'cut' && command.links.some((link) => link.includes(node))
    })
    .map(({ id, command }) => item(`heal-${id}`, `Heal: ${faultTitle(command)}`, { kind: 'heal', fault: id }))
}

const SHAPES: readonly (readonly [ShapeName, string])[] = [
  ['halves', 'Cut into two halves'],
  ['minority', 'Cut off a minority'],
  ['leader-alone', 'Cut off the leader alone'],
  ['isolate-one', 'Cut off one server'],
  ['one-way', 'Cut one way: one hears nobody'],
  ['bridge', 'Cut so that one server is the only bridge'],
  ['majorities-ring', 'Cut so that everyone sees another majority'],
]

function worldMenu(sim: Sim, world: World, servers: readonly string[]): MenuItem[] {
  const leader = sim.leader(world.nodes)
  const shapes = SHAPES.filter(([name]) => name !== 'leader-alone' || leader !== null)
    .map(([name, title]) => cutItem(`cut-${name}`, title, shape(name, servers, leader)))
    .filter(({ command }) => command.kind === 'cut' && command.links.length > 0)
  const told = world.nodes
    .filter(({ id, up }) => up && !servers.includes(id))
    .flatMap((client) =>
      tellItems(sim, world, client).map(({ id, title, command }) =>
        item(`${id}-${client.id}`, `${client.id}: ${title}`, command),
      ),
    )
  return [
    ...told,
    ...shapes,
    item('slow-links', 'Slow all links to 50 to 150 ms', {
      kind: 'latency',
      links: 'all',
      latency: { kind: 'uniform', minUs: 50_000, maxUs: 150_000 },
    }),
    item('loss', 'Lose 20 % of all messages', { kind: 'loss', links: 'all', probability: 0.2 }),
    item('duplicate', 'Duplicate 20 % of all messages', {
      kind: 'duplicate',
      links: 'all',
      probability: 0.2,
    }),
    item('reorder', 'Let messages overtake', {
      kind: 'reorder',
      links: 'all',
      probability: 0.3,
      extraUs: 50_000,
    }),
    ...alignItem(sim, world),
    ...(world.faults.length === 0 ? [] : [item('heal-all', 'Heal everything', { kind: 'heal' }, 'H')]),
  ]
}

function alignItem({ alignable }: Sim, world: World): MenuItem[] {
  if (alignable === null) return []
  const { timer, process, title } = alignable
  const nodes = world.nodes
    .filter(
      (node) =>
        node.up && node.process === process && world.timersOf(node.id).some(({ name }) => name === timer),
    )
    .map(({ id }) => id)
  return nodes.length < 2 ? [] : [item('align', title, { kind: 'align', timer, nodes, inUs: 20_000 })]
}

function item(id: string, title: string, command: Command, key: string | null = null): MenuItem {
  return { id, title, key, command }
}

function cutItem(id: string, title: string, { name, links }: Shape, key: string | null = null): MenuItem {
  return item(id, title, { kind: 'cut', name, links }, key)
}
