// Why has a client no answer? §8: it asked a server that is down, away or no leader; or the leader waits, with a write
// until it is committed, with a read until it knows that it still leads; or a message was lost. And when it asks again.

import type { Operation } from '../../../src/engine/observer.ts'
import type { Message } from '../../../src/engine/process.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../../src/sim/question.ts'
import type { ClientMemory } from '../client.ts'
import type { ClientQuery, ClientReply, ClientRequest } from '../messages.ts'
import type { RaftSettings } from '../settings.ts'
import { isSameEntry } from '../truth.ts'
import type { Leader, Scene, Server } from './scene.ts'

/** The client's request as the cluster sees it. */
interface Request {
  readonly client: string
  readonly memory: ClientMemory
  readonly isRead: boolean
}

/** What keeps the answer, and the rule that asks for it. */
interface Finding {
  readonly text: string
  readonly rule: string | null
}

export function answerQuestions(scene: Scene): readonly Question[] {
  return noAnswerQuestions(scene.view.history, (operation) => answerOf(scene, operation))
}

function answerOf(scene: Scene, { id, client }: Operation): Question['answer'] {
  const memory: ClientMemory | null = scene.view.nodes.find((node) => node.id === client)?.memory ?? null
  const halt = haltOf(scene.view, client)
  if (memory === null || memory.operation !== id) {
    const text = memory === null ? `${client} ${halt ?? 'is down'}` : `${client} has started anew`
    return {
      say: `${text}, and no longer waits for the answer: clients keep nothing`,
      facts: [{ holds: false, text }],
      rule: null,
    }
  }
  const request = { client, memory, isRead: memory.task?.op === 'read' }
  const { text, rule } = finding(scene, request)
  const facts = [
    ...(halt === null ? [] : [{ holds: false, text: `${client} ${halt}` }]),
    ...factsOf(scene, request),
  ]
  return { say: text, facts, rule }
}

function factsOf(scene: Scene, { client, memory }: Request): readonly Fact[] {
  const server = scene.servers.find(({ id }) => id === memory.server)
  return [...(server === undefined ? [] : [askedFact(scene, server)]), ...whenAgain(scene, client, memory)]
}

function askedFact({ view, leader }: Scene, { id, memory }: Server): Fact {
  const halt = haltOf(view, id)
  if (halt !== null) return { holds: false, text: `It asked ${id}, which ${halt}` }
  if (id === leader?.id) return { holds: true, text: `It asked ${id}, which leads` }
  const isDeposed = memory?.role === 'leader'
  return {
    holds: false,
    text: `It asked ${id}, which ${isDeposed ? 'leads no more, but does not know it' : 'does not lead'}`,
  }
}

function whenAgain({ view }: Scene, client: string, memory: ClientMemory): readonly Fact[] {
  const due = timerIn(view, client, 'retry')
  const { clientRetries } = view.settings as unknown as RaftSettings
  if (due === null) return []
  const isLast = memory.attempts > clientRetries
  return [
    {
      holds: !isLast,
      text: isLast ? `It gives up ${due}` : `It asks the next server ${due}, unless it is answered`,
    },
  ]
}

function finding(scene: Scene, request: Request): Finding {
  const { view, servers } = scene
  const { client, memory } = request
  const server = servers.find(({ id }) => id === memory.server)
  if (server === undefined) return found(`There is no server ${memory.server}`)
  const { id } = server
  if (memory.isBackingOff)
    return found(`${id} does not lead and could not help, so ${client} waits a little`, '§8')
  if (isOnTheWay(view, id, client, (message) => isReplyTo(message, memory)))
    return found(`The answer of ${id} is on the way`)
  const halt = haltOf(view, id)
  if (halt !== null) return found(`${client} asked ${id}, which ${halt}`)
  if (isOnTheWay(view, client, id, (message) => isRequest(message, memory)))
    return found(`The request of ${client} is on the way to ${id}`)
  const isHere = request.isRead ? readAt(scene, server, request) : writeAt(scene, server, request)
  if (isHere !== null) return isHere
  if (isApart(view, client, id)) return found(`${client} is cut off from ${id}, which it asked`)
  if (server.unsyncedWrites > 0) return found(`${id} answers when its disk has what it wrote`, 'Figure 2')
  return found(`The request of ${client} to ${id}, or the answer, was lost on the way`)
}

const found = (text: string, rule: string | null = null): Finding => ({ text, rule })

function isReplyTo(message: Message, memory: ClientMemory): boolean {
  return message.type === 'ClientReply' && numberOf(message) === memory.sequenceNum
}

function isRequest(message: Message, memory: ClientMemory): boolean {
  const isAsking = message.type === 'ClientRequest' || message.type === 'ClientQuery'
  return isAsking && numberOf(message) === memory.sequenceNum
}

function numberOf(message: Message): number {
  return (message as unknown as ClientReply | ClientRequest | ClientQuery).sequenceNum
}

/** A write that the server has taken and not answered. */
function writeAt(
  { committed, needed, servers }: Scene,
  server: Server,
  { client, memory }: Request,
): Finding | null {
  const isMine = (each: { readonly clientId: string; readonly sequenceNum: number }) =>
    each.clientId === memory.clientId && each.sequenceNum === memory.sequenceNum
  const { id, disk } = server
  if (server.memory?.waiting.some(isMine) !== true) return null
  const index = disk.log.findLastIndex(isMine) + 1
  const entry = disk.log[index - 1]
  const other = committed[index - 1]?.entry
  if (entry !== undefined && other !== undefined && !isSameEntry(entry, other))
    return found(
      `${id} has it as entry ${index}, but another entry ${index}, of term ${other.term}, is committed`,
      '§5.3',
    )
  if (other !== undefined && index > server.memory.commitIndex)
    return found(`${id} has it as entry ${index}, and does not know yet that it is committed`, '§5.4.2')
  const copies = servers.filter((each) => each.disk.log[index - 1]?.term === entry?.term).length
  return found(
    `${id} has it as entry ${index}, on ${copies} of ${servers.length} servers and not committed; ${needed} are needed to answer ${client}`,
    '§5.3, §8',
  )
}

/** A read that the leader keeps until it knows that it still leads. */
function readAt(scene: Scene, server: Server, { client, memory }: Request): Finding | null {
  const read = server.memory?.reads.find(
    (each) => each.client === client && each.sequenceNum === memory.sequenceNum,
  )
  if (read === undefined) return null
  const { id } = server
  const leader = server as Leader
  if (read.readIndex < 0)
    return found(
      `${id} cannot answer a read until an entry of its own term ${leader.disk.currentTerm} is committed`,
      '§8',
    )
  const acked =
    scene.servers.filter(({ id: peer }) => (leader.memory.ackedRound[peer] ?? 0) >= read.round).length + 1
  return found(
    `${id} must first hear from a majority that it still leads: ${acked} of ${scene.needed} so far, itself included`,
    '§8',
  )
}
