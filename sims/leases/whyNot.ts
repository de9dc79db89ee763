// What did not happen, and why: who wants the lock and does not get it, whose write was refused, and which client has no answer.

import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../src/sim/question.ts'
import { workerOf } from './client.ts'
import type { LockMemory } from './lockServer.ts'
import type { LeaseMessage } from './messages.ts'
import type { Truth } from './observer/truth.ts'
import type { WorkerMemory } from './worker.ts'

type Answer = Question['answer']

export function whyNot(view: PictureView): readonly Question[] {
  const workers = view.nodes.filter(({ process, memory }) => process === 'worker' && memory !== null)
  return [
    ...workers.flatMap(({ id, memory }) => refusedQuestion(view, id, memory)),
    ...workers.flatMap(({ id, memory }) => lockQuestion(view, id, memory)),
    ...noAnswerQuestions(view.history, ({ client }) => clientAnswer(view, client)),
  ]
}

function idOf(view: PictureView, process: string): NodeId {
  return view.nodes.find((node) => node.process === process)!.id
}

function memoryOf<M>(view: PictureView, id: NodeId): M | null {
  return view.nodes.find((node) => node.id === id)?.memory ?? null
}

function one(say: string, holds = false, rule: string | null = null): Answer {
  return { say, facts: [{ holds, text: say }], rule }
}

// The write that was refused.

function refusedQuestion(view: PictureView, id: NodeId, { refusal }: WorkerMemory): readonly Question[] {
  if (refusal === null) return []
  const file = idOf(view, 'storage')
  const { why, token, newest } = refusal
  return [
    {
      id: `refused ${id} ${token}`,
      ask: `Why was ${id} refused?`,
      about: { node: id },
      answer: why === 'token' ? olderToken(view, file, token, newest) : olderVersion(file, newest),
    },
  ]
}

function olderToken(view: PictureView, file: NodeId, token: number, newest: number): Answer {
  const { grants }: Truth = view.truth
  const newer = grants.find((grant) => grant.token === newest)
  const older = grants.find((grant) => grant.token === token)
  const facts: Fact[] = [
    { holds: true, text: `It had been given token ${token}` },
    ...(older?.end === 'ranOut' ? [{ holds: false, text: `The lease of token ${token} had run out` }] : []),
    ...(newer === undefined
      ? []
      : [{ holds: false, text: `${newer.worker} was given token ${newest}, and came first` }]),
  ]
  return {
    say: `${file} has seen token ${newest}, and ${token} is less`,
    facts,
    rule: 'fencing, Kleppmann 2016',
  }
}

function olderVersion(file: NodeId, newest: number): Answer {
  return one(
    `Since it read the file another has written: ${file} is at version ${newest}`,
    false,
    'compare and set',
  )
}

// The lock that is not given.

function lockQuestion(view: PictureView, id: NodeId, { phase }: WorkerMemory): readonly Question[] {
  if (phase !== 'asks') return []
  const ask = `Why does ${id} not get the lock?`
  return [{ id: `lock ${id}`, ask, about: { node: id }, answer: lockAnswer(view, id) }]
}

/** What stands between, the plainest first. */
function lockAnswer(view: PictureView, id: NodeId): Answer {
  const server = idOf(view, 'lock')
  const own = haltOf(view, id)
  if (own !== null) return one(`${id} ${own}, and hears nothing`)
  const halt = haltOf(view, server)
  if (halt !== null) return one(`${server} ${halt}, and only it can give the lock`)
  if (isApart(view, id, server)) return one(`${id} is cut off from ${server}`)
  const isGrant = (message: { readonly type: string }) => (message as LeaseMessage).type === 'Granted'
  if (isOnTheWay(view, server, id, isGrant))
    return one(`${server} has given it the lock, and the word is on its way`, true)
  const again = timerIn(view, id, 'ask')
  const facts: Fact[] = again === null ? [] : [{ holds: true, text: `${id} asks again ${again}` }]
  return { ...heldAnswer(view, server, id, facts) }
}

function heldAnswer(view: PictureView, server: NodeId, id: NodeId, again: readonly Fact[]): Answer {
  const { lease, closedFor } = memoryOf<LockMemory>(view, server)!
  const left = timerIn(view, server, 'expiry')
  const runsOut: Fact[] =
    left === null ? [] : [{ holds: true, text: `That is over ${left}, on the clock of ${server}` }]
  if (lease !== null) {
    const halt = haltOf(view, lease.worker)
    const who = lease.worker === id ? `${id} itself, before it lost track of it` : lease.worker
    const say = `The lock is with ${who}, under token ${lease.token}`
    const state =
      halt === null ? [] : [{ holds: false, text: `${lease.worker} ${halt}, and ${server} cannot know` }]
    return {
      say,
      facts: [{ holds: false, text: say }, ...state, ...runsOut, ...again],
      rule: 'Gray and Cheriton 1989, §2',
    }
  }
  if (closedFor === null)
    return { ...one('The lock is free, and its request is on its way or was lost', true), facts: again }
  const say =
    closedFor === 'restart'
      ? `${server} was down and has forgotten who had it, so it waits out a TTL`
      : `The last holder never let go, so ${server} waits before it gives the lock again`
  return {
    say,
    facts: [{ holds: false, text: say }, ...runsOut, ...again],
    rule: 'Gray and Cheriton 1989, §2',
  }
}

// The client that waits.

function clientAnswer(view: PictureView, client: NodeId): Answer {
  const id = workerOf(view.nodes, client)
  const halt = haltOf(view, id)
  if (halt !== null) return one(`${id}, which it has asked, ${halt}`)
  const memory = memoryOf<WorkerMemory>(view, id)!
  if (isApart(view, client, id)) return one(`${client} is cut off from ${id}`)
  if (memory.job?.client !== client) {
    if (memory.queue.some((job) => job.client === client))
      return one(`${id} has another job to do first`, true)
    return one(`Its request, or the answer, is on the way or was lost`, true)
  }
  if (memory.phase === 'asks') return lockAnswer(view, id)
  const file = idOf(view, 'storage')
  const isWaiting = memory.phase === 'reads' || memory.phase === 'writes'
  if (!isWaiting)
    return one(`${id} is at work on it: ${memory.k} of ${memory.job.count} writes are done`, true)
  const fileHalt = haltOf(view, file)
  if (fileHalt !== null) return one(`${id} waits for ${file}, which ${fileHalt}`)
  if (isApart(view, id, file)) return one(`${id} is cut off from ${file}`)
  return one(`${id} waits for the answer of ${file}`, true)
}
