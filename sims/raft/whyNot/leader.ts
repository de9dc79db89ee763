// Why is a server not the leader, and why is there none? §5.2: a follower stands after a silence, a candidate needs the
// votes of a majority; §5.4.1: nobody votes for a log older than its own.

import { haltOf, isApart, isOnTheWay, listed, timerIn } from '../../../src/sim/obstacles.ts'
import type { Fact, Question } from '../../../src/sim/question.ts'
import { lastLogTerm, type Memory } from '../state.ts'
import type { Scene, Server } from './scene.ts'

type Up = Server & { readonly memory: Memory }
type Answer = Question['answer']

export function notLeaderQuestions(scene: Scene): readonly Question[] {
  return scene.servers
    .filter(({ id }) => id !== scene.leader?.id)
    .map((server) => {
      const { id } = server
      const isDeposed = server.memory?.role === 'leader'
      return {
        id: `leader ${id}`,
        ask: isDeposed ? `Why is ${id} no longer the leader?` : `Why is ${id} not the leader?`,
        about: { node: id },
        answer: notLeader(scene, server),
      }
    })
}

function notLeader(scene: Scene, server: Server): Answer {
  const { id, memory } = server
  const halt = haltOf(scene.view, id)
  if (memory === null)
    return {
      say: `${id} ${halt ?? 'is down'}: it neither stands nor votes`,
      facts: [{ holds: false, text: `${id} ${halt ?? 'is down'}` }, ...whoLeads(scene)],
      rule: null,
    }
  const up = { ...server, memory }
  const answer = byRole(scene, up)
  if (halt === null) return answer
  const paused = { holds: false, text: `${id} ${halt}: what comes waits until it goes on` }
  return { ...answer, facts: [paused, ...answer.facts] }
}

function byRole(scene: Scene, up: Up): Answer {
  switch (up.memory.role) {
    case 'leader':
      return deposed(scene, up)
    case 'follower':
      return follower(scene, up)
    default:
      return candidate(scene, up)
  }
}

function whoLeads({ leader }: Scene): readonly Fact[] {
  return leader === null ? [] : [{ holds: false, text: `${leader.id} leads term ${leader.disk.currentTerm}` }]
}

/** It still believes that it leads. */
function deposed(scene: Scene, { id, disk }: Up): Answer {
  const { leader, view } = scene
  if (leader === null) throw new Error('assertion failed: only another leader deposes one')
  const facts: Fact[] = [
    { holds: false, text: `${id} leads term ${disk.currentTerm}` },
    { holds: false, text: `${leader.id} leads term ${leader.disk.currentTerm}` },
  ]
  if (isApart(view, leader.id, id)) facts.push({ holds: false, text: `${id} is cut off from ${leader.id}` })
  return {
    say: `${leader.id} was elected in the later term ${leader.disk.currentTerm}; ${id} stops leading when it hears of that term`,
    facts,
    rule: '§5.1',
  }
}

function follower(scene: Scene, up: Up): Answer {
  const { view } = scene
  const { id, disk, memory } = up
  const due = timerIn(view, id, 'election')
  const waits = {
    holds: false,
    text: `Its election timeout runs out ${due ?? 'later'}, unless it hears more`,
  }
  const facts = [
    ...whoLeads(scene),
    ...leaderHeard(scene, up),
    ...voteGiven(up),
    ...termsLed(scene, up),
    waits,
  ]
  const { leader } = memory
  if (leader !== null)
    return {
      say: `${id} follows ${leader} in term ${disk.currentTerm}, and stands only after a silence`,
      facts,
      rule: '§5.2',
    }
  return {
    say: `${id} knows no leader of term ${disk.currentTerm}, but its election timeout has not run out`,
    facts,
    rule: '§5.2',
  }
}

