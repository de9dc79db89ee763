// What did not happen, and why: a client without an answer, a read model without an event, and a read that did not show
// what its client had written.

import type { Operation } from '../../src/engine/observer.ts'
import type { Message } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { haltOf, isApart, isOnTheWay, timerIn } from '../../src/sim/obstacles.ts'
import { type Fact, noAnswerQuestions, type Question } from '../../src/sim/question.ts'
import type { ClientMemory } from './client.ts'
import { durableLog, type Projector, projectorsIn } from './lag.ts'
import { eventText } from './log.ts'
import type { EventsMessage } from './messages.ts'
import type { Truth } from './observer/truth.ts'
import { timesIn } from './readModel.ts'
import { isAtStop, shownBy } from './state.ts'

type Answer = Question['answer']
type Finding = readonly [say: string, rule?: string]

export function whyNot(view: PictureView): readonly Question[] {
  return [
    ...noAnswerQuestions(view.history, (operation) => answerOf(view, operation)),
    ...projectorsIn(view).flatMap((projector) => lackQuestions(view, projector)),
    ...staleQuestions(view),
  ]
}

// Answers that do not come.

function answerOf(view: PictureView, { id, client }: Operation): Answer {
  const memory: ClientMemory | null = view.nodes.find((node) => node.id === client)?.memory ?? null
  if (memory === null || memory.operation !== id) {
    const say = `${client} ${haltOf(view, client) ?? 'has started anew'}, and clients keep nothing`
    return { say, facts: [{ holds: false, text: say }], rule: null }
  }
  const [say, rule = null] = whyUnanswered(view, client, memory)
  const halt = haltOf(view, memory.server)
  const asked: Fact = {
    holds: halt === null,
    text: `It asked ${memory.server}${halt === null ? '' : `, which ${halt}`}`,
  }
  const again = timerIn(view, client, 'retry')
  const retry = again === null ? [] : [{ holds: true, text: `It asks again ${again}, or gives up` }]
  return { say, facts: [asked, ...retry], rule }
}

function whyUnanswered(view: PictureView, client: string, { server, n }: ClientMemory): Finding {
  const isIts = (message: Message) => {
    const m = message as EventsMessage
    return m.type !== 'Fetch' && m.type !== 'Events' && m.n === n
  }
  if (isOnTheWay(view, server, client, isIts)) return [`The answer of ${server} is on the way`]
  const node = view.nodes.find(({ id }) => id === server)
  const halt = haltOf(view, server)
  if (halt !== null || node === undefined) return [`${client} asked ${server}, which ${halt ?? 'is away'}`]
  if (isOnTheWay(view, client, server, isIts)) return [`The request of ${client} is on the way to ${server}`]
  const projector = projectorsIn(view).find(({ id }) => id === server)
  const parked = projector?.memory?.reads.find((read) => read.client === client && read.n === n)
  if (projector !== undefined && parked !== undefined)
    return [
      `${client} wants event ${parked.after} in the answer, and ${server} is at ${shownBy(projector.disk).upTo}`,
      'Terry et al. 1994',
    ]
  if (isApart(view, client, server)) return [`${client} is cut off from ${server}`]
  if (node.unsyncedWrites > 0)
    return [`${server} answers when all of it is on its disk`, 'write ahead, then answer']
  return [`The request of ${client}, or the answer of ${server}, was lost on the way: it cannot tell which`]
}

// Events that a read model does not have.

function lackQuestions(view: PictureView, projector: Projector): readonly Question[] {
  const { id, disk } = projector
  const log = durableLog(view)
  const lost = (view.truth as Truth).models[id]?.lost ?? 0
  const shown = shownBy(disk)
  const first = log.find(({ n }) => timesIn(shown, n) === 0)
  if (first === undefined) return []
  const isGone = lost > 0 && first.n <= disk.offset
  const [say, rule = null] = isGone
    ? [`${id} committed offset ${disk.offset} before it had applied event ${first.n}, and then lost the rest`]
    : whyLacking(view, projector, first.n)
  return [
    {
      id: `lacks ${id} ${first.n}`,
      ask: `Why does ${id} not show event ${first.n}, ${eventText(first)}?`,
      about: { node: id, index: first.n },
      answer: { say, facts: lackFacts(view, projector, first.n), rule },
    },
  ]
}

function whyLacking(view: PictureView, { id, disk, memory }: Projector, n: number): Finding {
  const halt = haltOf(view, id)
  if (halt !== null || memory === null)
    return [
      `${id} ${halt ?? 'is down'}; the event is in the log and waits there`,
      'Young, CQRS Documents, 2010',
    ]
  if (isAtStop(disk)) return [`${id} is to stand at event ${disk.stopAt} and show what was so then`]
  if (memory.pending.some((event) => event.n === n))
    return [memory.step === 'committing' ? `${id} commits its offset first` : `${id} is applying it`]
  if (disk.isRebuilding) return [`${id} makes its model anew and has come to event ${disk.offset}`]
  const writer = view.nodes.find(({ process }) => process === 'writer')!.id
  if (memory.pending.length > 0)
    return [`${id} is busy with event ${memory.pending[0]!.n} and those behind it`]
  const stopped = haltOf(view, writer)
  if (stopped !== null) return [`${id} asks ${writer} for it, which ${stopped}`]
  if (isApart(view, id, writer)) return [`${id} is cut off from ${writer}`]
  return [`${id} has asked for it, and it is on the way or was lost`]
}

function lackFacts(view: PictureView, { id, disk }: Projector, n: number): readonly Fact[] {
  const again = timerIn(view, id, 'fetch')
  return [
    { holds: true, text: `Event ${n} is on the writer’s disk` },
    { holds: disk.offset < n, text: `${id} has committed offset ${disk.offset}` },
    { holds: disk.model.upTo >= n, text: `Its model has events up to ${disk.model.upTo}` },
    ...(again === null ? [] : [{ holds: true, text: `It asks again ${again}` }]),
  ]
}

// Reads that did not show what their client had written.

function staleQuestions(view: PictureView): readonly Question[] {
  const truth: Truth = view.truth
  const latest = truth.wrong.findLast(({ against }) => against !== undefined)
  const read = latest === undefined ? undefined : view.history[latest.operation]
  if (latest === undefined || read === undefined) return []
  const { id, client, key, result } = read
  const missing = latest.versions ?? 0
  return [
    {
      id: `stale ${id}`,
      ask: `Why did ${client} not read its own write of ${key}?`,
      about: { node: client, operation: id },
      answer: {
        say: `A read model answered, and it lacked ${missing} of the events that ${client} could know of`,
        facts: [
          { holds: false, text: `It was shown ${String(result)}; ${latest.truth} was so` },
          { holds: false, text: 'It did not ask for a model that has its own writes' },
        ],
        rule: 'Terry et al. 1994',
      },
    },
  ]
}
