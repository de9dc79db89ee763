// Why a transaction under Paxos Commit is not over: which acceptors are missing, and who may find out what was chosen.

import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, listed, timerIn } from '../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../src/sim/question.ts'
import { counted } from '../../src/sim/words.ts'
import type { Council } from './messages.ts'
import { majorityOf } from './paxosCommit/council.ts'
import type { Deal, Memory, Task } from './state.ts'

type Answer = Question['answer']

const RULE = 'Gray and Lamport 2006'

/** Of a participant that has voted yes. */
export function doubtUnderPaxos(view: PictureView, id: NodeId, { tx }: Task, council: Council): Answer {
  const away = awayFrom(view, id, council)
  const again = timerIn(view, id, 'tick')
  const facts: Fact[] = [
    { holds: false, text: `${id} has voted yes, so it may not decide alone` },
    ...council.acceptors.map((acceptor) => acceptorFact(view, id, acceptor, tx, council)),
    ...(again === null ? [] : [{ holds: true, text: `${id} looks again ${again}` }]),
  ]
  return { say: `${id} has promised, and ${doubtText(council, away)}`, facts, rule: RULE }
}

function doubtText(council: Council, away: readonly NodeId[]): string {
  const { acceptors } = council
  const missing = majorityOf(council) - (acceptors.length - away.length)
  if (missing > 0)
    return `nobody can find out what was chosen: ${listed(away)} cannot be reached, and a majority needs ${counted(missing, 'acceptor')} more`
  if (away.includes(acceptors[0]!))
    return `${acceptors[0]}, which leads, cannot be reached: the next that it asks will find out what was chosen`
  return `the word of ${acceptors[0]}, which leads, has not come yet`
}

/** Of a client whose transaction is open at its leader. */
export function openAtLeader(
  view: PictureView,
  leader: NodeId,
  { tx, phase }: Deal,
  council: Council,
): Answer {
  const away = awayFrom(view, leader, council)
  const facts = council.acceptors.map((acceptor) => acceptorFact(view, leader, acceptor, tx, council))
  const left = council.acceptors.length - away.length
  const waits = WAITS[phase] ?? 'waits until a majority of acceptors has all votes'
  const say =
    left < majorityOf(council)
      ? `${leader} waits for a majority of acceptors, and ${listed(away)} cannot be reached`
      : `${leader} ${waits}`
  return { say, facts, rule: RULE }
}

const WAITS: Partial<Record<Deal['phase'], string>> = {
  claims: 'leads a ballot, and waits until a majority of acceptors has said what it accepted',
  proposes: 'leads a ballot, and waits until a majority of acceptors has accepted what it proposes',
}

function awayFrom(view: PictureView, id: NodeId, { acceptors }: Council): readonly NodeId[] {
  return acceptors.filter((one) => one !== id && (haltOf(view, one) !== null || isApart(view, id, one)))
}

function acceptorFact(
  view: PictureView,
  id: NodeId,
  acceptor: NodeId,
  tx: string,
  { members }: Council,
): Fact {
  const halt = haltOf(view, acceptor)
  if (halt !== null) return { holds: false, text: `${acceptor}, an acceptor, ${halt}` }
  if (isApart(view, id, acceptor))
    return { holds: false, text: `${id} is cut off from ${acceptor}, an acceptor` }
  const memory: Memory | null = view.nodes.find((node) => node.id === acceptor)?.memory ?? null
  const acceptance = memory?.acceptances[tx]
  const votes = Object.keys(acceptance?.kept ?? {}).length
  if (acceptance?.whole !== undefined && acceptance.whole >= 0)
    return { holds: true, text: `${acceptor} has accepted all votes` }
  return { holds: false, text: `${acceptor} has ${votes} of ${counted(members.length, 'vote')}` }
}
