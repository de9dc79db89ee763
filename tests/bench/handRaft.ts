// The yardstick of a protocol run: Raft for five servers and a client, written by hand on the bare heap. No
// framework, no disks, no faults, no fingerprint: messages are numbers in columns and the logs are arrays. It is an
// honest Raft all the same (elections, consistency check, conflict repair, the commit rule), as Figure 2 has it.

import { BareHeap } from './bareLoop.ts'

const SERVERS = 5
const CLIENT = SERVERS
const MAJORITY = 3

const ELECTION = 0
const HEARTBEAT = 1
const WORKLOAD = 2
const REQUEST_VOTE = 3
const VOTE = 4
const APPEND = 5
const APPENDED = 6
const REQUEST = 7
const REPLY = 8

const FOLLOWER = 0
const CANDIDATE = 1
const LEADER = 2

interface Server {
  role: number
  term: number
  votedFor: number
  votes: number
  /** Terms and values of the entries; index 0 is a sentinel. */
  terms: number[]
  values: number[]
  commit: number
  applied: number
  next: number[]
  match: number[]
  /** The election timer: armed anew by moving `dueUs`; its queue entry follows when it comes up. */
  dueUs: number
  /** Client's request number by log index, so that it is answered when applied. */
  waiting: Map<number, number>
  store: number
}

export interface HandRaft {
  /** Deliveries and timers that did something. */
  readonly events: number
  readonly elections: number
  readonly committed: number
  readonly answered: number
}

const ROW = 9

/** One row per delivery in a typed array: when, what, where, from whom, why, and what the message said. */
class Rows {
  count = 0
  private cells = new Float64Array(ROW << 12)

  add(atUs: number, kind: number, to: number, from: number, cause: number): number {
    const at = ROW * this.count++
    if (at >= this.cells.length) this.grow()
    const { cells } = this
    cells[at] = atUs
    cells[at + 1] = kind
    cells[at + 2] = to
    cells[at + 3] = from
    cells[at + 4] = cause
    return at
  }

  say(at: number, term: number, a: number, b: number, c: number): void {
    const { cells } = this
    cells[at + 5] = term
    cells[at + 6] = a
    cells[at + 7] = b
    cells[at + 8] = c
  }

  private grow(): void {
    const { cells } = this
    this.cells = new Float64Array(cells.length * 2)
    this.cells.set(cells)
  }
}

/** Runs `events` events, with or without the row per delivery. */
export function handRaft(events: number, options: { readonly rows: boolean }): HandRaft {
  return new Cluster(options.rows ? new Rows() : null).run(events)
}

class Cluster {
  private readonly heap = new BareHeap()
  private readonly rows: Rows | null
  private readonly free: number[] = []
  private slots = 0
  // What a slot carries.
  private readonly kind = new Uint8Array(4096)
  private readonly to = new Uint8Array(4096)
  private readonly from = new Uint8Array(4096)
  private readonly term = new Int32Array(4096)
  private readonly a = new Int32Array(4096)
  private readonly b = new Int32Array(4096)
  private readonly c = new Int32Array(4096)
  private readonly cause = new Int32Array(4096)
  private readonly newTerms: (readonly number[])[] = []
  private readonly newValues: (readonly number[])[] = []

  private readonly servers: Server[] = []
  private nowUs = 0
  private seq = 0
  private state = 12345
  private events = 0
  private elections = 0
  private answered = 0
  private asked = 0
  private isAsking = false
  private leader = 0

  constructor(rows: Rows | null) {
    this.rows = rows
  }

  run(events: number): HandRaft {
    for (let id = 0; id < SERVERS; id++) this.boot(id)
    this.timer(WORKLOAD, CLIENT, this.between(10_000, 30_000))
    while (this.events < events) this.step()
    const committed = Math.max(...this.servers.map(({ commit }) => commit))
    return { events: this.events, elections: this.elections, committed, answered: this.answered }
  }

  private boot(id: number): void {
    this.servers.push({
      role: FOLLOWER,
      term: 0,
      votedFor: -1,
      votes: 0,
      terms: [0],
      values: [0],
      commit: 0,
      applied: 0,
      next: [1, 1, 1, 1, 1],
      match: [0, 0, 0, 0, 0],
      dueUs: 0,
      waiting: new Map(),
      store: 0,
    })
    this.resetElection(this.servers[id]!)
    this.timer(ELECTION, id, this.servers[id]!.dueUs - this.nowUs)
  }

