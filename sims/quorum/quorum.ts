// A store without a leader: every key has N copies, and every operation asks all of them and waits for some. After
// DeCandia and others, "Dynamo: Amazon's Highly Available Key-value Store" (SOSP 2007); sections are that paper's.
//
// Nodes stand on a ring, and a key is kept by the N nodes from its place on (§4.2, §4.3). A client asks any node; that
// node coordinates the operation (§4.5). A read asks all N and waits for R of them, a write is sent to all N and waits
// until W have it on disk. If R+W > N, every read meets every finished write in at least one node.
//
// To write is to replace what one has seen. So a client first asks what is there (§4.4: a put carries the context of an
// earlier get), and its version says what its writer had seen. Two versions that did not know of each other are in
// conflict: both are kept as siblings until somebody who has seen both writes, or the one with the higher stamp stays
// (last writer wins). A stamp is one higher than all its writer had seen; clocks decide nothing unless a rule is left out.
//
// That a read meets every finished write does not make it atomic: it may find a write half done, and a later read may
// miss it. So what a read found is stored on W copies before the reader is told (Attiya, Bar-Noy and Dolev, 1995; with
// the question before a write it is their atomic register for many writers).
//
// When the N cannot be reached there are two ways (whenCutOff). Refuse: only the N count, and without a quorum of them
// there is no answer. Answer: the next nodes on the ring stand in (§4.6, sloppy quorum), with a hint whose copy it is;
// they bring it home when its owner is back (hinted handoff), and in the last resort the coordinator keeps it itself.
//
// Copies that fell behind are brought up in four ways: by the write itself when it arrives late, by hints, by reads that
// saw that they were old (read repair, §5), and by comparing hash trees now and then (anti-entropy, §4.7).
//
// How to read on: versions.ts, what is stored; ring.ts, where; messages.ts; state.ts; coordinate.ts, tally.ts and
// silence.ts, an operation from its request to its answer; store.ts, a copy and its hints; repair.ts; exchange.ts and
// merkle.ts, anti-entropy; client.ts, who asks; rules.ts and invariants.ts, what may be left out and what is promised;
// observer/, how that is checked.

import type { NodeId, Process } from '../../src/engine/process.ts'
import { onGet, onPut, onReadReply, onWriteReply } from './coordinate.ts'
import { onCompare, onExchange, onExchangeTimer, windExchange } from './exchange.ts'
import type { QuorumMessage } from './messages.ts'
import { onPatienceTimer } from './silence.ts'
import type { Disk, Memory, QuorumCtx, State } from './state.ts'
import { HANDOFF_EVERY_US, onHandedOff, onHandoffTimer, onRead, onWrite } from './store.ts'

export const replica: Process<Disk, Memory, QuorumMessage> = {
  name: 'replica',

  format: () => ({ data: {}, hints: [] }),

  boot(disk, ctx) {
    const nowUs = ctx.now()
    if (nowUs > 0) ctx.note('restarted', Object.keys(disk.data).length, disk.hints.length)
    if (disk.hints.length > 0) ctx.setTimer('handoff', HANDOFF_EVERY_US)
    const memory: Memory = { nextId: nowUs + 1, requests: [], partner: -1, isExchanging: false }
    windExchange({ disk, memory }, ctx)
    return memory
  },

  onMessage(state, from, message, ctx) {
    receive(state, from, message, ctx)
    windExchange(state, ctx)
    ctx.sync() // whatever was written and not promised to anyone goes to disk as well
  },

  onTimer(state, timer, ctx) {
    if (timer === 'patience') onPatienceTimer(state, ctx)
    if (timer === 'handoff') onHandoffTimer(state, ctx)
    if (timer === 'exchange') onExchangeTimer(state, ctx)
    ctx.sync()
  },
}

function receive(state: State, from: NodeId, message: QuorumMessage, ctx: QuorumCtx): void {
  switch (message.type) {
    case 'Get':
      return onGet(state, from, message, ctx)
    case 'Put':
      return onPut(state, from, message, ctx)
    case 'Read':
      return onRead(state, from, message, ctx)
    case 'ReadReply':
      return onReadReply(state, from, message, ctx)
    case 'Write':
      return onWrite(state, from, message, ctx)
    case 'WriteReply':
      return message.why === 'handoff'
        ? onHandedOff(state, from, message, ctx)
        : onWriteReply(state, from, message, ctx)
    case 'Compare':
      return onCompare(state, from, message, ctx)
    case 'Exchange':
      return onExchange(state, from, message, ctx)
    case 'GetReply':
    case 'PutReply':
      return
  }
}
