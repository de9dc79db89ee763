// Replication as pictures: replicas with their place, what they hold and how far they lag; the master with what it waits
// for; clients; and the logs side by side, with a bar up to where clients have been told OK.

import { heldBy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { hueOf, type KeyPicture, type NodePicture } from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import { type ClientMemory, REFUSED } from './client.ts'
import { keysShown } from './keysShown.ts'
import { logTable } from './logTable.ts'
import { shown } from './machine.ts'
import { currentOf, type MasterDisk, type MasterMemory } from './master.ts'
import { isCutOffAt, type LiveReplica, lagOf, type Replica, replicasIn } from './replicas.ts'
import { chartOf } from './roleChart.ts'
import { configurationOf } from './state.ts'
import type { Truth } from './truth.ts'
import { type Place, placeIn } from './views.ts'

type View = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

export function picture(view: PictureView) {
  const replicas = replicasIn(view)
  const keys = keysShown(view, replicas)
  return {
    nodes: view.nodes.map((node) => {
      if (node.process === 'replica') return replica(node as Replica, view, replicas, keys)
      return node.process === 'master' ? master(node, view) : client(node, view)
    }),
    table: logTable(view, replicas),
    charts: [chartOf(replicas, view.before)],
    keys,
  }
}

const bare: Drawn = {
  glyph: 'follower',
  letter: 'B',
  hue: null,
  caption: '',
  detail: null,
  isBroken: false,
  silence: null,
  votes: null,
}

// Replicas.

const LETTERS: Readonly<Record<Place, string>> = {
  primary: 'P',
  backup: 'B',
  head: 'H',
  middle: 'M',
  tail: 'T',
  spare: 'S',
}

function replica(
  node: Replica,
  view: PictureView,
  replicas: readonly Replica[],
  keys: readonly KeyPicture[],
): Drawn {
  const { disk, memory } = node
  const hue = hueOf(disk.epoch)
  if (memory === null)
    return {
      ...bare,
      letter: 'R',
      hue,
      caption: 'crashed',
      detail: `${disk.log.length === 1 ? '1 entry' : `${disk.log.length} entries`} on disk`,
    }
  const live = { disk, memory }
  const place = placeIn(live, node)
  const isAlone = isCutOffAt(view, node) && place !== 'spare'
  const leads = (place === 'primary' || place === 'head') && memory.isActive
  const holds = heldBy(node.id, keys, MOST_KEYS)
  const drawn = { ...bare, letter: LETTERS[place], hue, silence: silenceOf(node), holds }
  const detail = detailOf({ ...node, memory }, replicas)
  if (isAlone) return { ...drawn, glyph: 'candidate', caption: `${place}, cut off`, detail }
  if (configurationOf(live) === null)
    return { ...drawn, glyph: 'candidate', letter: 'R', caption: `fenced, epoch ${disk.epoch}`, detail }
  if (!leads && LEADING.includes(place))
    return { ...drawn, glyph: 'candidate', caption: `${place}, not ready`, detail }
  return { ...drawn, glyph: leads ? 'leader' : 'follower', caption: `${place}, epoch ${disk.epoch}`, detail }
}

const LEADING: readonly Place[] = ['primary', 'head']

/** Keys whose values stand beside a replica. */
const MOST_KEYS = 2

/** How many entries it lags, and how many writes it took alone. */
function detailOf(node: LiveReplica, replicas: readonly Replica[]): string | null {
  const lag = lagOf(node, replicas)
  const notes = [
    ...(lag > 0 ? [`${lag} behind`] : []),
    ...(node.disk.alone.length > 0 ? [`${node.disk.alone.length} alone`] : []),
  ]
  return notes.length === 0 ? null : notes.join(', ')
}

/** Since the master last answered; when the arc closes, the lease is out. */
function silenceOf(node: Replica): Drawn['silence'] {
  const timer = node.timers.lease
  return timer === undefined ? null : { fromUs: timer.setUs, untilUs: timer.dueUs }
}

// The master.

function master(node: View, view: PictureView): Drawn {
  const disk: MasterDisk = node.disk
  const memory: MasterMemory | null = node.memory
  const drawn: Drawn = {
    ...bare,
    glyph: 'coordinator',
    letter: 'K',
    hue: hueOf(disk.epoch),
    caption: 'master',
  }
  if (memory === null) return { ...drawn, caption: 'master, crashed' }
  if (memory.change !== null) {
    const answered = Object.keys(memory.change.fenced).length
    return { ...drawn, caption: `begins epoch ${disk.epoch}`, detail: `${answered} have promised` }
  }
  const first = currentOf(disk)?.members[0]
  if (first === undefined) return drawn
  const isPrimary = currentOf(disk)?.shape === 'star'
  const detail = `${first} is ${isPrimary ? 'primary' : 'head'}${disk.pending === null ? '' : ', not yet ready'}`
  return { ...drawn, caption: `master, epoch ${disk.epoch}`, detail: view.nowUs === 0 ? null : detail }
}

// Clients.

function client(node: View, view: PictureView): Drawn {
  const memory: ClientMemory | null = node.memory
  const drawn: Drawn = { ...bare, glyph: 'client', letter: 'c', caption: 'client' }
  if (memory === null) return { ...drawn, caption: 'client, crashed' }
  if (memory.task !== null) return { ...drawn, caption: waitingFor(memory, view) }
  const last = memory.finished < 0 ? undefined : view.history[memory.finished]
  if (last === undefined) return drawn
  const truth: Truth = view.truth
  const wrong = truth.wrong.find(({ operation }) => operation === last.id)
  if (wrong !== undefined)
    return { ...drawn, caption: `${label(last)}: ${answer(last)}, ${wrong.word}`, isBroken: true }
  return { ...drawn, caption: `${label(last)}: ${answer(last)}` }
}

function waitingFor({ task, operation, queue }: ClientMemory, view: PictureView): string {
  const asked = view.history[operation]
  const sinceUs = view.nowUs - (asked?.invokedUs ?? view.nowUs)
  const what = label({ f: task!.op, key: task!.key, value: task!.value })
  return `${what}, waiting ${milliseconds(sinceUs)} ms${queue.length > 0 ? `, ${queue.length} more` : ''}`
}

interface Asked {
  readonly f: string
  readonly key: string
  readonly value: Parameters<typeof shown>[0]
}

/** "x=7", "read x", "delete all" */
export function label({ f, key, value }: Asked): string {
  if (f === 'read') return `read ${key}`
  if (f === 'append') return `${key}+=${shown(value)}`
  if (f === 'wipe') return 'delete all'
  if (f === 'snapshot' || f === 'restore') return f
  return `${key}=${shown(value)}`
}

export function answer({
  f,
  outcome,
  result,
}: {
  readonly f: string
  readonly outcome: string
  readonly result: Parameters<typeof shown>[0]
}): string {
  if (outcome === 'pending') return 'no answer yet'
  if (outcome !== 'ok' && result === REFUSED) return 'refused'
  if (outcome === 'unknown') return 'gave up, unknown'
  if (outcome === 'fail') return 'failed'
  if (f !== 'read') return 'OK'
  return result === null ? 'nothing' : String(shown(result))
}
