// Who keeps what, for a view to draw: the layout before and after the latest change, and what of it is so by now: which
// disks have which keys, which keys are on their way, and what each node has served.

import type { PictureView } from '../../src/sim/define.ts'
import type {
  RingBehindPicture,
  RingFlightPicture,
  RingNodePicture,
  RingPicture,
} from '../../src/sim/picture.ts'
import type { ClientMemory } from './clientState.ts'
import { isMember, type Layout, ownersOf, type View } from './layout.ts'
import type { StoreMessage } from './messages.ts'
import { servedLately } from './pace.ts'
import { hueOfNode, isKeeper } from './picture.ts'
import { type Laid, laidOut, lidOf } from './ringLayouts.ts'
import type { StoreSettings } from './settings.ts'
import type { Disk } from './state.ts'
import type { Truth } from './truth.ts'

type Keeper = PictureView['nodes'][number]

/** `view` is the latest that the directory has announced. */
export function ringOf(all: PictureView, view: View | null): RingPicture | null {
  if (view === null) return null
  const keepers = all.nodes.filter(isKeeper)
  const laid = laidOut(
    beforeOf(all, view),
    view.now,
    keepers.map(({ id }) => id),
  )
  return {
    ...laid,
    isMoving: view.was !== null,
    nodes: keepers.map((node, i) => nodePicture(all, node, i, view.now, laid)),
    keys: laid.keys.map((key) => ({
      ...key,
      held: keepers.flatMap(({ process, disk }, i) =>
        process === 'store' && key.key in disk.data ? [i] : [],
      ),
    })),
    flights: flightsOf(all, keepers, laid),
    behind: behindOf(all, keepers, view, laid),
    keyBytes: keepers.every(({ process }) => process === 'cache')
      ? null
      : (all.settings as unknown as StoreSettings).recordBytes,
  }
}

/** Of caches nobody says what was before: what the observer has seen last was, until it sees the view itself. */
export function beforeOf({ nodes, truth }: PictureView, view: View): Layout | null {
  if (view.was !== null) return view.was
  const { epoch, layout, before }: Truth = truth
  const isCache = nodes.some(({ process }) => process === 'cache')
  return isCache && epoch < view.epoch ? layout : before
}

function nodePicture(
  all: PictureView,
  { id, up, process, disk, memory }: Keeper,
  index: number,
  now: Layout,
  { keys, schemeBefore }: Laid,
): RingNodePicture {
  return {
    id,
    hue: hueOfNode(all, id),
    weight: now.members.find((member) => member.id === id)?.weight ?? 0,
    isMember: isMember(now, id),
    isUp: up,
    lid: lidOf(now, id),
    keys: keys.filter(({ owners }) => owners[0] === index).length,
    keysBefore: schemeBefore === null ? null : keys.filter((key) => key.ownersBefore[0] === index).length,
    held: process === 'store' ? Object.keys(disk.data).length : 0,
    load: servedLately(memory, all.nowUs),
  }
}

/** Clients and nodes that go by an older view, where that makes a difference. */
function behindOf(
  { nodes }: PictureView,
  keepers: readonly Keeper[],
  { epoch }: View,
  { keys }: Laid,
): readonly RingBehindPicture[] {
  return nodes.flatMap((node) => {
    const view = viewOf(node)
    if (view === null || view.epoch === epoch || isBare(view.now)) return []
    const owners = keys.map(({ key }) => keepers.findIndex(({ id }) => id === ownersOf(view.now, key)[0]))
    const isOtherwise = keys.some((key, i) => key.owners[0] !== owners[i])
    return isOtherwise ? [{ who: node.id, says: `view ${view.epoch}`, owners }] : []
  })
}

function viewOf({ process, disk, memory }: Keeper): View | null {
  if (process === 'store') return (disk as Disk).view
  return process === 'client' ? ((memory as ClientMemory | null)?.view ?? null) : null
}

/** Clients are not given the directory's table, and say nothing of where a key is. */
function isBare({ scheme, deal }: Layout): boolean {
  return scheme === 'directory' && deal?.owners.length === 0
}

/** Keys in messages under way, and in those that have come and wait their turn. */
function flightsOf(
  { inFlight }: PictureView,
  keepers: readonly Keeper[],
  { keys }: Laid,
): readonly RingFlightPicture[] {
  const node = (id: string) => keepers.findIndex((keeper) => keeper.id === id)
  return inFlight.flatMap(({ from, to, message, sentUs, arrivesUs }) => {
    const moving = message as StoreMessage
    if (moving.type !== 'Data') return []
    return moving.records.map(({ key }) => ({
      key: keys.findIndex((each) => each.key === key),
      from: node(from),
      to: node(to),
      sentUs,
      arrivesUs,
    }))
  })
}
