// The store as pictures: nodes with what they hold and whom they wait for, clients with what they were told, and a table
// of every copy of every key.

import type { Message } from '../../src/engine/process.ts'
import { heldBy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import type { KeyPicture, NodePicture } from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import type { ClientMemory } from './client.ts'
import { hueAt, tableOf } from './copiesTable.ts'
import { keysIn, keysShown } from './keysShown.ts'
import type { ReadReply } from './messages.ts'
import type { Truth } from './observer/truth.ts'
import { answer, label } from './operations.ts'
import { settingsIn } from './settings.ts'
import { type Disk, glimpse, type Memory, needsOf, type Request } from './state.ts'
import { readsOf, writesOf } from './tally.ts'
import { textOf } from './versions.ts'

type View = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

/** So many keys are named under a node. */
const MOST_NAMED = 2

export function picture(view: PictureView) {
  const replicas = view.nodes.filter(({ process }) => process === 'replica')
  const keys = keysShown(view, replicas, keysIn(replicas))
  return {
    nodes: view.nodes.map((node) =>
      node.process === 'replica' ? replica(node, view, keys, replicas.length) : client(node, view),
    ),
    table: tableOf(view, replicas, keys),
    charts: [],
    keys,
  }
}

const bare = { hue: null, isBroken: false, silence: null, votes: null, detail: null } as const

function replica(node: View, view: PictureView, keys: readonly KeyPicture[], nodes: number): Drawn {
  const memory: Memory | null = node.memory
  const request = memory?.requests.findLast(({ stage }) => stage !== 'done') ?? null
  return {
    ...bare,
    glyph: 'follower',
    letter: 'R',
    hue: hueOf(node, view, keys),
    caption: memory === null ? 'crashed' : amount(node.disk),
    holds: memory === null ? [] : heldBy(node.id, keys, MOST_NAMED),
    detail: request === null ? hintsText(node.disk) : waitingFor(request, view, nodes),
    votes: request === null ? null : dots(node, request, view, nodes),
  }
}

/** Whose write it has of the key that was written last: who is behind has another hue. */
function hueOf({ id }: View, view: PictureView, keys: readonly KeyPicture[]): Drawn['hue'] {
  const truth: Truth = view.truth
  const last = truth.puts.at(-1)?.key
  const key = keys.find((each) => each.key === last) ?? keys[0]
  return key === undefined ? null : hueAt(key, id)
}

/** Where a few keys are all it has, they say so themselves. */
function amount({ data }: Disk): string {
  const keys = Object.keys(data).length
  return keys === 0 ? 'no copies' : keys > MOST_NAMED ? `${keys} keys` : ''
}

function hintsText({ hints }: Disk): string | null {
  const [first] = hints
  if (first === undefined) return null
  return hints.length === 1
    ? `keeps ${first.key}=${glimpse(first.versions).shows} for ${first.owner}`
    : `keeps ${hints.length} hints`
}

/** How many have answered, of how many it waits for. */
function progress(request: Request, view: PictureView, nodes: number): readonly [has: number, need: number] {
  const needs = needsOf(request.level, nodes, settingsIn(view.settings))
  return request.stage === 'reading' ? [readsOf(request).home, needs.r] : [writesOf(request).home, needs.w]
}

function waitingFor(request: Request, view: PictureView, nodes: number): string {
  const [has, need] = progress(request, view, nodes)
  const what = request.stage === 'reading' ? 'reads' : request.kind === 'get' ? 'writes back' : 'writes'
  return `${what} ${request.key}: ${has} of ${need}`
}

/** One dot per answer needed: those it has, those on their way to it, those missing. */
function dots({ id }: View, request: Request, view: PictureView, nodes: number): Drawn['votes'] {
  const [has, need] = progress(request, view, nodes)
  const isIts = (message: Message) => (message as Partial<ReadReply>).request === request.id
  const onTheWay = view.inFlight.filter(({ to, message }) => to === id && isIts(message)).length
  return Array.from({ length: need }, (_, i) => (i < has ? 'has' : i < has + onTheWay ? 'way' : 'open'))
}

function client(node: View, view: PictureView): Drawn {
  const memory: ClientMemory | null = node.memory
  const drawn = { ...bare, glyph: 'client', letter: 'c' } as const
  if (memory === null) return { ...drawn, caption: 'client, crashed' }
  if (memory.task !== null) return { ...drawn, caption: pending(memory, view) }
  const last = memory.finished < 0 ? undefined : view.history[memory.finished]
  if (last === undefined) return { ...drawn, caption: 'client' }
  const truth: Truth = view.truth
  const wrong = truth.wrong.find(({ operation }) => operation === last.id)
  const caption = `${label(last)}: ${answer(last)}${wrong === undefined ? '' : `, ${wrong.word}`}`
  return { ...drawn, caption, isBroken: wrong !== undefined }
}

function pending({ task, operation, stage, queue }: ClientMemory, view: PictureView): string {
  const sinceUs = view.nowUs - (view.history[operation]?.invokedUs ?? view.nowUs)
  const { op, key, value } = task!
  const what = op === 'read' ? `read ${key}` : `${key}=${textOf(value)}`
  const asking = stage === 'asking' ? ', asks first' : ''
  return `${what}${asking}, waiting ${milliseconds(sinceUs)} ms${queue.length > 0 ? `, ${queue.length} more` : ''}`
}
