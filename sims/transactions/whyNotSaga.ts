// Why a client has no answer while its order is a saga: which step, or which compensation, stands in the way.

import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, timerIn } from '../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../src/sim/question.ts'
import { waitsIn } from './locks.ts'
import { requestOf } from './observer/truth.ts'
import type { Payment } from './paymentState.ts'
import { isProvider, isSite, type Memory, type Outgoing, type Saga } from './state.ts'
import { stepName } from './steps.ts'

type Answer = Question['answer']

/** Null where no saga of this request is under way. */
export function sagaAnswer(view: PictureView, coordinator: NodeId, request: string): Answer | null {
  const saga = Object.values(memoryOf(view, coordinator)?.sagas ?? {}).find(
    ({ tx }) => requestOf(tx) === request,
  )
  if (saga !== undefined) return conducted(view, coordinator, saga)
  for (const { id, memory } of view.nodes.filter(isSite)) {
    const { outbox, errands }: Memory = memory ?? { outbox: {}, errands: {} }
    const errand = Object.values(errands).find(({ message }) => requestOf(message.tx) === request)
    if (errand !== undefined) return { ...atSite(view, id, errand.id, errand.id), rule: null }
    const waiting = Object.values(outbox).find(({ event }) => requestOf(event.tx) === request)
    if (waiting !== undefined) return untaken(view, id, waiting)
  }
  return null
}

function memoryOf(view: PictureView, id: NodeId): Memory | null {
  return view.nodes.find((node) => node.id === id)?.memory ?? null
}

function conducted(
  view: PictureView,
  coordinator: NodeId,
  { tx, step, direction, parts, attempts }: Saga,
): Answer {
  const { site } = parts[step]!
  const name = stepName(tx, step)
  const what = direction === 'forward' ? `step ${step + 1}` : `the compensation of step ${step + 1}`
  const errand = direction === 'forward' ? name : `${name} undo`
  const { say, facts } = atSite(view, site, errand, `${what} at ${site}`)
  const again = timerIn(view, coordinator, 'tick')
  const retry: Fact[] = again === null ? [] : [{ holds: true, text: `${coordinator} tries again ${again}` }]
  const tries: Fact = {
    holds: true,
    text: `${coordinator} waits for ${what}, for the ${ordinal(attempts)} time`,
  }
  return { say, facts: [tries, ...facts, ...retry], rule: 'Garcia-Molina and Salem 1987' }
}

function atSite(view: PictureView, site: NodeId, errand: string, what: string): Omit<Answer, 'rule'> {
  const halt = haltOf(view, site)
  const payment = memoryOf(view, site)?.errands[errand]?.payment
  if (halt === null && payment !== undefined && !payment.isSettled) return atProvider(view, site, payment)
  const wait = waitsIn(memoryOf(view, site)?.locks ?? {}).find(({ tx }) => tx === errand)
  const text =
    halt !== null
      ? `${site} ${halt}`
      : wait !== undefined
        ? `${site} waits: ${wait.on} has locked ${wait.key}`
        : `${what} is under way`
  return { say: text, facts: [{ holds: halt === null && wait === undefined, text }] }
}

/** It is for the provider to say how it stands. */
function atProvider(
  view: PictureView,
  site: NodeId,
  { card, wants, isUnknown }: Payment,
): Omit<Answer, 'rule'> {
  const { id } = view.nodes.find(isProvider)!
  const halt = haltOf(view, id)
  const isOut = halt !== null || isApart(view, site, id)
  const asked = wants === 'charge' ? `to charge ${card}` : `to give ${card} its money back`
  const why = halt !== null ? `, which ${halt}` : isOut ? ', and is cut off from it' : ''
  const say =
    isUnknown && !isOut
      ? `${id} has not answered: ${card} may have been charged or not`
      : `${site} has asked ${id} ${asked}${why}`
  return { say, facts: [{ holds: !isOut && !isUnknown, text: say }] }
}

/** Nobody has taken up what a site has told. */
function untaken(view: PictureView, id: NodeId, { to }: Outgoing): Answer {
  const halt = haltOf(view, to)
  const text =
    halt !== null
      ? `${id} has done its part, and ${to}, which comes next, ${halt}`
      : isApart(view, id, to)
        ? `${id} has done its part, and is cut off from ${to}, which comes next`
        : `${id} has done its part, and the event for ${to} is under way`
  return { say: text, facts: [{ holds: halt === null && !isApart(view, id, to), text }], rule: 'outbox' }
}

function ordinal(n: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][n - 1] ?? `${n}th`
}
