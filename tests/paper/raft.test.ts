// One sentence of the paper, one test, named by it: Ongaro and Ousterhout, "In Search of an Understandable Consensus
// Algorithm (Extended Version)".

import { describe, expect, test } from 'vitest'
import type { ClientReply } from '../../sims/raft/messages.ts'
import { acknowledge, aLeader, appendEntries, entries, type Lone, logOf, lone } from '../sims/raft/fakeCtx.ts'

const roleOf = (one: Lone) => one.state.memory.role
const termOf = (one: Lone) => one.state.disk.currentTerm
const requestVote = (term: number, lastLogIndex = 0, lastLogTerm = 0) =>
  ({ type: 'RequestVote', term, lastLogIndex, lastLogTerm }) as const
const request = (sequenceNum: number, value: number) =>
  ({
    type: 'ClientRequest',
    clientId: 'c1',
    sequenceNum,
    op: 'write',
    key: 'x',
    value,
    expect: null,
  }) as const

describe('§5.1 Raft basics', () => {
  test('§5.1 current terms are exchanged whenever servers communicate; if one server’s current term is smaller than the other’s, then it updates its current term to the larger value', () => {
    const one = lone('n1', { term: 2, votedFor: 'n3' })
    one.receive('n2', appendEntries({ term: 5 }))
    expect(termOf(one)).toBe(5)
    expect(one.state.disk.votedFor).toBeNull()
  })

  test.each(['candidate', 'leader'] as const)(
    '§5.1 if a candidate or leader discovers that its term is out of date, it immediately reverts to follower state (%s)',
    (role) => {
      const one = role === 'leader' ? aLeader() : lone('n1')
      if (role === 'candidate') one.fire('election')
      expect(roleOf(one)).toBe(role)
      one.receive('n2', { type: 'RequestVoteReply', term: 9, voteGranted: false })
      expect([roleOf(one), termOf(one)]).toEqual(['follower', 9])
      expect(one.timers.election).toBeGreaterThan(0)
    },
  )

  test('§5.1 if a server receives a request with a stale term number, it rejects the request (RequestVote)', () => {
    const one = lone('n1', { term: 4 })
    expect(one.receive('n2', requestVote(3, 9, 3))).toMatchObject([{ voteGranted: false, term: 4 }])
    expect(one.notes).toContainEqual(['voteRefused', 'n2', 'oldTerm', 3, 4])
  })

  test('§5.1 if a server receives a request with a stale term number, it rejects the request (AppendEntries)', () => {
    const one = lone('n1', { term: 4 })
    const reply = one.receive('n2', appendEntries({ term: 3, entries: entries([3]) }))
    expect(reply).toMatchObject([{ success: false, term: 4 }])
    expect(logOf(one)).toEqual([])
  })

  test('§5.1 servers retry RPCs if they do not receive a response in a timely manner', () => {
    const one = lone('n1')
    one.fire('election')
    one.receive('n2', { type: 'RequestVoteReply', term: 1, voteGranted: true })
    one.sent.length = 0
    one.fire('retry')
    expect(one.sent.map(({ to, message }) => [to, message.type])).toEqual([
      ['n3', 'RequestVote'],
      ['n4', 'RequestVote'],
      ['n5', 'RequestVote'],
    ])
  })
})

