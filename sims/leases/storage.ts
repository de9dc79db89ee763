// The storage keeps one file, a number, and every write is the whole file anew. It knows nothing of the lock: what it can
// do is to remember the newest token that anybody brought, and to refuse who comes with an older one.
//
// A read counts as much as a write. Who reads is about to write what it made of it, and from then on a write of an older
// holder would be lost under it: so the token of a read is remembered too, before it is answered.
//
// A write has a name: the client, the number of its job, and its place in the job. What was done is not done again, by
// whomever and under whatever token it is asked for: so a worker that never heard may ask again, and old copies do no harm.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { LeaseMessage, Read, Refused, Write } from './messages.ts'
import { settingsOf } from './settings.ts'

/** One write, as it was taken. Its place in the log is its version, from 1. */
export interface Entry {
  readonly token: number
  readonly worker: NodeId
  readonly client: NodeId
  readonly n: number
  readonly k: number
  /** The version it was made from. */
  readonly base: number
  readonly value: number
}

export interface StorageDisk {
  readonly log: readonly Entry[]
  /** The newest that anybody brought. */
  readonly token: number
  /** By client: its last write. */
  readonly last: Readonly<Record<NodeId, { readonly n: number; readonly k: number }>>
}

export interface StorageMemory {
  token: number
}

type State = NodeState<StorageDisk, StorageMemory>
type StorageCtx = Ctx<StorageDisk, LeaseMessage>

export const storage: Process<StorageDisk, StorageMemory, LeaseMessage> = {
  name: 'storage',

  format: () => ({ log: [], token: 0, last: {} }),

  boot(disk, ctx) {
    const token = ctx.broken.forgetsToken === true ? 0 : disk.token
    if (ctx.now() > 0) ctx.note('storageStarts', fileIn(disk), token)
    return { token }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Read') onRead(state, from, message, ctx)
    if (message.type === 'Write') onWrite(state, from, message, ctx)
  },

  onTimer() {},
}

/** What the file holds. */
export function fileIn({ log }: Pick<StorageDisk, 'log'>): number {
  return log.at(-1)?.value ?? 0
}

function onRead(state: State, from: NodeId, { token }: Read, ctx: StorageCtx): void {
  const { disk, memory } = state
  if (isOld(memory, token, ctx)) return refuse(from, 'read', 'token', token, memory.token, ctx)
  ctx.note('reads', from, fileIn(disk), token)
  if (ctx.broken.readsUnfenced !== true) remember(state, token, ctx)
  ctx.sync()
  ctx.send(from, { type: 'Value', token, value: fileIn(disk), version: disk.log.length })
}

function onWrite(state: State, from: NodeId, m: Write, ctx: StorageCtx): void {
  const { disk, memory } = state
  const { storage: compares } = settingsOf(ctx)
  if (isDone(disk, m) && ctx.broken.noDedup !== true) {
    ctx.note('isDoneAlready', from, m.client, m.n, m.k + 1)
    return answer(state, from, m, ctx)
  }
  if (isOld(memory, m.token, ctx) && ctx.broken.noFencing !== true) {
    ctx.note('refusesToken', from, m.token, memory.token)
    return refuse(from, 'write', 'token', m.token, memory.token, ctx)
  }
  if (compares === 'versions' && m.base !== disk.log.length) {
    ctx.note('refusesVersion', from, m.base, disk.log.length)
    return refuse(from, 'write', 'version', m.token, disk.log.length, ctx)
  }
  const { token, client, n, k, base, value } = m
  ctx.note('stores', from, value, token, base)
  ctx.append('log', { token, worker: from, client, n, k, base, value })
  ctx.write('last', { ...disk.last, [client]: { n, k } })
  remember(state, token, ctx)
  answer(state, from, m, ctx)
}

function isOld({ token }: StorageMemory, brought: number, ctx: StorageCtx): boolean {
  return settingsOf(ctx).storage === 'tokens' && brought < token
}

function isDone({ last }: StorageDisk, { client, n, k }: Write): boolean {
  const done = last[client]
  return done !== undefined && (n < done.n || (n === done.n && k <= done.k))
}

function remember({ memory }: State, token: number, ctx: StorageCtx): void {
  if (token <= memory.token) return
  memory.token = token
  ctx.write('token', token)
}

/** When it is on disk. What it holds now is part of the answer: of a write that was done before, more may have come. */
function answer({ disk }: State, to: NodeId, { token, k }: Write, ctx: StorageCtx): void {
  if (ctx.broken.answersBeforeSync !== true) ctx.sync()
  ctx.send(to, { type: 'Written', token, k, value: fileIn(disk), version: disk.log.length })
  ctx.sync()
}

function refuse(
  to: NodeId,
  what: Refused['what'],
  why: Refused['why'],
  token: number,
  newest: number,
  ctx: StorageCtx,
): void {
  if (what === 'read') ctx.note('refusesRead', to, token, newest)
  ctx.send(to, { type: 'Refused', what, why, token, newest })
}
