// What Paxos Commit costs, beside Gray and Lamport 2006, section 6: N participants, 2F+1 acceptors of which F+1 are sent to,
// acknowledgements left out, the leader on the node of an acceptor, and nothing counted that a node says to itself.
//
// Apart: the participant that finished its work last says its vote unasked, and the leader, an acceptor, hears with it that
// the others can be asked. So N-1 are asked to prepare; N votes go to F+1 acceptors each; F acceptors tell the leader; and N are
// told: N-1 + N(F+1) + F + N = NF+F+3N-1, in five delays. (The paper has the same for a leader that is asked to begin, as that
// request is a vote to it.) Faster: F+1 acceptors tell N participants, and nobody tells the leader, which hears it with the
// acknowledgements: N-1 + 2N(F+1) = 2NF+3N-1, in four.
// Beside, with the first F+1 acceptors on participants' nodes, each of them has one message less to send and to get:
// N-1 + (N-1)(F+1) + F + N-1 = N(F+3)-3, in four delays, and N-1 + 2(N-1)(F+1) = (N-1)(2F+3), in three.
// With F=0 the leader is the only acceptor. Nobody need tell it what was accepted, which saves the delay of that message, and
// with it all that faster Paxos Commit can save: it is two-phase commit.
//
// On disk: N promises and F+1 records of votes, and no decision, for it can be found out. That the leader puts the name of the
// request down before the work, so that it is done once, is no part of the commit and is not counted.

import type { TableRow } from '../../../src/sim/table.ts'
import { exact, measure } from './costs.ts'

const SURVIVES = [0, 1, 2]

export function paxosRows(n: number): TableRow[] {
  return SURVIVES.flatMap((f) => [...apartRows(n, f), ...(n > 2 * f ? besideRows(n, f) : [])])
}

function apartRows(n: number, f: number): TableRow[] {
  const settings = { workOrder: 'inOrder', lastVotes: true }
  return [
    ...rowsOf('apart', n, f, settings, n * f + f + 3 * n - 1, f === 0 ? 4 : 5),
    ...rowsOf('apart, faster', n, f, { ...settings, faster: true }, 2 * n * f + 3 * n - 1, 4),
  ]
}

function besideRows(n: number, f: number): TableRow[] {
  const settings = { place: 'beside' }
  return [
    ...rowsOf('beside', n, f, settings, n * (f + 3) - 3, f === 0 ? 3 : 4),
    ...rowsOf('beside, faster', n, f, { ...settings, faster: true }, (n - 1) * (2 * f + 3), 3),
  ]
}

function rowsOf(
  how: string,
  n: number,
  f: number,
  settings: Readonly<Record<string, string | boolean>>,
  messages: number,
  delays: number,
): TableRow[] {
  const bench = { sites: n, coordinators: 2 * f + 1 }
  const costs = measure({ ...bench, settings: { protocol: 'paxosCommit', survives: f, ...settings } })
  const what = `Paxos Commit ${how}, n=${n}, F=${f}`
  return [
    exact(`${what}: messages without acks`, costs.messages - costs.acks, messages),
    exact(`${what}: delays`, costs.delays, delays),
    exact(`${what}: stable writes`, costs.stable, n + f + 1),
    exact(`${what}: write delays`, costs.writeDelays, 2),
  ]
}
