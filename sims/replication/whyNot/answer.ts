// Why has a client no answer? It asked a replica that is down, away, cut off or not in charge; or its write waits for the
// acknowledgements that the settings ask for, or its read for a replica to follow the log; or a message was lost.

import type { Operation } from '../../../src/engine/observer.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../../src/sim/question.ts'
import type { ClientMemory } from '../client.ts'
import type { Reply, Request } from '../messages.ts'
import { isCutOffAt } from '../replicas.ts'
import { stillNeeded } from './entries.ts'
import type { Scene } from './scene.ts'

export function answerQuestions(scene: Scene): readonly Question[] {
  return noAnswerQuestions(scene.view.history, (operation) => answerOf(scene, operation))
}

function answerOf(scene: Scene, { id, client }: Operation): Question['answer'] {
  const { view } = scene
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  if (memory === null || memory.operation !== id) {
    const text = `${client} ${haltOf(view, client) ?? 'has started anew'}, and clients keep nothing`
    return { say: text, facts: [{ holds: false, text }], rule: null }
  }
  const [say, rule = null] = finding(scene, client, memory)
  return { say, facts: factsOf(scene, client, memory), rule }
}

function factsOf({ view, chief }: Scene, client: string, { server }: ClientMemory): readonly Fact[] {
  const again = timerIn(view, client, 'retry')
  const halt = haltOf(view, server)
  const isChief = chief?.id === server
  const asked =
    halt !== null ? `, which ${halt}` : isChief ? ', which is in charge' : ', which is not in charge'
  return [
    { holds: halt === null && isChief, text: `It asked ${server}${asked}` },
    ...(again === null ? [] : [{ holds: true, text: `It asks again ${again}, or gives up` }]),
  ]
}

/** What keeps the answer, and the rule that asks for it. */
function finding(scene: Scene, client: string, memory: ClientMemory): readonly [say: string, rule?: string] {
  const { view, replicas } = scene
  const { server, sequenceNum, clientId } = memory
  const asked = replicas.find(({ id }) => id === server)
  const isReply = (m: unknown) => (m as Reply).type === 'Reply' && (m as Reply).sequenceNum === sequenceNum
  const isRequest = (m: unknown) =>
    (m as Request).type === 'Request' && (m as Request).sequenceNum === sequenceNum
  const answering = replicas.find(({ id }) => isOnTheWay(view, id, client, isReply))
  if (answering !== undefined) return [`The answer of ${answering.id} is on the way`]
  if (memory.isBackingOff)
    return [`${server} turned ${client} away, so it waits a little before it asks the next`]
  const halt = haltOf(view, server)
  if (halt !== null || asked?.memory == null) return [`${client} asked ${server}, which ${halt ?? 'is down'}`]
  if (isOnTheWay(view, client, server, isRequest))
    return [`The request of ${client} is on the way to ${server}`]
  const waits = asked.memory.reads.find((read) => read.client === client && read.sequenceNum === sequenceNum)
  if (waits !== undefined)
    return [
      `${client} has seen entry ${waits.seen}, and ${server} has followed the log only to ${asked.memory.machine.applied}`,
      'Terry et al. 1994',
    ]
  const index =
    asked.disk.log.findLastIndex((e) => e.clientId === clientId && e.sequenceNum === sequenceNum) + 1
  if (index > 0) return stillNeeded({ ...asked, memory: asked.memory }, index)
  if (isCutOffAt(view, asked))
    return [`${client} asked ${server}, which is cut off from the master`, 'Gilbert and Lynch 2002']
  if (isApart(view, client, server)) return [`${client} is cut off from ${server}, which it asked`]
  return [`The request of ${client} to ${server}, or the answer, was lost on the way`]
}