describe('§5.2 leader election', () => {
  test('§5.2 when servers start up, they begin as followers', () => {
    const one = lone('n1')
    expect(roleOf(one)).toBe('follower')
    expect(one.timers).toHaveProperty('election')
  })

  test('§5.2 a server remains in follower state as long as it receives valid RPCs from a leader or candidate', () => {
    const one = lone('n1')
    delete one.timers.election
    one.receive('n2', appendEntries())
    expect(one.timers).toHaveProperty('election')
    delete one.timers.election
    one.receive('n3', requestVote(2))
    expect(one.timers).toHaveProperty('election')
  })

  test('§5.2 leaders send periodic heartbeats (AppendEntries RPCs that carry no log entries) to all followers', () => {
    const leader = aLeader()
    for (const peer of leader.ctx.peers) acknowledge(leader, peer, 1)
    const heartbeats = leader.fire('heartbeat')
    expect(heartbeats).toHaveLength(4)
    expect(heartbeats).toMatchObject(heartbeats.map(() => ({ type: 'AppendEntries', entries: [] })))
    expect(leader.timers.heartbeat).toBe(50_000)
  })

  test('§5.2 to begin an election, a follower increments its current term and transitions to candidate state', () => {
    const one = lone('n1', { term: 3 })
    one.fire('election')
    expect([roleOf(one), termOf(one)]).toEqual(['candidate', 4])
  })

  test('§5.2 it then votes for itself and issues RequestVote RPCs in parallel to each of the other servers', () => {
    const one = lone('n1', { log: [1, 2] })
    expect(one.fire('election')).toEqual(Array(4).fill(requestVote(3, 2, 2)))
    expect(one.state.disk.votedFor).toBe('n1')
  })

  test('§5.2 a candidate wins an election if it receives votes from a majority of the servers in the full cluster for the same term', () => {
    const one = lone('n1')
    one.fire('election')
    one.receive('n2', { type: 'RequestVoteReply', term: 1, voteGranted: true })
    one.receive('n2', { type: 'RequestVoteReply', term: 1, voteGranted: true })
    one.receive('n3', { type: 'RequestVoteReply', term: 1, voteGranted: false })
    expect(roleOf(one)).toBe('candidate')
    one.receive('n4', { type: 'RequestVoteReply', term: 1, voteGranted: true })
    expect(roleOf(one)).toBe('leader')
  })

  test('§5.2 votes for an earlier term do not count', () => {
    const one = lone('n1')
    one.fire('election')
    one.fire('election')
    for (const voter of ['n2', 'n3', 'n4'])
      one.receive(voter, { type: 'RequestVoteReply', term: 1, voteGranted: true })
    expect([roleOf(one), termOf(one)]).toEqual(['candidate', 2])
  })

  test('§5.2 each server will vote for at most one candidate in a given term, on a first-come-first-served basis', () => {
    const one = lone('n1')
    expect(one.receive('n2', requestVote(1))).toMatchObject([{ voteGranted: true }])
    expect(one.receive('n3', requestVote(1))).toMatchObject([{ voteGranted: false }])
    expect(one.notes).toContainEqual(['voteRefused', 'n3', 'alreadyVoted', 'n2', 1])
    expect(one.receive('n2', requestVote(1))).toMatchObject([{ voteGranted: true }])
  })

  test('§5.2 once a candidate wins an election, it becomes leader; it then sends heartbeat messages to all of the other servers to establish its authority and prevent new elections', () => {
    const leader = aLeader()
    const appends = leader.sent.filter(({ message }) => message.type === 'AppendEntries')
    expect(appends.map(({ to }) => to)).toEqual(['n2', 'n3', 'n4', 'n5'])
    expect(leader.timers).not.toHaveProperty('election')
  })

  test('§5.2 if the leader’s term is at least as large as the candidate’s current term, then the candidate recognizes the leader as legitimate and returns to follower state', () => {
    const one = lone('n1')
    one.fire('election')
    one.receive('n2', appendEntries({ term: 1 }))
    expect([roleOf(one), one.state.memory.leader]).toEqual(['follower', 'n2'])
  })

  test('§5.2 if the term in the RPC is smaller than the candidate’s current term, then the candidate rejects the RPC and continues in candidate state', () => {
    const one = lone('n1', { term: 4 })
    one.fire('election')
    expect(one.receive('n2', appendEntries({ term: 4 }))).toMatchObject([{ success: false, term: 5 }])
    expect(roleOf(one)).toBe('candidate')
  })

  test('§5.2 each candidate will time out and start a new election by incrementing its term', () => {
    const one = lone('n1')
    one.fire('election')
    one.fire('election')
    expect([roleOf(one), termOf(one)]).toEqual(['candidate', 2])
    expect(one.notes.at(-1)).toEqual(['candidate', 2, 'noMajority', 0])
  })

  test('§5.2 election timeouts are chosen randomly from a fixed interval (e.g., 150–300ms)', () => {
    const one = lone('n1')
    const delays = Array.from({ length: 50 }, () => {
      one.fire('election')
      return one.timers.election!
    })
    expect(new Set(delays).size).toBeGreaterThan(40)
    for (const delay of delays) expect(delay >= 150_000 && delay <= 300_000).toBe(true)
  })
})