/** Does the one it follows still speak to it? */
function leaderHeard({ view, leader }: Scene, { id, memory }: Up): readonly Fact[] {
  const heard = memory.leader
  if (heard === null) return []
  const halt = haltOf(view, heard)
  if (halt !== null) return [{ holds: true, text: `${heard}, which it follows, ${halt}` }]
  if (isApart(view, heard, id))
    return [{ holds: true, text: `It is cut off from ${heard}, which it follows` }]
  return heard === leader?.id ? [{ holds: false, text: `It hears ${heard}` }] : []
}

function voteGiven({ id, disk }: Up): readonly Fact[] {
  const { votedFor, currentTerm } = disk
  return votedFor === null || votedFor === id
    ? []
    : [{ holds: false, text: `It voted for ${votedFor} in term ${currentTerm}` }]
}

/** A leader that met a higher term. */
function termsLed({ view, servers }: Scene, { id, disk }: Up): readonly Fact[] {
  const leaders: Readonly<Record<string, string>> = view.truth.leaders
  const highest = Math.max(...servers.map((server) => server.disk.currentTerm))
  for (let term = highest; term > 0; term--) {
    if (leaders[`t${term}`] === undefined) continue
    const isIts = leaders[`t${term}`] === id && term < disk.currentTerm
    return isIts ? [{ holds: false, text: `It led term ${term}, until it met term ${disk.currentTerm}` }] : []
  }
  return []
}

// Candidates.

function candidate(scene: Scene, up: Up): Answer {
  const { needed, servers } = scene
  const { id, disk, memory } = up
  const votes = servers.filter((server) => memory.votes[server.id] === true).length
  const isPreVote = memory.role === 'preCandidate'
  const term = isPreVote ? disk.currentTerm + 1 : disk.currentTerm
  return {
    say: isPreVote
      ? `${id} first asks who would vote for it in term ${term}: ${votes} of the ${needed} it needs would`
      : `${id} has ${votes} of the ${needed} votes it needs in term ${term}`,
    facts: [...whoLeads(scene), ...servers.map((voter) => vote(scene, up, voter))],
    rule: isPreVote ? 'dissertation §9.6' : '§5.2, §5.4.1',
  }
}

function vote(scene: Scene, up: Up, voter: Server): Fact {
  const { id, memory } = up
  const would = memory.role === 'preCandidate' ? 'would vote' : 'voted'
  if (voter.id === id) return { holds: true, text: `${id} ${would} for itself` }
  const answer = memory.votes[voter.id]
  if (answer === true) return { holds: true, text: `${voter.id} ${would} for ${id}` }
  if (answer === false) return { holds: false, text: `${voter.id} refused${refusal(up, voter)}` }
  return { holds: false, text: `${voter.id} has not answered: ${unanswered(scene, up, voter)}` }
}

/** In the order in which a voter checks (Figure 2, RequestVote). */
function refusal({ id, disk, memory }: Up, voter: Server): string {
  const { currentTerm, votedFor, log } = voter.disk
  if (currentTerm > disk.currentTerm) return `, and is in term ${currentTerm} by now`
  if (memory.role === 'preCandidate' && voter.memory?.role === 'leader') return ': it leads itself'
  if (memory.role === 'preCandidate' && voter.memory?.leader) return `: it follows ${voter.memory.leader}`
  const isGiven = memory.role === 'candidate' && currentTerm === disk.currentTerm && votedFor !== null
  if (isGiven && votedFor !== id) return `: it voted for ${votedFor}`
  const [theirs, ours] = [lastLogTerm(log), lastLogTerm(disk.log)]
  if (theirs > ours) return `: its log ends in term ${theirs}, that of ${id} in term ${ours}`
  if (theirs === ours && log.length > disk.log.length)
    return `: its log has ${log.length} entries, that of ${id} ${disk.log.length}`
  return ''
}

