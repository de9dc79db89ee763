// What did not happen, and why: why a client has no answer, and why a participant may not let go. The facts are read off the
// state of the moment.

import type { Operation } from '../../src/engine/observer.ts'
import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, timerIn } from '../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../src/sim/question.ts'
import type { ClientMemory } from './client.ts'
import { waitsIn } from './locks.ts'
import type { Council } from './messages.ts'
import { requestOf } from './observer/truth.ts'
import { type Deal, type Memory, settingsOf, type Task } from './state.ts'
import { doubtUnderPaxos, openAtLeader } from './whyNotPaxos.ts'
import { sagaAnswer } from './whyNotSaga.ts'

type Answer = Question['answer']

/** What matters most first: promises that cannot be let go of, then clients that wait. */
export function whyNot(view: PictureView): readonly Question[] {
  return [...doubts(view), ...answers(view)]
}

function memoryOf(view: PictureView, id: NodeId): Memory | null {
  return view.nodes.find((node) => node.id === id)?.memory ?? null
}

// Why may it not let go?

function doubts(view: PictureView): readonly Question[] {
  return view.nodes
    .filter(({ process, memory }) => process === 'participant' && memory !== null)
    .flatMap(({ id, memory }) =>
      Object.values((memory as Memory).tasks)
        .filter(({ phase }) => phase === 'prepared')
        .map((task) => ({
          id: `doubt ${id} ${task.tx}`,
          ask: `Why does ${id} not let go of ${task.tx}?`,
          about: { node: id },
          answer: doubtOf(view, id, task),
        })),
    )
}

function doubtOf(view: PictureView, id: NodeId, task: Task): Answer {
  const { tx, coordinator, council } = task
  if (council !== undefined) return doubtUnderPaxos(view, id, task, council)
  const halt = coordinator === id ? null : haltOf(view, coordinator)
  const deal = memoryOf(view, coordinator)?.deals[tx]
  const facts: Fact[] = [{ holds: false, text: `${id} has voted yes, so it may not decide alone` }]
  if (halt !== null) facts.push({ holds: false, text: `${coordinator} ${halt}` })
  else if (isApart(view, id, coordinator))
    facts.push({ holds: false, text: `${id} is cut off from ${coordinator}` })
  else facts.push(coordinatorFact(coordinator, tx, deal))
  const again = timerIn(view, id, 'tick')
  if (again !== null) facts.push({ holds: true, text: `${id} looks again ${again}` })
  if (settingsOf(view).place === 'replicated')
    return {
      say: `${id} has promised; the Raft cluster decides, and any coordinator can ask it`,
      facts,
      rule: 'Gray and Lamport 2006',
    }
  const isReachable = halt === null && !isApart(view, id, coordinator)
  const say = isReachable
    ? `${id} has promised, and the word of ${coordinator} has not come yet`
    : `${id} has promised, and only ${coordinator} may know what was decided: ${facts[1]!.text}`
  return { say, facts, rule: 'Bernstein et al., §7.4' }
}

function coordinatorFact(coordinator: NodeId, tx: string, deal: Deal | undefined): Fact {
  if (deal === undefined)
    return { holds: true, text: `${coordinator} remembers nothing of ${tx}, and would presume` }
  if (deal.phase === 'tells') return { holds: true, text: `${coordinator} has decided: ${deal.outcome}` }
  return { holds: false, text: `${coordinator} has not decided yet` }
}

// Why has a client no answer?

function answers(view: PictureView): readonly Question[] {
  return noAnswerQuestions(view.history, (operation) => noAnswer(view, operation))
}

function noAnswer(view: PictureView, { id, client }: Operation): Answer {
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  if (memory === null || memory.operation !== id || memory.wish === null)
    return one(
      `${client} ${memory === null ? (haltOf(view, client) ?? 'is down') : 'has started anew'} and no longer waits`,
    )
  const { request, coordinator } = memory
  const halt = haltOf(view, coordinator)
  if (halt !== null) return one(`${coordinator}, which it asked, ${halt}`)
  if (isApart(view, client, coordinator)) return one(`${client} is cut off from ${coordinator}`)
  const deal = Object.values(memoryOf(view, coordinator)?.deals ?? {}).find(
    ({ tx }) => requestOf(tx) === request,
  )
  if (deal === undefined)
    return (
      sagaAnswer(view, coordinator, request) ??
      one(
        `${coordinator} knows nothing more of ${request}: the request or the answer is under way, or was lost`,
      )
    )
  return dealAnswer(view, coordinator, deal)
}

function dealAnswer(view: PictureView, coordinator: NodeId, deal: Deal): Answer {
  if (deal.phase === 'decides' && settingsOf(view).place === 'replicated')
    return one(`${coordinator} waits until the Raft cluster has decided`, true)
  if (deal.phase === 'decides')
    return one(`${coordinator} has decided, and answers when its disk has it`, true)
  if (deal.phase === 'tells') return one(`The answer of ${coordinator} is under way, or was lost`, true)
  if (deal.phase === 'precommits')
    return one(`${coordinator} waits until all know that it will be a commit`, true)
  if (deal.phase === 'asks') return one(`${coordinator} was down, and asks the sites how it ended`, true)
  const { council } = deal
  if (council !== undefined && deal.phase !== 'works' && isVoted(deal, council))
    return openAtLeader(view, coordinator, deal, council)
  const heard = deal.phase === 'works' ? deal.worked : deal.votes
  const silent = deal.parts.map(({ site }) => site).filter((site) => heard[site] === undefined)
  const facts = silent.map((site) => silentFact(view, site, deal.tx))
  const blocked = facts.find(({ holds }) => !holds)
  const what = deal.phase === 'works' ? 'has not finished its part' : 'has not voted'
  return { say: blocked?.text ?? `${silent[0]} ${what} yet`, facts, rule: null }
}

/** All that it has heard say yes, so it is not a vote that is missing. */
function isVoted({ phase, votes }: Deal, { members }: Council): boolean {
  return phase !== 'votes' || members.every((site) => votes[site] !== undefined)
}

function silentFact(view: PictureView, site: NodeId, tx: string): Fact {
  const halt = haltOf(view, site)
  if (halt !== null) return { holds: false, text: `${site} ${halt}` }
  const wait = waitsIn(memoryOf(view, site)?.locks ?? {}).find((each) => each.tx === tx)
  if (wait !== undefined) return { holds: false, text: `${site} waits: ${wait.on} has locked ${wait.key}` }
  return { holds: true, text: `${site} has been asked` }
}

function one(say: string, holds = false): Answer {
  return { say, facts: [{ holds, text: say }], rule: null }
}