describe('§5.3 log replication', () => {
  test('§5.3 the leader appends the command to its log as a new entry, then issues AppendEntries RPCs in parallel to each of the other servers', () => {
    const leader = aLeader()
    for (const peer of leader.ctx.peers) acknowledge(leader, peer, 1)
    const sent = leader.receive('c1', request(1, 7))
    expect(leader.state.disk.log.at(-1)).toMatchObject({ term: 1, key: 'x', value: 7 })
    expect(sent).toHaveLength(4)
    expect(sent[0]).toMatchObject({ type: 'AppendEntries', prevLogIndex: 1, entries: [{ value: 7 }] })
  })

  test('§5.3 when the entry has been safely replicated, the leader applies the entry to its state machine and returns the result of that execution to the client', () => {
    const leader = aLeader()
    leader.receive('c1', request(1, 7))
    acknowledge(leader, 'n2', 2)
    expect(leader.state.memory.machine.values).toEqual({})
    const sent = acknowledge(leader, 'n3', 2)
    expect(leader.state.memory.machine.values).toEqual({ x: 7 })
    expect(sent.map(({ type }) => type)).toContain('ClientReply')
  })

  test('§5.3 the leader retries AppendEntries RPCs indefinitely (even after it has responded to the client) until all followers eventually store all log entries', () => {
    const leader = aLeader()
    leader.receive('c1', request(1, 7))
    acknowledge(leader, 'n2', 2)
    acknowledge(leader, 'n3', 2)
    leader.sent.length = 0
    leader.fire('heartbeat')
    const counts = leader.sent.map(({ to, message }) => [
      to,
      message.type === 'AppendEntries' && message.entries.length,
    ])
    expect(counts).toEqual([
      ['n2', 0],
      ['n3', 0],
      ['n4', 2],
      ['n5', 2],
    ])
  })

  test('§5.3 a log entry is committed once the leader that created the entry has replicated it on a majority of the servers', () => {
    const leader = aLeader()
    acknowledge(leader, 'n2', 1)
    expect(leader.state.memory.commitIndex).toBe(0)
    acknowledge(leader, 'n3', 1)
    expect(leader.state.memory.commitIndex).toBe(1)
  })

  test('§5.3 this also commits all preceding entries in the leader’s log, including entries created by previous leaders', () => {
    const leader = aLeader('n1', { log: [1, 2] })
    acknowledge(leader, 'n2', 3)
    acknowledge(leader, 'n3', 3)
    expect(leader.state.memory.commitIndex).toBe(3)
  })

  test('§5.3 the leader keeps track of the highest index it knows to be committed, and it includes that index in future AppendEntries RPCs (including heartbeats)', () => {
    const leader = aLeader()
    acknowledge(leader, 'n2', 1)
    acknowledge(leader, 'n3', 1)
    expect(leader.fire('heartbeat')).toMatchObject(Array(4).fill({ leaderCommit: 1 }))
  })

  test('§5.3 once a follower learns that a log entry is committed, it applies the entry to its local state machine (in log order)', () => {
    const one = lone('n1', { log: [1, 1, 1] })
    one.receive('n2', appendEntries({ prevLogIndex: 3, prevLogTerm: 1, leaderCommit: 2 }))
    const { commitIndex, lastApplied, machine } = one.state.memory
    expect([commitIndex, lastApplied, machine.values]).toEqual([2, 2, { x: 2 }])
  })

  test('§5.3 if the follower does not find an entry in its log with the same index and term, then it refuses the new entries', () => {
    const one = lone('n1', { log: [1, 1] })
    const missing = one.receive(
      'n2',
      appendEntries({ term: 2, prevLogIndex: 3, prevLogTerm: 2, entries: entries([2], 4) }),
    )
    expect(missing).toMatchObject([{ success: false, conflictIndex: 3, conflictTerm: 0 }])
    expect(one.notes.at(-1)).toEqual(['appendRefused', 'n2', 'missing', 3, 2])
    const other = one.receive(
      'n2',
      appendEntries({ term: 2, prevLogIndex: 2, prevLogTerm: 2, entries: entries([2], 3) }),
    )
    expect(other).toMatchObject([{ success: false, conflictIndex: 1, conflictTerm: 1 }])
    expect(logOf(one)).toEqual([1, 1])
  })

  test('§5.3 conflicting entries in follower logs will be overwritten with entries from the leader’s log', () => {
    const one = lone('n1', { log: [1, 2, 2] })
    one.receive('n2', appendEntries({ term: 3, prevLogIndex: 1, prevLogTerm: 1, entries: entries([3], 2) }))
    expect(logOf(one)).toEqual([1, 3])
    expect(one.notes).toContainEqual(['truncated', 2, 2, 2, 3])
  })

  test('Figure 2 an existing entry is deleted only if it conflicts: a late, shorter AppendEntries removes nothing', () => {
    const one = lone('n1', { log: [1, 1, 1] })
    const reply = one.receive('n2', appendEntries({ prevLogIndex: 0, entries: entries([1]) }))
    expect(logOf(one)).toEqual([1, 1, 1])
    expect(reply).toMatchObject([{ success: true, matchIndex: 1 }])
  })

  test('Figure 2 commitIndex is the minimum of leaderCommit and the index of the last new entry', () => {
    const one = lone('n1', { log: [1, 1, 1] })
    one.receive('n2', appendEntries({ prevLogIndex: 1, prevLogTerm: 1, leaderCommit: 3 }))
    expect(one.state.memory.commitIndex).toBe(1)
  })

  test('§5.3 when a leader first comes to power, it initializes all nextIndex values to the index just after the last one in its log', () => {
    const leader = aLeader('n1', { log: [1, 1] })
    expect(leader.state.memory.nextIndex).toEqual({ n2: 3, n3: 3, n4: 3, n5: 3 })
    expect(leader.state.memory.matchIndex).toEqual({ n2: 0, n3: 0, n4: 0, n5: 0 })
  })

  test('§5.3 after a rejection, the leader decrements nextIndex and retries the AppendEntries RPC', () => {
    const leader = aLeader('n1', { log: [1, 1, 1] })
    const refusal = { type: 'AppendEntriesReply', term: 2, success: false, matchIndex: 0, round: 1 } as const
    const sent = leader.receive('n2', { ...refusal, conflictTerm: 0, conflictIndex: 2 })
    expect(sent).toMatchObject([{ prevLogIndex: 1, entries: [{ term: 1 }, { term: 1 }, { term: 2 }] }])
    expect(leader.notes.at(-1)).toEqual(['backsUp', 'n2', 2])
  })

  test('§5.3 the leader can decrement nextIndex to bypass all of the conflicting entries in that term', () => {
    const leader = aLeader('n1', { log: [1, 1, 3, 3, 3] })
    const refusal = { type: 'AppendEntriesReply', term: 4, success: false, matchIndex: 0, round: 1 } as const
    leader.receive('n2', { ...refusal, conflictTerm: 2, conflictIndex: 3 })
    expect(leader.state.memory.nextIndex.n2).toBe(3)
    leader.receive('n3', { ...refusal, conflictTerm: 1, conflictIndex: 1 })
    expect(leader.state.memory.nextIndex.n3).toBe(3)
  })

  test('§5.3 a leader never overwrites or deletes entries in its own log', () => {
    const leader = aLeader('n1', { log: [1, 1] })
    leader.receive('n2', appendEntries({ term: 1, entries: entries([1]) }))
    leader.receive('c1', request(9, 7))
    expect(logOf(leader)).toEqual([1, 1, 2, 2])
  })
})

