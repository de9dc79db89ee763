// Why is nobody in charge? The master is away, or it waits: for promises, for a lease to run out, for a person; or the one
// it chose has not brought the others to its own log yet.

import { haltOf, isApart, listed } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import { answersNeeded, fencedMembers } from '../failover.ts'
import type { Configuration } from '../messages.ts'
import { isCutOffAt } from '../replicas.ts'
import { settingsOf } from '../settings.ts'
import type { Scene } from './scene.ts'

type Answer = Question['answer']

const RULE = 'Lamport, Malkhi and Zhou 2009'

export function chargeQuestions(scene: Scene): readonly Question[] {
  const { chief, view } = scene
  if (chief !== null && !isCutOffAt(view, chief)) return []
  const ask = 'Why is nobody in charge?'
  return [{ id: 'nobody in charge', ask, about: {}, answer: answerOf(scene) }]
}

function answerOf(scene: Scene): Answer {
  const { master, view } = scene
  if (master === null) return { say: 'There is no master', facts: [], rule: null }
  const halt = haltOf(view, master.id)
  if (halt !== null || master.memory === null) {
    const say = `Only the master ${master.id} appoints a primary, and it ${halt ?? 'is down'}`
    return { say, facts: [{ holds: false, text: `${master.id} ${halt ?? 'is down'}` }], rule: RULE }
  }
  const { pending, base } = master.disk
  if (master.memory.change === null && pending !== null) return notReady(scene, pending)
  if (master.memory.change === null) return silent(scene, base)
  return changing(scene, base)
}

/** Announced, and not confirmed yet. */
function notReady(scene: Scene, { members, epoch }: Configuration): Answer {
  const first = members[0]!
  return {
    say: `${first} is to be first in epoch ${epoch}, and must first bring enough of ${listed(members)} to its own log`,
    facts: members.slice(1).map((id) => reachFact(scene, first, id)),
    rule: RULE,
  }
}

function reachFact({ view }: Scene, from: string, id: string): Fact {
  const halt = haltOf(view, id)
  if (halt !== null) return { holds: false, text: `${id} ${halt}` }
  return isApart(view, from, id)
    ? { holds: false, text: `${id} is cut off from ${from}` }
    : { holds: true, text: `${id} can be reached from ${from}` }
}

/** Nothing is being changed: the master has not yet given up on the one it has. */
function silent(scene: Scene, base: Configuration | null): Answer {
  const { master, view } = scene
  if (base === null) return { say: 'The master has only just started', facts: [], rule: null }
  const first = base.members[0]!
  const halt = haltOf(view, first)
  const why =
    halt ?? (isApart(view, first, master!.id) ? `cannot hear ${master!.id}` : 'has not been answered in time')
  return {
    say: `${first} ${why}, and ${master!.id} replaces it only when its lease must have run out`,
    facts: [{ holds: false, text: `${first} ${why}` }],
    rule: 'Gray and Cheriton 1989',
  }
}

/** The fence is out. */
function changing({ master, view, replicas }: Scene, base: Configuration | null): Answer {
  const { fenced } = master!.memory!.change!
  const members = base?.members ?? replicas.map(({ id }) => id)
  const facts = members.map((id): Fact => {
    const halt = haltOf(view, id)
    if (fenced[id] !== undefined)
      return { holds: true, text: `${id} has promised, and has ${fenced[id].length} entries` }
    const why =
      halt ?? (isApart(view, id, master!.id) ? `is cut off from ${master!.id}` : 'has not answered yet')
    return { holds: false, text: `${id} ${why}` }
  })
  const needed = base === null ? 1 : answersNeeded(base)
  const answered = base === null ? Object.keys(fenced).length : fencedMembers(base, fenced).length
  const begun = `${master!.id} begins epoch ${master!.disk.epoch}`
  if (answered < needed)
    return {
      say: `${begun} and has ${answered} of the ${needed} promises without which a write could be lost`,
      facts,
      rule: RULE,
    }
  if (settingsOf(view).failover === 'byHand' && !(members[0]! in fenced))
    return { say: `${begun} and waits for you to promote a replica`, facts, rule: null }
  const isShort = base !== null && base.shape === 'star' && answered <= base.acks
  if (isShort)
    return {
      say: `${begun}, but too few replicas are there to acknowledge a write`,
      facts,
      rule: 'Alsberg and Day 1976',
    }
  return {
    say: `${begun} and waits until nobody else can hold a lease`,
    facts,
    rule: 'Gray and Cheriton 1989',
  }
}
