// Why is an entry not committed? §5.3: a leader commits what it knows to be on a majority; §5.4.2: by counting, only
// entries of its own term.

import type { Message } from '../../../src/engine/process.ts'
import { haltOf, isApart, isCut, isOnTheWay, listed } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import type { AppendEntries, AppendEntriesReply } from '../messages.ts'
import { lastLogTerm, termAt } from '../state.ts'
import { isSameEntry } from '../truth.ts'
import { hasEntry, type Leader, type Scene, type Server } from './scene.ts'

/** Of a long list of open entries the oldest come first: the later ones wait for them. */
const MOST_OPEN = 6
/** More servers than this are counted rather than named. */
const MOST_NAMED = 5

export function commitQuestions(scene: Scene): readonly Question[] {
  const holder = scene.leader ?? latestLog(scene.servers)
  if (holder === null) return []
  const questions: Question[] = []
  const first = scene.committed.length + 1
  for (let index = first; index <= holder.disk.log.length && questions.length < MOST_OPEN; index++)
    questions.push(openEntry(scene, holder, index))
  return [...questions, ...scene.servers.flatMap((server) => rivalEntry(scene, server))]
}

/** Without a leader: the log that the next one may have. */
function latestLog(servers: readonly Server[]): Server | null {
  const isLater = (a: Server, b: Server) => {
    const [x, y] = [lastLogTerm(a.disk.log), lastLogTerm(b.disk.log)]
    return x > y || (x === y && a.disk.log.length > b.disk.log.length)
  }
  return servers.reduce<Server | null>(
    (best, each) => (best === null || isLater(each, best) ? each : best),
    null,
  )
}

function openEntry(scene: Scene, holder: Server, index: number): Question {
  const term = termAt(holder.disk.log, index)
  const { leader } = scene
  return {
    id: `commit ${index}/${term}`,
    ask: `Why is entry ${index} not committed?`,
    about: { node: holder.id, index },
    answer: leader === null ? withoutLeader(scene, index, term) : counted(scene, leader, index, term),
  }
}

function copies({ servers }: Scene, index: number, term: number): readonly string[] {
  return servers.filter((server) => hasEntry(server, index, term)).map(({ id }) => id)
}

function withoutLeader(scene: Scene, index: number, term: number): Question['answer'] {
  const { servers, view } = scene
  const facts = servers.map((server): Fact => {
    const holds = hasEntry(server, index, term)
    const halt = haltOf(view, server.id)
    const text = `${server.id} ${holds ? 'has' : 'does not have'} entry ${index}`
    return { holds, text: halt === null ? text : `${text}, and ${halt}` }
  })
  const count = copies(scene, index, term).length
  return {
    say: `Only a leader commits, and nobody leads; entry ${index} is on ${count} of ${servers.length} servers`,
    facts,
    rule: '§5.3',
  }
}

function counted(scene: Scene, leader: Leader, index: number, term: number): Question['answer'] {
  const { needed, servers } = scene
  const ids = copies(scene, index, term)
  const isOwnTerm = term === leader.disk.currentTerm
  const heard = servers.filter((server) => isCounted(leader, server, index)).length
  const isOnMajority = ids.length >= needed
  return {
    say: verdict(scene, leader, { index, term, ids, heard }),
    facts: [
      {
        holds: isOnMajority,
        text: `It is on ${ids.length} of ${servers.length} servers; ${needed} are needed`,
      },
      {
        holds: isOwnTerm,
        text: isOwnTerm
          ? `It is from term ${term}, the term that ${leader.id} leads`
          : `It is from term ${term}, but ${leader.id} leads term ${leader.disk.currentTerm}`,
      },
      ...servers.map((server) => copyFact(scene, leader, server, index, term)),
    ],
    rule: heard >= needed && !isOwnTerm ? '§5.4.2' : '§5.3',
  }
}

interface Count {
  readonly index: number
  readonly term: number
  /** Servers that have it, and how many of them the leader knows of. */
  readonly ids: readonly string[]
  readonly heard: number
}

function verdict(scene: Scene, leader: Leader, { index, term, ids, heard }: Count): string {
  const { needed, servers, view } = scene
  const { id } = leader
  const { currentTerm } = leader.disk
  const halt = haltOf(view, id)
  if (halt !== null)
    return `${id}, which leads term ${currentTerm}, ${halt} and cannot count copies of entry ${index}`
  if (needed === 1 && leader.syncedLength < index) return `Entry ${index} is not on the disk of ${id} yet`
  const of = `${ids.length} of ${servers.length} servers`
  if (ids.length < needed) return `Entry ${index} is on ${of}; ${needed} are needed`
  if (heard < needed)
    return `Entry ${index} is on ${of}, but ${id} has heard so from ${heard - 1} of the ${needed - 1} others it needs`
  const who = ids.length > MOST_NAMED ? of : listed(ids)
  if (term !== currentTerm && view.broken.commitsOldTerms !== true)
    return `Entry ${index} is on ${who}: a majority, but it is from term ${term} and ${id} leads term ${currentTerm}`
  return `Entry ${index} is on ${who}: a majority; ${id} counts again with the next answer`
}