  private step(): void {
    const { heap, kind, to } = this
    this.nowUs = heap.times[0]!
    const slot = heap.pop()
    const id = to[slot]!
    switch (kind[slot]!) {
      case ELECTION:
        return this.onElection(slot, this.servers[id]!, id)
      case HEARTBEAT:
        return this.onHeartbeat(slot, this.servers[id]!, id)
      case WORKLOAD:
        return this.onWorkload(slot)
      default:
        this.events++
        if (this.rows !== null) this.record(this.rows, slot)
        this.deliver(slot, id)
        this.free.push(slot)
    }
  }

  private record(rows: Rows, slot: number): void {
    const at = rows.add(this.nowUs, this.kind[slot]!, this.to[slot]!, this.from[slot]!, this.cause[slot]!)
    rows.say(at, this.term[slot]!, this.a[slot]!, this.b[slot]!, this.c[slot]!)
  }

  private deliver(slot: number, id: number): void {
    const kind = this.kind[slot]!
    if (kind === REPLY) return this.onReply(slot)
    const server = this.servers[id]!
    if (kind === REQUEST) return this.onRequest(slot, server, id)
    if (this.term[slot]! > server.term) this.adopt(server, this.term[slot]!)
    if (kind === REQUEST_VOTE) this.onRequestVote(slot, server, id)
    else if (kind === VOTE) this.onVote(slot, server, id)
    else if (kind === APPEND) this.onAppend(slot, server, id)
    else this.onAppended(slot, server, id)
  }

  private adopt(server: Server, term: number): void {
    server.term = term
    server.votedFor = -1
    server.role = FOLLOWER
  }

  // Elections, §5.2 and §5.4.1.

  private onElection(slot: number, server: Server, id: number): void {
    if (server.dueUs > this.nowUs) return this.heap.push(server.dueUs, this.seq++, slot)
    this.events++
    this.resetElection(server)
    this.heap.push(server.dueUs, this.seq++, slot)
    if (server.role === LEADER) return
    this.elections++
    server.role = CANDIDATE
    server.term++
    server.votedFor = id
    server.votes = 1
    const last = server.terms.length - 1
    for (let peer = 0; peer < SERVERS; peer++) {
      if (peer !== id) this.send(REQUEST_VOTE, id, peer, server.term, last, server.terms[last]!, 0)
    }
  }

  private resetElection(server: Server): void {
    server.dueUs = this.nowUs + this.between(150_000, 300_000)
  }

  private onRequestVote(slot: number, server: Server, id: number): void {
    const from = this.from[slot]!
    const last = server.terms.length - 1
    const lastTerm = server.terms[last]!
    const isUpToDate = this.b[slot]! > lastTerm || (this.b[slot]! === lastTerm && this.a[slot]! >= last)
    const isFree = server.votedFor === -1 || server.votedFor === from
    const isGranted = this.term[slot]! === server.term && isFree && isUpToDate
    if (isGranted) {
      server.votedFor = from
      this.resetElection(server)
    }
    this.send(VOTE, id, from, server.term, isGranted ? 1 : 0, 0, 0)
  }

  private onVote(slot: number, server: Server, id: number): void {
    const isMine = server.role === CANDIDATE && this.term[slot]! === server.term
    if (!isMine || this.a[slot]! === 0 || ++server.votes < MAJORITY) return
    server.role = LEADER
    this.leader = id
    server.waiting.clear()
    server.next.fill(server.terms.length)
    server.match.fill(0)
    this.append(server, id, 0)
    this.broadcast(server, id)
    this.timer(HEARTBEAT, id, 50_000)
  }

  // Replication, §5.3 and §5.4.2.

  private onHeartbeat(slot: number, server: Server, id: number): void {
    if (server.role !== LEADER) return void this.free.push(slot)
    this.events++
    this.broadcast(server, id)
    this.heap.push(this.nowUs + 50_000, this.seq++, slot)
  }

  private append(server: Server, id: number, value: number): void {
    server.terms.push(server.term)
    server.values.push(value)
    server.match[id] = server.terms.length - 1
  }

  private broadcast(server: Server, id: number): void {
    for (let peer = 0; peer < SERVERS; peer++) if (peer !== id) this.replicate(server, id, peer)
  }

  private replicate(server: Server, id: number, peer: number): void {
    const prev = server.next[peer]! - 1
    const slot = this.send(APPEND, id, peer, server.term, prev, server.terms[prev]!, server.commit)
    this.newTerms[slot] = server.terms.slice(prev + 1, prev + 17)
    this.newValues[slot] = server.values.slice(prev + 1, prev + 17)
  }

