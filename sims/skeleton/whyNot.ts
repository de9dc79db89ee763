// What did not happen, and why: the facts are read off the state, and the rule is the one that decides.

import type { Operation } from '../../src/engine/observer.ts'
import type { Message } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../src/sim/question.ts'
import type { ClientMemory } from './client.ts'
import type { RegisterMessage } from './register.ts'

/** SKELETON: one question for each thing that one may wait for; it goes when the thing happens. */
export function whyNot(view: PictureView): readonly Question[] {
  return view.history
    .filter(({ outcome }) => outcome === 'pending')
    .map((operation) => ({
      id: `answer ${operation.id}`,
      ask: `Why has ${operation.client} no answer?`,
      about: { node: operation.client, operation: operation.id },
      answer: answerOf(view, operation),
    }))
}

function answerOf(view: PictureView, { id, client }: Operation): Question['answer'] {
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  if (memory === null || memory.operation !== id) {
    const say = `${client} ${memory === null ? (haltOf(view, client) ?? 'is down') : 'has started anew'} and no longer waits`
    return { say, facts: [{ holds: false, text: say }], rule: null }
  }
  const { text, holds, rule } = finding(view, client, memory.n)
  const again = timerIn(view, client, 'retry')
  const retry = again === null ? [] : [{ holds: true, text: `It asks again ${again}` }]
  return { say: text, facts: [{ holds, text }, ...retry], rule }
}

type Finding = Fact & { readonly rule: string | null }
const going = (text: string, rule: string | null = null): Finding => ({ text, rule, holds: true })
const stuck = (text: string): Finding => ({ text, rule: null, holds: false })

/** SKELETON: what stands between, the plainest first. */
function finding(view: PictureView, client: string, n: number): Finding {
  const server = view.nodes.find(({ process }) => process === 'register')!
  const { id } = server
  const isIts = (message: Message) => (message as unknown as RegisterMessage).n === n
  if (isOnTheWay(view, id, client, isIts)) return going(`The answer of ${id} is on the way`)
  const halt = haltOf(view, id)
  if (halt !== null) return stuck(`${id} ${halt}`)
  if (isOnTheWay(view, client, id, isIts)) return going(`The request of ${client} is on the way to ${id}`)
  if (isApart(view, client, id)) return stuck(`${client} is cut off from ${id}`)
  if (server.unsyncedWrites > 0)
    return going(`${id} answers when the write is on its disk`, 'write ahead, then answer')
  return stuck('The request or the answer was lost on the way')
}