function unanswered({ view }: Scene, { id, unsyncedWrites }: Up, voter: Server): string {
  const halt = haltOf(view, voter.id)
  if (halt !== null) return `it ${halt}`
  if (isApart(view, id, voter.id)) return `it is cut off from ${id}`
  const isVote = ({ type }: { readonly type: string }) => type === 'RequestVote' || type === 'RequestPreVote'
  const isReply = ({ type }: { readonly type: string }) => type.endsWith('VoteReply')
  if (isOnTheWay(view, voter.id, id, isReply)) return 'its answer is on the way'
  if (isOnTheWay(view, id, voter.id, isVote)) return 'the request is on the way'
  if (unsyncedWrites > 0) return `${id} writes its own vote to disk first`
  if (voter.unsyncedWrites > 0) return 'it answers when its disk is ready'
  return `${id} asks again ${timerIn(view, id, 'retry') ?? 'later'}`
}

// Nobody.

export function noLeaderQuestions(scene: Scene): readonly Question[] {
  if (scene.leader !== null) return []
  return [{ id: 'no leader', ask: 'Why is there no leader?', about: {}, answer: nobody(scene) }]
}

function nobody(scene: Scene): Answer {
  const { servers, needed, view } = scene
  const up = servers.filter(
    (server): server is Up => server.memory !== null && haltOf(view, server.id) === null,
  )
  const standing = up.filter(({ memory }) => memory.role !== 'follower')
  const reach = Math.max(0, ...up.map((server) => within(scene, server, up)))
  const facts: Fact[] = [
    {
      holds: up.length >= needed,
      text: `${up.length} of ${servers.length} servers run; ${needed} are needed`,
    },
    { holds: reach >= needed, text: `${reach} of them can talk to each other` },
    ...standing.map((each) => standingFact(scene, each)),
    ...(standing.length === 0
      ? [{ holds: false, text: `Nobody stands for election${firstTimeout(scene, up)}` }]
      : []),
  ]
  return { say: nobodySays(scene, up, standing, reach), facts, rule: '§5.2' }
}

function nobodySays(scene: Scene, up: readonly Up[], standing: readonly Up[], reach: number): string {
  const { needed, servers } = scene
  if (up.length < needed)
    return `Only ${up.length} of ${servers.length} servers run, and a leader needs the votes of ${needed}`
  if (reach < needed) return `The cut leaves no server within reach of the ${needed} votes it needs`
  if (standing.length === 0) return `Nobody stands for election yet${firstTimeout(scene, up)}`
  const who = listed(standing.slice(0, 4).map(({ id }) => id))
  const stand = standing.length === 1 ? 'stands' : 'stand'
  return `${who} ${stand} for election, and nobody has the ${needed} votes a leader needs`
}

/** Servers it can ask and hear, itself included. */
function within({ view }: Scene, server: Up, up: readonly Up[]): number {
  return up.filter((other) => other.id === server.id || !isApart(view, server.id, other.id)).length
}

function standingFact({ needed }: Scene, { id, disk, memory }: Up): Fact {
  const votes = Object.values(memory.votes)
  const granted = votes.filter((vote) => vote).length
  const refused = votes.length - granted
  const term = memory.role === 'preCandidate' ? disk.currentTerm + 1 : disk.currentTerm
  const text = `${id} has ${granted} of ${needed} votes in term ${term}`
  return { holds: granted >= needed, text: refused === 0 ? text : `${text}, and ${refused} refused` }
}

function firstTimeout({ view }: Scene, up: readonly Up[]): string {
  const dueUs = (id: string) => view.nodes.find((node) => node.id === id)?.timers.election?.dueUs
  const first = up.reduce<Up | null>(
    (best, each) =>
      best === null || (dueUs(each.id) ?? Infinity) < (dueUs(best.id) ?? Infinity) ? each : best,
    null,
  )
  const due = first === null ? null : timerIn(view, first.id, 'election')
  return first === null || due === null ? '' : `; the timeout of ${first.id} is the first, ${due}`
}
