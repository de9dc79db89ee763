// Why has a client no answer? Its node is down or away; or the node waits for others, and they are silent (§4.5, §4.6); or a
// message was lost. And what the node will do about the silence, and when.

import type { Operation } from '../../../src/engine/observer.ts'
import type { Message } from '../../../src/engine/process.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../../src/sim/question.ts'
import type { ClientMemory } from '../client.ts'
import type { QuorumMessage, ReadReply } from '../messages.ts'
import { settingsIn } from '../settings.ts'
import { needsOf, type Request } from '../state.ts'
import { readsOf, writesOf } from '../tally.ts'
import { obstacle, type Replica, type Scene } from './scene.ts'

export function answerQuestions(scene: Scene): readonly Question[] {
  return noAnswerQuestions(scene.view.history, (operation) => answerOf(scene, operation))
}

function answerOf(scene: Scene, { id, client }: Operation): Question['answer'] {
  const { view } = scene
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  if (memory === null || memory.operation !== id) {
    const text =
      memory === null ? `${client} ${haltOf(view, client) ?? 'is down'}` : `${client} has started anew`
    const say = `${text}, and no longer waits for the answer: clients keep nothing`
    return { say, facts: [{ holds: false, text }], rule: null }
  }
  const patience = timerIn(view, client, 'answer')
  const last: readonly Fact[] =
    patience === null
      ? []
      : [{ holds: false, text: `${client} gives up ${patience}, and will not ask again` }]
  const coordinator = scene.replicas.find((replica) => replica.id === memory.coordinator)
  if (coordinator === undefined)
    return { say: `There is no node ${memory.coordinator}`, facts: last, rule: null }
  const request = coordinator.memory?.requests.find(
    (each) => each.client === client && each.serial === memory.serial && each.stage !== 'done',
  )
  if (request === undefined || isComing(scene, coordinator, client, memory)) {
    const say = onTheWay(scene, coordinator, client, memory)
    return { say, facts: last, rule: null }
  }
  const { say, facts } = waiting(scene, coordinator, request)
  return { say, facts: [...facts, ...last], rule: '§4.5' }
}

const isIts = (message: Message, { serial }: ClientMemory) =>
  (message as unknown as { readonly serial?: number }).serial === serial

function isComing({ view }: Scene, { id }: Replica, client: string, memory: ClientMemory): boolean {
  return isOnTheWay(view, id, client, (message) => isIts(message, memory))
}

/** Between the client and the node it asked. */
function onTheWay(scene: Scene, coordinator: Replica, client: string, memory: ClientMemory): string {
  const { view } = scene
  const { id } = coordinator
  if (isComing(scene, coordinator, client, memory)) return `The answer of ${id} is on the way`
  const halt = haltOf(view, id)
  if (halt !== null) return `${client} asked ${id}, which ${halt}`
  if (isOnTheWay(view, client, id, (message) => isIts(message, memory)))
    return `The request of ${client} is on the way to ${id}`
  if (isApart(view, client, id)) return `${client} is cut off from ${id}, which it asked`
  return `The request of ${client} to ${id}, or the answer, was lost on the way`
}

/** The node that coordinates has not heard enough yet. */
function waiting(scene: Scene, { id }: Replica, request: Request): { say: string; facts: readonly Fact[] } {
  const { view, replicas } = scene
  const settings = settingsIn(view.settings)
  const needs = needsOf(request.level, replicas.length, settings)
  const isReading = request.stage === 'reading'
  const has = isReading ? readsOf(request).home : writesOf(request).home
  const need = isReading ? needs.r : needs.w
  const what = isReading ? 'been told of' : 'stored'
  const due = timerIn(view, id, 'patience')
  const then = request.hasStandIns
    ? needs.isStrict
      ? 'refuses'
      : 'answers with what it has'
    : needs.isStrict
      ? 'looks who is silent'
      : 'lets others stand in'
  return {
    say: `${id} waits until ${need} that keep ${request.key} have ${isReading ? 'answered' : 'stored it'}, and ${has === 0 ? 'none has' : `only ${has} has`}`,
    facts: [
      ...request.asked.map((node) => factOf(scene, id, request, node, what)),
      ...(due === null ? [] : [{ holds: !needs.isStrict, text: `${id} ${then} ${due}` }]),
    ],
  }
}

function factOf({ view }: Scene, id: string, request: Request, node: string, what: string): Fact {
  const has = Object.hasOwn(request.stage === 'reading' ? request.heard : request.stored, node)
  if (has) return { holds: true, text: `${node} has ${what === 'stored' ? 'it on disk' : 'answered'}` }
  const between = (message: Message) =>
    (message as QuorumMessage as Partial<ReadReply>).request === request.id
  if (isOnTheWay(view, node, id, between)) return { holds: true, text: `The answer of ${node} is on the way` }
  const why = obstacle(view, id, node)
  if (why !== null) return { holds: false, text: `${node} ${why}` }
  if (isOnTheWay(view, id, node, between))
    return { holds: true, text: `The question to ${node} is on the way` }
  return {
    holds: false,
    text: `${node} is silent: what was sent to it, or its answer, got lost or waits for a disk`,
  }
}
