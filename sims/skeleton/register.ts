// A register on one server: the smallest system that can break a promise. Copy this folder to begin a system of
// your own, and search it for "SKELETON:", which marks every place to change.
//
// SKELETON: this header tells the algorithm in 15 to 40 lines of prose, in the words of its paper, with the sections.
//
// One server keeps one value. A client that writes sends the value and waits; the server puts it on disk and
// answers when it is there. A client that gets no answer asks again, with the same number, so the server remembers
// for each client the number of its last write: the same number again is answered and not executed, a smaller one
// is an old copy that the network kept back, and is ignored. Reads are answered from what is on disk or on its way.
//
// How to read on: client.ts, who asks; promises.ts, what is promised and how to break it; words.ts, what is told;
// picture.ts, what is shown; whyNot.ts, what did not happen; scenarios.ts, the story; sim.ts, everything put together.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'

// SKELETON: the messages. A closed union; scalars where possible, for a recorded message keeps only those.

export interface Write {
  readonly type: 'Write'
  /** Number of the client's operation; the same in every retry. */
  readonly n: number
  readonly value: number
}

export interface Read {
  readonly type: 'Read'
  readonly n: number
}

export interface Answer {
  readonly type: 'Answer'
  readonly n: number
  readonly value: number
  /** How many writes the register had executed. */
  readonly version: number
}

export type RegisterMessage = Write | Read | Answer

// SKELETON: the state. What is on `Disk` survives a crash once it is synced; `Memory` never does. Plain JSON, and
// sets and maps as records whose keys do not look like integers.

export interface Disk {
  value: number
  version: number
  /** By client: the number of its last write. */
  last: Readonly<Record<NodeId, number>>
}

export interface Memory {
  /** Requests answered since it started. */
  answered: number
}

type State = NodeState<Disk, Memory>
type RegisterCtx = Ctx<Disk, RegisterMessage>

/** SKELETON: the name is what scenarios and `ctx.group` call it. */
export const register: Process<Disk, Memory, RegisterMessage> = {
  name: 'register',

  format: () => ({ value: 0, version: 0, last: {} }),

  boot(disk, ctx) {
    if (ctx.now() > 0) ctx.note('restarted', disk.value, disk.version)
    return { answered: 0 }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Write') onWrite(state, from, message, ctx)
    else if (message.type === 'Read') onRead(state, from, message, ctx)
  },

  onTimer() {},
}

// SKELETON: the handlers, in the order of the paper, each with the rule it obeys.

/** A write takes effect once, however often it is sent; it is answered when it is on disk. */
function onWrite(state: State, from: NodeId, m: Write, ctx: RegisterCtx): void {
  const last = state.disk.last[from] ?? 0
  if (m.n < last) return ctx.note('oldCopy', from, m.n, last)
  if (m.n === last) {
    ctx.note('repeated', from, m.n)
    return answer(state, from, m.n, ctx)
  }
  ctx.write('value', m.value)
  ctx.write('version', state.disk.version + 1)
  ctx.write('last', { ...state.disk.last, [from]: m.n })
  ctx.note('stored', m.value, state.disk.version, from)
  answer(state, from, m.n, ctx)
}

function onRead(state: State, from: NodeId, m: Read, ctx: RegisterCtx): void {
  answer(state, from, m.n, ctx)
}

/** SKELETON: where a rule can be left out, the code asks `ctx.broken`; rules are named in promises.ts. */
function answer({ disk, memory }: State, to: NodeId, n: number, ctx: RegisterCtx): void {
  memory.answered++
  // What is sent after `sync` leaves when everything written before is on disk.
  if (ctx.broken.answersBeforeSync !== true) ctx.sync()
  ctx.send(to, { type: 'Answer', n, value: disk.value, version: disk.version })
  ctx.sync()
}
