// One server without a world: what it sends, notes and arms is kept for the test to read. Its disk is always synced.

import type { AppendEntries, RaftMessage } from '../../../sims/raft/messages.ts'
import { raft } from '../../../sims/raft/raft.ts'
import { defaults, type RaftSettings } from '../../../sims/raft/settings.ts'
import type { Disk, Entry, Memory, RaftCtx, State } from '../../../sims/raft/state.ts'
import type { Json, Scalar } from '../../../src/engine/json.ts'

export interface Lone {
  readonly ctx: RaftCtx
  readonly state: { disk: Disk; memory: Memory }
  readonly sent: { readonly to: string; readonly message: RaftMessage }[]
  readonly notes: (readonly unknown[])[]
  /** Armed timers and their delays. */
  readonly timers: Record<string, number>
  nowUs: number
  /** Hands it a message; gives what it sent in return. */
  receive(from: string, message: RaftMessage): RaftMessage[]
  fire(timer: string): RaftMessage[]
  tell(name: string): RaftMessage[]
  /** Memory is made anew from what is on disk. */
  restart(): void
}

export interface LoneOptions {
  readonly peers?: readonly string[]
  readonly settings?: Partial<RaftSettings>
  readonly broken?: Readonly<Record<string, boolean>>
  /** The log, written as its terms. */
  readonly log?: readonly number[]
  readonly term?: number
  readonly votedFor?: string | null
}

export const ENTRY: Entry = {
  term: 1,
  op: 'write',
  key: 'x',
  value: 0,
  expect: null,
  clientId: 'c1',
  sequenceNum: 0,
}

/** Entries with these terms, one write each. */
export function entries(terms: readonly number[], firstIndex = 1): Entry[] {
  return terms.map((term, i) =>
    Object.freeze({ ...ENTRY, term, value: firstIndex + i, sequenceNum: firstIndex + i }),
  )
}

export function lone(id: string, options: LoneOptions = {}): Lone {
  const log = entries(options.log ?? [])
  const disk = { currentTerm: options.term ?? log.at(-1)?.term ?? 0, votedFor: options.votedFor ?? null, log }
  const sent: { to: string; message: RaftMessage }[] = []
  const notes: (readonly unknown[])[] = []
  const timers: Record<string, number> = {}
  const fields = disk as unknown as Record<string, unknown>
  let draws = 0

  const ctx: RaftCtx = {
    id,
    peers: options.peers ?? ['n2', 'n3', 'n4', 'n5'].filter((peer) => peer !== id),
    settings: { ...defaults, ...options.settings },
    broken: options.broken ?? {},
    group: () => ['c1'],
    now: () => self.nowUs,
    wallNow: () => self.nowUs,
    random: () => 0.5,
    randomInteger: (_purpose, min, max) => min + ((draws++ * 37_337) % (max - min + 1)),
    send: (to, message) => void sent.push({ to, message: JSON.parse(JSON.stringify(message)) }),
    setTimer: (name, delayUs) => {
      timers[name] = delayUs
    },
    clearTimer: (name) => {
      delete timers[name]
    },
    write: (key, value) => {
      fields[key] = value
    },
    append: (_key, item) => void log.push(item as Entry),
    truncate: (_key, length) => void log.splice(length),
    sync: () => {},
    isRecorded: true,
    isSynced: true,
    note: (code: string, ...params: (Scalar | undefined)[]) => void notes.push([code, ...params]),
    invoke: () => 0,
    complete: (_operation: number, _outcome: string, _result: Json) => {},
  }

  const during = (run: (state: State) => void): RaftMessage[] => {
    const before = sent.length
    run(self.state)
    return sent.slice(before).map(({ message }) => message)
  }

  const self: Lone = {
    ctx,
    state: { disk, memory: null as unknown as Memory },
    sent,
    notes,
    timers,
    nowUs: 1_000_000,
    receive: (from, message) => during((state) => raft.onMessage(state, from, message, ctx)),
    fire: (timer) => {
      delete timers[timer]
      return during((state) => raft.onTimer(state, timer, ctx))
    },
    tell: (name) => during((state) => raft.onOrder!(state, { name }, ctx)),
    restart: () => {
      for (const name of Object.keys(timers)) delete timers[name]
      self.state.memory = raft.boot(disk, ctx)
    },
  }
  self.restart()
  return self
}

/** A server that has just won the election for the term after its log's, with the votes of n2 and n3. */
export function aLeader(id = 'n1', options: LoneOptions = {}): Lone {
  const one = lone(id, options)
  one.fire('election')
  const { currentTerm } = one.state.disk
  const voters = one.ctx.peers.slice(0, Math.floor((one.ctx.peers.length + 1) / 2))
  for (const voter of voters)
    one.receive(voter, { type: 'RequestVoteReply', term: currentTerm, voteGranted: true })
  return one
}

export function appendEntries(change: Partial<AppendEntries> = {}): AppendEntries {
  return {
    type: 'AppendEntries',
    term: 1,
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: [],
    leaderCommit: 0,
    round: 1,
    ...change,
  }
}

export function acknowledge(leader: Lone, from: string, matchIndex: number): RaftMessage[] {
  return leader.receive(from, {
    type: 'AppendEntriesReply',
    term: leader.state.disk.currentTerm,
    success: true,
    matchIndex,
    conflictTerm: 0,
    conflictIndex: 0,
    round: leader.state.memory.round,
  })
}

export function logOf(one: Lone): number[] {
  return one.state.disk.log.map(({ term }) => term)
}
