// Why is an entry not done, and why does a replica not show it? Done is what as many have as the settings ask for, or in a
// chain what is at the tail. A replica shows what it has, what it knows to be done, and what its lag lets it.

import { haltOf, isApart } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import { entryText } from '../logTable.ts'
import { type LiveReplica, lagOf } from '../replicas.ts'
import { settingsOf } from '../settings.ts'
import { configurationOf, membersAfter } from '../state.ts'
import type { Scene } from './scene.ts'

export function doneQuestions(scene: Scene): readonly Question[] {
  const { chief } = scene
  if (chief === null) return []
  const index = chief.memory.commitIndex + 1
  const entry = chief.disk.log[index - 1]
  if (entry === undefined) return []
  const [say, rule = null] = stillNeeded(chief, index)
  return [
    {
      id: `done ${index}`,
      ask: `Why is ${entryText(entry)} not done?`,
      about: { node: chief.id, index },
      answer: { say, facts: copyFacts(scene, chief, index), rule },
    },
  ]
}

/** What an entry in the log of a replica still waits for. */
export function stillNeeded(replica: LiveReplica, index: number): readonly [say: string, rule?: string] {
  const { id, memory } = replica
  const configuration = configurationOf(replica)
  if (index <= memory.commitIndex)
    return [`Entry ${index} is done; the answer was lost, or nobody may give it`]
  if (configuration === null) return [`${id} has it, but its epoch is over`, 'Lamport, Malkhi and Zhou 2009']
  if (!memory.isActive)
    return [`${id} has it, but its configuration does not count yet`, 'Lamport, Malkhi and Zhou 2009']
  if (configuration.shape === 'chain') {
    const tail = configuration.members.at(-1)!
    return [
      `Entry ${index} is done when it is on the disk of the tail ${tail}`,
      'van Renesse and Schneider 2004, §3',
    ]
  }
  if (memory.isAsync || configuration.acks === 0)
    return [`Entry ${index} is done when it is on the disk of ${id}`]
  const have = membersAfter(configuration, id).filter((to) => (memory.hops[to]?.match ?? 0) >= index).length
  return [
    `${have} of the ${configuration.acks} backups that must have entry ${index} have acknowledged it`,
    'Alsberg and Day 1976',
  ]
}

function copyFacts({ view, replicas }: Scene, chief: LiveReplica, index: number): readonly Fact[] {
  const members = configurationOf(chief)?.members ?? []
  return replicas
    .filter(({ id }) => id !== chief.id && members.includes(id))
    .map(({ id, disk, syncedLengths }): Fact => {
      const has = disk.log.length >= index
      const halt = haltOf(view, id)
      if (halt !== null) return { holds: false, text: `${id} ${halt}` }
      if (!has && isApart(view, chief.id, id))
        return { holds: false, text: `${id} is cut off from ${chief.id}` }
      if (has && (syncedLengths.log ?? 0) < index)
        return { holds: false, text: `${id} has it, not yet on its disk` }
      return { holds: has, text: has ? `${id} has it on disk` : `${id} does not have it` }
    })
}

/** Replicas that do not show what the one in charge takes for done. */
export function shownQuestions(scene: Scene): readonly Question[] {
  const { replicas, chief } = scene
  if (chief === null) return []
  return replicas.flatMap((replica) => {
    const { id, disk, memory } = replica
    if (memory === null || lagOf(replica, replicas) === 0) return []
    const index = memory.machine.applied + 1
    const has = disk.log.length >= index
    const knows = memory.commitIndex >= index
    const delayMs = settingsOf(scene.view).applyDelayUs / 1000
    const say = !has
      ? `${id} does not have entry ${index} yet`
      : knows
        ? `${id} has entry ${index}, and shows what it has ${delayMs} ms late`
        : `${id} has entry ${index}, and has not heard yet that it is done`
    const facts: Fact[] = [
      { holds: has, text: `${id} ${has ? 'has' : 'does not have'} entry ${index}` },
      { holds: knows, text: `${id} ${knows ? 'knows' : 'does not know'} that it is done` },
      ...(isApart(scene.view, chief.id, id)
        ? [{ holds: false, text: `${id} is cut off from ${chief.id}` }]
        : []),
    ]
    return [
      {
        id: `shown ${id} ${index}`,
        ask: `Why does ${id} not show entry ${index}?`,
        about: { node: id, index },
        answer: { say, facts, rule: null },
      },
    ]
  })
}
