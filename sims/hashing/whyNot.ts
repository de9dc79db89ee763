// What did not happen, and why: the facts are read off the state, and the rule is the one that decides.

import type { Operation } from '../../src/engine/observer.ts'
import type { Message, NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, isOnTheWay, listed, timerIn } from '../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../src/sim/question.ts'
import type { ClientMemory, Task } from './clientState.ts'
import { allOwners, isMember, needed, type View } from './layout.ts'
import type { StoreMessage } from './messages.ts'
import { isKeeper, viewIn } from './picture.ts'
import type { Disk, Memory } from './state.ts'
import { slack } from './transfer.ts'

type Answer = Question['answer']
type Node = PictureView['nodes'][number]

/** What matters most first: clients that wait, moves that do not end, and who keeps nothing. */
export function whyNot(view: PictureView): readonly Question[] {
  return [...answerQuestions(view), ...moveQuestions(view), ...memberQuestions(view)]
}

// Why has a client no answer?

function answerQuestions(view: PictureView): readonly Question[] {
  return noAnswerQuestions(view.history, (operation) => noAnswer(view, operation))
}

function noAnswer(view: PictureView, { id, client }: Operation): Answer {
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  const task = memory?.task ?? null
  if (memory === null || task === null || task.operation !== id) {
    const say = `${client} ${memory === null ? (haltOf(view, client) ?? 'is down') : 'has started anew'} and no longer waits`
    return { say, facts: [{ holds: false, text: say }], rule: null }
  }
  if (memory.view === null)
    return one(`${client} knows no view yet, so it does not know whom to ask`, false, null)
  const facts = [...nodeFacts(view, memory, task), ...retryFact(view, client)]
  const blocked = facts.find(({ holds }) => !holds)
  const say = blocked?.text ?? `Its request or the answer is under way`
  return { say, facts, rule: task.step === 'scan' ? 'a query waits for the slowest' : 'r + w > n' }
}

function one(say: string, holds: boolean, rule: string | null): Answer {
  return { say, facts: [{ holds, text: say }], rule }
}

/** Each node whose word the operation needs, and what stands between. */
function nodeFacts(view: PictureView, { view: known }: ClientMemory, task: Task): readonly Fact[] {
  if (task.step === 'scan') {
    const silent = (task.nodes ?? []).filter((id) => task.heard[id] === undefined)
    return silent.map((id) => nodeFact(view, id, task))
  }
  const latest = viewIn(view) ?? known!
  const owners = keepersOf(latest, task)
  const facts = owners.map((id) => nodeFact(view, id, task))
  const policy = task.step === 'put' ? latest.now.writes : latest.now.reads
  const copies = Math.min(owners.length, latest.now.copies)
  return copies > 1
    ? [...facts, { holds: true, text: `${needed(policy, copies)} of ${copies} copies must say` }]
    : facts
}

function keepersOf(latest: View, { names }: Task): readonly NodeId[] {
  const key = names[0]!
  // By its own table a directory knows, which a client's view does not have.
  return latest.now.scheme === 'directory' && latest.now.deal?.owners.length === 0
    ? []
    : allOwners(latest, key)
}

function nodeFact(view: PictureView, id: NodeId, { names, operation }: Task): Fact {
  const client = view.history[operation]!.client
  const halt = haltOf(view, id)
  if (halt !== null) return { holds: false, text: `${id}, which keeps ${names[0] ?? 'some of it'}, ${halt}` }
  if (isApart(view, client, id)) return { holds: false, text: `${client} is cut off from ${id}` }
  const isIts = (message: Message) => isAbout(message, names[0] ?? '')
  if (isOnTheWay(view, id, client, isIts)) return { holds: true, text: `The answer of ${id} is on the way` }
  const waiting = view.inFlight.filter(({ to, arrivesUs }) => to === id && arrivesUs < view.nowUs).length
  if (waiting > 1) return { holds: false, text: `${waiting} requests wait their turn at ${id}` }
  return { holds: true, text: `${id} is up and can be reached` }
}

function isAbout(message: Message, key: string): boolean {
  const m = message as StoreMessage
  return m.type === 'Scanned' || ('key' in m && m.key === key)
}

function retryFact(view: PictureView, client: NodeId): readonly Fact[] {
  const again = timerIn(view, client, 'retry')
  return again === null ? [] : [{ holds: true, text: `It asks again ${again}` }]
}

// Why do keys still move?

function moveQuestions(view: PictureView): readonly Question[] {
  const latest = viewIn(view)
  if (latest === null || latest.was === null) return []
  const { was, now, epoch } = latest
  const unready = now.members.map(({ id }) => nodeIn(view, id)).filter((node) => !isReady(node, epoch))
  const silent = was.members.map(({ id }) => id).filter((id) => haltOf(view, id) !== null)
  const facts: Fact[] = unready.map((node) => ({ holds: false, text: unreadySays(view, node, epoch) }))
  if (silent.length > slack(was))
    facts.unshift({
      holds: false,
      text: `${listed(silent)} cannot say what they have, and some keys may be nowhere else`,
    })
  if (facts.length === 0)
    facts.push({ holds: true, text: 'All members have their keys; word of it is under way' })
  return [
    {
      id: `move ${epoch}`,
      ask: 'Why do keys still move?',
      about: {},
      answer: { say: facts[0]!.text, facts, rule: 'Vertical Paxos, §3' },
    },
  ]
}

function nodeIn(view: PictureView, id: NodeId): Node {
  return view.nodes.find((node) => node.id === id)!
}

function isReady({ memory }: Node, epoch: number): boolean {
  const pull = (memory as Memory | null)?.pull ?? null
  return pull !== null && pull.epoch === epoch && pull.isReady
}

function unreadySays(view: PictureView, { id, disk, memory }: Node, epoch: number): string {
  const halt = haltOf(view, id)
  if (halt !== null) return `${id} ${halt}, and is to have keys`
  if (((disk as Disk).view?.epoch ?? 0) < epoch) return `${id} has not heard of view ${epoch} yet`
  const sources = (memory as Memory).pull?.sources ?? {}
  const silent = Object.keys(sources).filter((source) => sources[source]!.items === null)
  return silent.length > 0
    ? `${id} has not heard from ${listed(silent)} what they have for it`
    : `${id} still takes keys over, a few at a time`
}

// Why does a node keep nothing?

function memberQuestions(view: PictureView): readonly Question[] {
  const latest = viewIn(view)
  if (latest === null) return []
  return view.nodes
    .filter((node) => isKeeper(node) && !isMember(latest.now, node.id))
    .map(({ id }) => ({
      id: `member ${id}`,
      ask: `Why does ${id} keep no keys?`,
      about: { node: id },
      answer: notMember(view, id, latest),
    }))
}

function notMember(view: PictureView, id: NodeId, { epoch, now }: View): Answer {
  const halt = haltOf(view, id)
  const members: Fact = {
    holds: false,
    text: `View ${epoch} has ${now.members.length} members, and ${id} is not one`,
  }
  const wish = isOnTheWay(view, id, directoryIn(view), ({ type }) => type === 'Wish')
  const facts = [
    members,
    ...(halt === null ? [] : [{ holds: false, text: `${id} ${halt}` }]),
    ...(wish ? [{ holds: true, text: `Its wish to join is on the way to the directory` }] : []),
  ]
  return { say: `${id} is no member: it was not told to join, or it was let go`, facts, rule: null }
}

function directoryIn({ nodes }: PictureView): NodeId {
  return nodes.find(({ process }) => process === 'directory')!.id
}