describe('§5.4 safety', () => {
  test.each([
    ['with the later term is more up-to-date', [1, 1, 1], 1, 2, true],
    ['with the later term is more up-to-date', [1, 2], 9, 1, false],
    ['of equal last terms that is longer is more up-to-date', [1, 1], 3, 1, true],
    ['of equal last terms that is longer is more up-to-date', [1, 1], 1, 1, false],
    ['that is just as long is up-to-date enough', [1, 1], 2, 1, true],
  ])('§5.4.1 the log %s: %j, asked by index %i term %i, votes %s', (_, log, index, term, voteGranted) => {
    const one = lone('n1', { log, term: 5 })
    expect(one.receive('n2', requestVote(6, index, term))).toMatchObject([{ voteGranted }])
  })

  test('§5.4.1 the voter denies its vote if its own log is more up-to-date than that of the candidate', () => {
    const one = lone('n3', { log: [1, 3] })
    one.receive('n2', requestVote(4, 5, 2))
    expect(one.notes.at(-1)).toEqual(['voteRefused', 'n2', 'logTermBehind', 2, 3])
  })

  test('§5.4.2 only log entries from the leader’s current term are committed by counting replicas', () => {
    const leader = aLeader('n1', { log: [1, 2] })
    const commits = [1, 2, 3].map((index) => {
      acknowledge(leader, 'n2', index)
      acknowledge(leader, 'n3', index)
      return leader.state.memory.commitIndex
    })
    expect(commits).toEqual([0, 0, 3])
    expect(leader.notes).toContainEqual(['notCommitted', 2, 2, 3, 3])
  })
})

