// A cache: a node that remembers what the database has, as memcached does. It knows no views and asks nobody but the
// database; whoever asks it for a key gets what it has, and what it has not it fetches. A write goes through to the
// database. When it crashes it has forgotten everything, and nothing is lost but time.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { Get, Loaded, Put, StoreMessage } from './messages.ts'
import { counted, type Pace, STILL } from './pace.ts'
import type { StoreSettings } from './settings.ts'
import { countServed, type Rec, recordOf } from './state.ts'

/** A client that waits for the database. */
export interface Miss {
  readonly op: number
  readonly request: Get | Put
}

export interface CacheMemory {
  entries: Readonly<Record<string, Rec>>
  misses: Miss[]
  lastOp: number
  served: number
  servedPace: Pace
  /** Reads answered from memory, and all. */
  hits: number
  reads: number
  hitPace: Pace
  readPace: Pace
}

type State = NodeState<object, CacheMemory>
type CacheCtx = Ctx<object, StoreMessage>

/** More requests than this do not wait for the database; their clients ask again. */
const MOST_MISSES = 200

export const cache: Process<object, CacheMemory, StoreMessage> = {
  name: 'cache',

  serviceUs: ({ type }, settings) =>
    type === 'Get' || type === 'Put' ? (settings as unknown as StoreSettings).serviceUs : 0,

  format: () => ({}),

  boot(_disk, ctx) {
    if (ctx.now() > 0) ctx.note('startsEmpty')
    return {
      entries: {},
      misses: [],
      lastOp: ctx.now(),
      served: 0,
      servedPace: STILL,
      hits: 0,
      reads: 0,
      hitPace: STILL,
      readPace: STILL,
    }
  },

  onMessage(state, from, message, ctx) {
    switch (message.type) {
      case 'Get':
        return onGet(state, message, ctx)
      case 'Put':
        return askDatabase(state, message, ctx)
      case 'Loaded':
        return onLoaded(state, message, ctx)
      case 'Ping':
        return ctx.send(from, { type: 'Pong' })
      case 'View':
        // It has no use for views, but the directory need not tell it again.
        return ctx.send(from, { type: 'ViewSeen', epoch: message.epoch })
      default:
        return ctx.note('notForMe', from, message.type)
    }
  },

  onTimer() {},
}

function onGet(state: State, request: Get, ctx: CacheCtx): void {
  const { memory } = state
  const entry = memory.entries[request.key]
  memory.reads++
  memory.readPace = counted(memory.readPace, ctx.now())
  if (entry === undefined) return askDatabase(state, request, ctx)
  countServed(memory, ctx.now())
  memory.hits++
  memory.hitPace = counted(memory.hitPace, ctx.now())
  ctx.note('hit', request.key, entry.value, request.client)
  answer(request, entry, ctx)
}

function askDatabase({ memory }: State, request: Get | Put, ctx: CacheCtx): void {
  const { key } = request
  const op = ++memory.lastOp
  countServed(memory, ctx.now())
  memory.misses = [...memory.misses.slice(-MOST_MISSES), { op, request }]
  ctx.note(request.type === 'Get' ? 'miss' : 'writesThrough', key, request.client)
  const database = databaseOf(ctx)
  if (request.type === 'Get') ctx.send(database, { type: 'Load', op, key })
  else
    ctx.send(database, { type: 'Save', op, key, value: request.value, client: request.client, n: request.n })
}

function databaseOf(ctx: CacheCtx): NodeId {
  return ctx.group('database')[0]!
}

function onLoaded({ memory }: State, m: Loaded, ctx: CacheCtx): void {
  const miss = memory.misses.find(({ op }) => op === m.op)
  if (miss === undefined) return ctx.note('lateAnswer', databaseOf(ctx))
  memory.misses = memory.misses.filter((other) => other !== miss)
  const known = memory.entries[m.key]
  if (known === undefined || known.version < m.version)
    memory.entries = { ...memory.entries, [m.key]: recordOf(m) }
  ctx.note('fills', m.key, m.value, miss.request.client)
  answer(miss.request, recordOf(m), ctx)
}

/** epoch 0: a cache does not know any. */
function answer({ type, n, key, client }: Get | Put, rec: Rec, ctx: CacheCtx): void {
  if (type === 'Get') ctx.send(client, { type: 'Got', n, key, epoch: 0, ...rec })
  else ctx.send(client, { type: 'Done', n, key, version: rec.version, epoch: 0 })
}
