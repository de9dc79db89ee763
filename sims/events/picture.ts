// The system as pictures: the writer with its log, read models with how far they have come and what they lack, clients, and
// the log with what each model has of it.

import { heldBy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { hueOf, type KeyPicture, type NodePicture } from '../../src/sim/picture.ts'
import { counted, milliseconds } from '../../src/sim/words.ts'
import type { ClientMemory } from './client.ts'
import { keysShown } from './keysShown.ts'
import { durableLog, lagOf, type Projector, projectorsIn } from './lag.ts'
import type { Event } from './log.ts'
import { logTable } from './logTable.ts'
import type { Truth } from './observer/truth.ts'
import { chartOf, roleOf } from './roleChart.ts'
import type { WriterDisk } from './writer.ts'

type View = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

/** Accounts whose balances stand beside a node. */
const MOST_KEYS = 2

export function picture(view: PictureView) {
  const projectors = projectorsIn(view)
  const keys = keysShown(view)
  const log = durableLog(view)
  return {
    nodes: view.nodes.map((node) => {
      if (node.process === 'writer') return drawnWriter(node, keys)
      if (node.process === 'client') return drawnClient(node, view)
      return drawnProjector(node as Projector, view, log, keys)
    }),
    table: logTable(view),
    charts: [chartOf(projectors, view.before)],
    keys,
  }
}

const bare: Drawn = {
  glyph: 'follower',
  letter: 'R',
  hue: null,
  caption: '',
  detail: null,
  isBroken: false,
  silence: null,
  votes: null,
}

function drawnWriter({ id, disk, memory }: View, keys: readonly KeyPicture[]): Drawn {
  const { log }: WriterDisk = disk
  const drawn: Drawn = { ...bare, glyph: 'leader', letter: 'W', hue: 1, caption: 'writer' }
  const detail = counted(log.length, 'event')
  if (memory === null) return { ...drawn, caption: 'writer, crashed', detail }
  return { ...drawn, detail, holds: heldBy(id, keys, MOST_KEYS) }
}

function drawnProjector(
  node: Projector,
  view: PictureView,
  log: readonly Event[],
  keys: readonly KeyPicture[],
): Drawn {
  const { id } = node
  const truth: Truth = view.truth
  const { lost = 0, twice = 0 } = truth.models[id] ?? {}
  const flaws = [
    ...(lost > 0 ? [`${counted(lost, 'event')} lost`] : []),
    ...(twice > 0 ? [`${counted(twice, 'event')} twice`] : []),
  ]
  const { events } = lagOf(node, log, view.nowUs)
  const role = roleOf(node)
  const drawn: Drawn = {
    ...bare,
    hue: hueOf(2),
    caption: captionOf(node),
    detail: flaws.length > 0 ? flaws.join(', ') : events > 0 ? `${events} behind` : null,
    isBroken: flaws.length > 0,
  }
  if (role === 'down') return drawn
  const holds = heldBy(id, keys, MOST_KEYS)
  const isWhole = role === 'waits' || role === 'applies'
  return { ...drawn, glyph: isWhole ? 'follower' : 'candidate', holds }
}

function captionOf(node: Projector): string {
  const { offset, old, stopAt } = node.disk
  switch (roleOf(node)) {
    case 'down':
      return `read model, crashed at ${offset}`
    case 'rebuilds':
      return `${old === null ? 'rebuilds' : 'rebuilds beside'}, at ${offset}`
    case 'stands':
      return `stands at event ${stopAt}`
    default:
      return `read model, offset ${offset}`
  }
}

function drawnClient(node: View, view: PictureView): Drawn {
  const memory: ClientMemory | null = node.memory
  const drawn: Drawn = { ...bare, glyph: 'client', letter: 'c', caption: 'client' }
  if (memory === null) return { ...drawn, caption: 'client, crashed' }
  if (memory.task !== null) return { ...drawn, caption: waitingFor(memory, view) }
  const last = memory.finished === null ? undefined : view.history[memory.finished.operation]
  if (last === undefined) return drawn
  const wrong = (view.truth as Truth).wrong.find(({ operation }) => operation === last.id)
  const caption = `${label(last)}: ${answer(last)}`
  if (wrong === undefined) return { ...drawn, caption }
  return { ...drawn, caption: `${caption}, ${wrong.word}`, isBroken: true }
}

function waitingFor({ operation, queue }: ClientMemory, view: PictureView): string {
  const asked = view.history[operation]
  if (asked === undefined) return 'client'
  const more = queue.length > 0 ? `, ${queue.length} more` : ''
  return `${label(asked)}, waiting ${milliseconds(view.nowUs - asked.invokedUs)} ms${more}`
}

interface Asked {
  readonly f: string
  readonly key: string
  readonly value: unknown
  readonly level?: string
}

const LEVELS: Readonly<Record<string, string>> = { own: ' with its own', writer: ' at the writer' }

/** "x+50", "x−20", "read x with its own" */
export function label({ f, key, value, level = '' }: Asked): string {
  if (f === 'read') return `read ${key}${LEVELS[level] ?? ''}`
  return `${key}${f === 'deposit' ? '+' : '\u2212'}${value}`
}

export function answer({
  f,
  outcome,
  result,
}: {
  readonly f: string
  readonly outcome: string
  readonly result: unknown
}): string {
  if (outcome === 'pending') return 'no answer yet'
  if (outcome === 'unknown') return 'gave up, unknown'
  if (outcome === 'fail') return result === 'refused' ? 'refused' : 'failed'
  return f === 'read' ? String(result) : 'OK'
}
