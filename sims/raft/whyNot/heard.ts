// Why does a server not know that an entry is committed? Followers are told with the leader's next message (§5.3); a new
// leader learns it with the first entry of its own term (§5.4.2, §8).

import type { Message } from '../../../src/engine/process.ts'
import { haltOf, isApart, isOnTheWay } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import type { AppendEntries } from '../messages.ts'
import { hasEntry, type Scene, type Server } from './scene.ts'

export function heardQuestions(scene: Scene): readonly Question[] {
  const index = scene.committed.length
  return scene.servers.flatMap((server) => {
    const { id, memory } = server
    if (memory === null || memory.commitIndex >= index) return []
    return [
      {
        id: `heard ${id} ${index}`,
        ask: `Why does ${id} not know that entry ${index} is committed?`,
        about: { node: id, index },
        answer: memory.role === 'leader' ? ofLeader(scene, server, index) : ofFollower(scene, server, index),
      },
    ]
  })
}

/** §8: it has every committed entry, but not the knowledge which those are. */
function ofLeader({ leader, view, committed }: Scene, server: Server, index: number): Question['answer'] {
  const { id } = server
  const term = server.disk.currentTerm
  const entry = committed[index - 1]!.entry
  const has = hasEntry(server, index, entry.term)
  const isDeposed = leader !== null && leader.id !== id
  return {
    say: isDeposed
      ? `${leader.id} committed it in a later term, and ${id} still believes that it leads term ${term}`
      : `${id} learns what is committed only with the first entry of its own term ${term}`,
    facts: [
      { holds: has, text: `${id} ${has ? 'has' : 'does not have'} entry ${index}` },
      {
        holds: !isDeposed,
        text: isDeposed ? `${leader.id} leads term ${leader.disk.currentTerm}` : `${id} leads term ${term}`,
      },
      ...(isDeposed && isApart(view, id, leader.id)
        ? [{ holds: false, text: `${id} is cut off from ${leader.id}` }]
        : []),
    ],
    rule: isDeposed ? '§5.1' : '§5.4.2, §8',
  }
}

function ofFollower({ leader, view, committed }: Scene, server: Server, index: number): Question['answer'] {
  const { id } = server
  const has = hasEntry(server, index, committed[index - 1]!.entry.term)
  const facts: Fact[] = [{ holds: has, text: `${id} ${has ? 'has' : 'does not have'} entry ${index}` }]
  const halt = haltOf(view, id)
  if (halt !== null) facts.push({ holds: false, text: `${id} ${halt}` })
  if (leader === null) {
    facts.push({ holds: false, text: 'Nobody leads' })
    return { say: 'Only a leader tells what is committed, and nobody leads', facts, rule: '§5.3' }
  }
  const knows = leader.memory.commitIndex >= index
  facts.push({
    holds: knows,
    text: knows
      ? `${leader.id} knows that it is committed`
      : `${leader.id} does not know yet that it is committed`,
  })
  if (isApart(view, leader.id, id)) facts.push({ holds: false, text: `${id} is cut off from ${leader.id}` })
  const isTold = isOnTheWay(view, leader.id, id, (message) => tellsCommit(message, index))
  if (isTold) facts.push({ holds: true, text: `${leader.id} has sent word, and it is on the way` })
  return {
    say: has
      ? `${id} has entry ${index}, but nobody has told it yet that it is committed`
      : `${id} does not have entry ${index} yet, and commits only what stands in its log`,
    facts,
    rule: '§5.3',
  }
}

function tellsCommit(message: Message, index: number): boolean {
  return message.type === 'AppendEntries' && (message as unknown as AppendEntries).leaderCommit >= index
}
