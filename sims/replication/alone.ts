// Going on alone: with the setting that lets a replica answer when it is cut off, it takes writes that nobody else has.
// They stand apart from the log, because the log belongs to the others too. When it is back it hands them over, each key
// once, and the primary puts them into the log: as they are, or, where the key was written on both sides, as the rule for
// conflicts says. They are kept until the primary says that they are committed.

import type { NodeId } from '../../src/engine/process.ts'
import { seenAt } from './apply.ts'
import { resolve, theirsIn } from './conflicts.ts'
import { idOf } from './log.ts'
import { added, cellOf, isExecuted, ownCopy, shown } from './machine.ts'
import type { HandedOver, HandedWrite, Handover, Request } from './messages.ts'
import { shipNew } from './replication.ts'
import { settingsOf } from './settings.ts'
import {
  type AloneWrite,
  configurationOf,
  isCutOff,
  isFirst,
  mayAct,
  persist,
  type ReplicaCtx,
  type State,
} from './state.ts'

type Taken = Pick<Request, 'clientId' | 'sequenceNum' | 'key' | 'value'> & { readonly op: 'write' | 'append' }

/** OK, as far as this replica goes. */
export function takeAlone(state: State, from: NodeId, m: Taken, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const isHere = disk.alone.some(
    ({ clientId, sequenceNum }) => clientId === m.clientId && sequenceNum === m.sequenceNum,
  )
  if (!isHere && !isExecuted(memory.machine, m.clientId, m.sequenceNum)) {
    const { op, key, value, clientId, sequenceNum } = m
    const number = disk.aloneCount + 1
    ctx.write('aloneCount', number)
    const stampUs = ctx.wallNow()
    const after = memory.machine.applied
    const result = op === 'append' ? added(seenAt(state, key).value, value) : value
    ctx.append('alone', { number, op, key, value, clientId, sequenceNum, stampUs, result, after })
    ctx.note('takenAlone', from, key, shown(value))
  }
  persist(state, ctx)
  const { sequenceNum } = m
  const index = memory.machine.applied
  const version = idOf(m)
  ctx.send(from, { type: 'Reply', sequenceNum, status: 'OK', response: null, version, index, hint: null })
}

/** The lease is out: who waited for the others is answered without them, if he would have it so. */
export function goAlone(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  for (const { client, level, op, ...write } of memory.waiting)
    if (level === 'available' && (op === 'write' || op === 'append'))
      takeAlone(state, client, { ...write, op }, ctx)
  memory.waiting = memory.waiting.filter(({ level }) => level !== 'available')
}

// Coming back.

/** Every heartbeat, until it is done: to the primary, or if it is the primary itself, into the log. */
export function handOver(state: State, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const first = configurationOf(state)?.members[0]
  if (disk.alone.length === 0 || first === undefined || isCutOff(state, ctx) || !memory.isActive) return
  if (ctx.broken.dropsAlone === true) {
    ctx.note('aloneForgotten', disk.alone.length)
    return ctx.write('alone', [])
  }
  const writes = handedWrites(state)
  if (first !== ctx.id) ctx.send(first, { type: 'Handover', writes })
  else if (mayAct(state, ctx) && integrate(state, ctx.id, writes, ctx)) forget(state, last(writes), ctx)
}

/** Each key once, as it stood here when it was last written alone, in that order. */
function handedWrites({ disk: { alone } }: State): readonly HandedWrite[] {
  const keys = [...new Set(alone.map(({ key }) => key))]
  const writes = keys.map((key): HandedWrite => {
    const own = alone.filter((write) => write.key === key)
    const { number, stampUs, result } = own.at(-1)!
    return {
      key,
      value: ownCopy(result),
      ids: own.map(idOf),
      isAddition: own.every(({ op }) => op === 'append'),
      stampUs,
      after: own[0]!.after,
      number,
    }
  })
  return Object.freeze(writes.sort((a, b) => a.number - b.number))
}

function last(writes: readonly HandedWrite[]): number {
  return writes.at(-1)?.number ?? 0
}

export function onHandover(state: State, from: NodeId, m: Handover, ctx: ReplicaCtx): void {
  if (!isFirst(state, ctx.id) || !mayAct(state, ctx)) return ctx.note('handoverIgnored', from)
  if (!integrate(state, from, m.writes, ctx)) return
  persist(state, ctx)
  ctx.send(from, { type: 'HandedOver', upTo: last(m.writes) })
}

/** Puts into the log what is not there yet. True when all of it is committed. */
function integrate(state: State, from: NodeId, writes: readonly HandedWrite[], ctx: ReplicaCtx): boolean {
  const { memory } = state
  const done = memory.machine.sessions[sessionOf(from)]?.sequenceNum ?? 0
  const inLog = Math.max(done, memory.integrating[from] ?? 0)
  const news = writes.filter(({ number }) => number > inLog)
  for (const write of news) integrateOne(state, from, write, ctx)
  if (news.length > 0) {
    memory.integrating[from] = last(writes)
    shipNew(state, ctx)
  }
  return done >= last(writes)
}

/** A replica's own name as a writer. */
function sessionOf(replica: NodeId): string {
  return `${replica}!`
}

function integrateOne(state: State, from: NodeId, mine: HandedWrite, ctx: ReplicaCtx): void {
  const { disk } = state
  const clientId = sessionOf(from)
  const theirs = theirsIn(disk.log, valueInLog(state, mine.key), mine, (entry) => entry.clientId === clientId)
  const { conflicts } = settingsOf(ctx)
  const { value, drops } = resolve(conflicts, mine, theirs)
  ctx.append('log', {
    epoch: disk.epoch,
    op: 'resolve',
    key: mine.key,
    value: ownCopy(value),
    clientId,
    sequenceNum: mine.number,
    client: '',
    stampUs: Math.max(mine.stampUs, theirs?.stampUs ?? 0),
    takes: mine.ids,
    drops,
  })
  ctx.note(theirs === null ? 'handedIn' : 'conflict', from, mine.key, shown(value), conflicts)
}

/** What a key will hold when the whole log is followed. */
function valueInLog({ disk, memory }: State, key: string) {
  const { machine } = memory
  let value = cellOf(machine, key)?.value ?? null
  for (const entry of disk.log.slice(machine.applied))
    if (entry.key === key) value = entry.op === 'append' ? added(value, entry.value) : entry.value
  return value
}

export function onHandedOver(state: State, from: NodeId, m: HandedOver, ctx: ReplicaCtx): void {
  ctx.note('handedOver', from, m.upTo)
  forget(state, m.upTo, ctx)
}

function forget({ disk }: State, upTo: number, ctx: ReplicaCtx): void {
  const left = disk.alone.filter(({ number }: AloneWrite) => number > upTo)
  if (left.length < disk.alone.length) ctx.write('alone', left)
}