  private onAppend(slot: number, server: Server, id: number): void {
    const from = this.from[slot]!
    const prev = this.a[slot]!
    if (this.term[slot]! < server.term) return void this.send(APPENDED, id, from, server.term, 0, 0, 0)
    server.role = FOLLOWER
    this.resetElection(server)
    if (server.terms[prev] !== this.b[slot]!)
      return void this.send(APPENDED, id, from, server.term, 0, prev, 0)
    const terms = this.newTerms[slot]!
    const values = this.newValues[slot]!
    for (let i = 0; i < terms.length; i++) this.adoptEntry(server, prev + 1 + i, terms[i]!, values[i]!)
    const last = prev + terms.length
    server.commit = Math.max(server.commit, Math.min(this.c[slot]!, last))
    this.apply(server, id)
    this.send(APPENDED, id, from, server.term, 1, last, 0)
  }

  private adoptEntry(server: Server, index: number, term: number, value: number): void {
    if (server.terms[index] === term) return
    server.terms.length = index
    server.values.length = index
    server.terms.push(term)
    server.values.push(value)
  }

  private onAppended(slot: number, server: Server, id: number): void {
    if (server.role !== LEADER || this.term[slot]! !== server.term) return
    const from = this.from[slot]!
    if (this.a[slot]! === 0) {
      server.next[from] = Math.max(1, Math.min(server.next[from]!, this.b[slot]!))
      return this.replicate(server, id, from)
    }
    server.match[from] = Math.max(server.match[from]!, this.b[slot]!)
    server.next[from] = server.match[from]! + 1
    this.advanceCommit(server, id)
  }

  private advanceCommit(server: Server, id: number): void {
    let best = server.commit
    for (const index of server.match) {
      let copies = 0
      for (const other of server.match) if (other >= index) copies++
      if (index > best && copies >= MAJORITY) best = index
    }
    if (best === server.commit || server.terms[best] !== server.term) return
    server.commit = best
    this.apply(server, id)
  }

  private apply(server: Server, id: number): void {
    while (server.applied < server.commit) {
      server.applied++
      server.store = server.values[server.applied]!
      const request = server.role === LEADER ? server.waiting.get(server.applied) : undefined
      if (request === undefined) continue
      server.waiting.delete(server.applied)
      this.send(REPLY, id, CLIENT, server.term, request, 1, 0)
    }
  }

  // The client.

  private onWorkload(slot: number): void {
    this.events++
    this.heap.push(this.nowUs + this.between(10_000, 30_000), this.seq++, slot)
    if (this.isAsking) return
    this.isAsking = true
    this.send(REQUEST, CLIENT, this.leader, 0, ++this.asked, 0, 0)
  }

  private onRequest(slot: number, server: Server, id: number): void {
    if (server.role !== LEADER) return void this.send(REPLY, id, CLIENT, server.term, this.a[slot]!, 0, 0)
    this.append(server, id, this.a[slot]!)
    server.waiting.set(server.terms.length - 1, this.a[slot]!)
    this.broadcast(server, id)
  }

  private onReply(slot: number): void {
    if (this.a[slot]! !== this.asked) return
    this.isAsking = false
    if (this.b[slot]! === 1) this.answered++
  }

  // The network and the clock.

  private send(
    kind: number,
    from: number,
    to: number,
    term: number,
    a: number,
    b: number,
    c: number,
  ): number {
    const slot = this.free.length > 0 ? this.free.pop()! : this.slots++
    this.kind[slot] = kind
    this.from[slot] = from
    this.to[slot] = to
    this.term[slot] = term
    this.a[slot] = a
    this.b[slot] = b
    this.c[slot] = c
    this.cause[slot] = this.events
    this.heap.push(this.nowUs + this.between(5000, 15_000), this.seq++, slot)
    return slot
  }

  private timer(kind: number, id: number, delayUs: number): void {
    const slot = this.free.length > 0 ? this.free.pop()! : this.slots++
    this.kind[slot] = kind
    this.to[slot] = id
    this.heap.push(this.nowUs + delayUs, this.seq++, slot)
  }

  private between(minUs: number, maxUs: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0
    return minUs + Math.floor(((this.state >>> 8) / 16_777_216) * (maxUs - minUs + 1))
  }
}