describe('§5.5, §5.6, §8', () => {
  test('§5.5 Raft RPCs are idempotent, so this causes no harm', () => {
    const one = lone('n1')
    const message = appendEntries({ entries: entries([1, 1]), leaderCommit: 1 })
    const [first] = one.receive('n2', message)
    const [second] = one.receive('n2', message)
    expect(second).toEqual(first)
    expect(logOf(one)).toEqual([1, 1])
  })

  test('Figure 2 currentTerm, votedFor and log are persistent; commitIndex and lastApplied start from 0', () => {
    const one = lone('n1', { log: [1, 1] })
    one.receive('n2', requestVote(2, 2, 1))
    one.receive('n2', appendEntries({ term: 2, prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 2 }))
    one.restart()
    expect(one.state.disk).toMatchObject({ currentTerm: 2, votedFor: 'n2' })
    expect(logOf(one)).toEqual([1, 1])
    expect(one.state.memory).toMatchObject({ role: 'follower', commitIndex: 0, lastApplied: 0 })
  })

  test('§8 if the client’s first choice is not the leader, that server will reject the client’s request and supply information about the most recent leader it has heard from', () => {
    const one = lone('n1')
    one.receive('n3', appendEntries())
    const reply = one.receive('c1', request(1, 7))
    expect(reply).toMatchObject([{ type: 'ClientReply', status: 'NOT_LEADER', leaderHint: 'n3' }])
  })

  test('§8 if it receives a command whose serial number has already been executed, it responds immediately without re-executing the request', () => {
    const leader = aLeader()
    leader.receive('c1', request(1, 7))
    acknowledge(leader, 'n2', 2)
    acknowledge(leader, 'n3', 2)
    const reply = leader.receive('c1', request(1, 7)) as ClientReply[]
    expect(reply).toMatchObject([{ type: 'ClientReply', sequenceNum: 1, status: 'OK' }])
    expect(logOf(leader)).toEqual([1, 1])
  })

  test('§8 Raft handles this by having each leader commit a blank no-op entry into the log at the start of its term', () => {
    const leader = aLeader('n1', { log: [1] })
    expect(leader.state.disk.log.at(-1)).toMatchObject({ op: 'noop', term: 2 })
  })

  test('§8 the leader exchanges heartbeat messages with a majority of the cluster before responding to read-only requests', () => {
    const leader = aLeader()
    acknowledge(leader, 'n2', 1)
    acknowledge(leader, 'n3', 1)
    const round = leader.receive('c1', { type: 'ClientQuery', sequenceNum: 1, key: 'x' })
    expect(round.map(({ type }) => type)).toEqual(Array(4).fill('AppendEntries'))
    expect(acknowledge(leader, 'n4', 1)).toEqual([])
    expect(acknowledge(leader, 'n2', 1)).toMatchObject([{ type: 'ClientReply', status: 'OK' }])
  })
})