/** By the leader's own books. */
function isCounted({ id, memory }: Leader, server: Server, index: number): boolean {
  return server.id === id || (memory.matchIndex[server.id] ?? 0) >= index
}

function copyFact(scene: Scene, leader: Leader, server: Server, index: number, term: number): Fact {
  const { id } = server
  if (id === leader.id) return { holds: true, text: `${id} has it` }
  const has = hasEntry(server, index, term)
  if (isCounted(leader, server, index))
    return {
      holds: true,
      text: has ? `${id} has it, and ${leader.id} knows` : `${id} had it, and ${leader.id} counts on that`,
    }
  const why = has ? whyUnheard(scene, leader, server, index) : whyMissing(scene, leader, server, index)
  return { holds: false, text: `${id} ${has ? 'has it, but' : 'does not have it:'} ${why}` }
}

function whyUnheard({ view }: Scene, leader: Leader, { id, syncedLength }: Server, index: number): string {
  const halt = haltOf(view, id)
  if (halt !== null) return `it ${halt}`
  if (syncedLength < index) return 'its disk is not done with it'
  if (isCut(view, id, leader.id)) return `the way to ${leader.id} is cut`
  const tells = (message: Message) =>
    message.type === 'AppendEntriesReply' && (message as unknown as AppendEntriesReply).matchIndex >= index
  if (isOnTheWay(view, id, leader.id, tells)) return 'its answer is on the way'
  return isCut(view, leader.id, id)
    ? `${leader.id} cannot ask it`
    : `${leader.id} has not heard so; it asks with the next heartbeat`
}

function whyMissing({ view }: Scene, leader: Leader, { id }: Server, index: number): string {
  const halt = haltOf(view, id)
  if (halt !== null) return `it ${halt}`
  if (leader.syncedLength < index && view.broken.answersBeforeSync !== true)
    return `${leader.id} sends it when its own disk has it`
  if (isApart(view, leader.id, id)) return `it is cut off from ${leader.id}`
  if (isOnTheWay(view, leader.id, id, (message) => carries(message, index))) return 'it is on the way'
  const { nextIndex, matchIndex, sentIndex } = leader.memory
  if ((matchIndex[id] ?? 0) < (nextIndex[id] ?? 1) - 1)
    return `${leader.id} does not know yet where their logs agree`
  return (sentIndex[id] ?? 0) >= index
    ? `it was sent; ${leader.id} sends it again with the next heartbeat`
    : `${leader.id} sends what comes before it first`
}

function carries(message: Message, index: number): boolean {
  if (message.type !== 'AppendEntries') return false
  const { prevLogIndex, entries } = message as unknown as AppendEntries
  return prevLogIndex < index && index <= prevLogIndex + entries.length
}

/** An entry that the leader does not have: it will have to go. */
function rivalEntry(scene: Scene, server: Server): readonly Question[] {
  const { leader, committed } = scene
  if (leader === null || leader.id === server.id) return []
  const { log } = server.disk
  const index = log.findIndex((entry, i) => termAt(leader.disk.log, i + 1) !== entry.term) + 1
  const entry = log[index - 1]
  const other = committed[index - 1]
  if (entry === undefined || (other !== undefined && isSameEntry(other.entry, entry))) return []
  const { id } = server
  const term = leader.disk.currentTerm
  const say =
    other === undefined
      ? `${leader.id} leads term ${term} without it; ${id} drops it when ${leader.id} sends another in its place`
      : `Another entry ${index}, of term ${other.entry.term}, is committed; ${id} drops its own when ${leader.id} sends that one`
  return [
    {
      id: `rival ${id} ${index}/${entry.term}`,
      ask: `Why is entry ${index} of ${id} not committed?`,
      about: { node: id, index },
      answer: { say, facts: rivalFacts(scene, leader, server, index, entry.term), rule: '§5.3' },
    },
  ]
}

function rivalFacts(
  scene: Scene,
  leader: Leader,
  server: Server,
  index: number,
  term: number,
): readonly Fact[] {
  const count = copies(scene, index, term).length
  const theirs = termAt(leader.disk.log, index)
  const { length } = leader.disk.log
  const halt = haltOf(scene.view, server.id)
  return [
    {
      holds: count >= scene.needed,
      text: `It is on ${count} of ${scene.servers.length} servers; ${scene.needed} are needed`,
    },
    {
      holds: false,
      text:
        theirs === 0
          ? `The log of ${leader.id} ends at entry ${length}`
          : `Entry ${index} of ${leader.id} is from term ${theirs}, that of ${server.id} from term ${term}`,
    },
    ...(halt === null ? [] : [{ holds: false, text: `${server.id} ${halt}` }]),
    ...(isApart(scene.view, leader.id, server.id)
      ? [{ holds: false, text: `${server.id} is cut off from ${leader.id}` }]
      : []),
  ]
}
