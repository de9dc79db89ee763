// Reads the answers of Raft as a person does, and holds each number and each name in them to the state.

import { expect } from 'vitest'
import type { Entry } from '../../../sims/raft/state.ts'
import type { PictureView } from '../../../src/sim/define.ts'
import type { Question } from '../../../src/sim/question.ts'

type Reading = (view: PictureView, words: readonly string[], question: Question) => unknown

const node = (view: PictureView, id: string) => view.nodes.find((each) => each.id === id)!
const servers = (view: PictureView) => view.nodes.filter(({ process }) => process === 'server')
const termOf = (view: PictureView, id: string, index: number): number =>
  (node(view, id).disk.log[index - 1] as Entry | undefined)?.term ?? 0
const isUp = (view: PictureView, id: string) => node(view, id).up
const roleOf = (view: PictureView, id: string): string | undefined => node(view, id).memory?.role

/** Index and term of the entry asked about. */
function entryOf({ id }: Question): { index: number; term: number } {
  const [index, term] = id.split(' ').at(-1)!.split('/').map(Number)
  return { index: index!, term: term! }
}

function holders(view: PictureView, question: Question): string[] {
  const { index, term } = entryOf(question)
  return servers(view)
    .filter(({ id }) => termOf(view, id, index) === term)
    .map(({ id }) => id)
}

/** A pattern, and whether what it says is so. */
const READINGS: readonly (readonly [RegExp, Reading])[] = [
  [
    /\bis on (\d+) of (\d+) servers/,
    (view, [count, of], question) =>
      holders(view, question).length === Number(count) && servers(view).length === Number(of),
  ],
  [
    /is on ([nc\d, and]+): a majority/,
    (view, [ids], question) => ids!.split(/, | and /).join() === holders(view, question).join(),
  ],
  [
    /^(n\d) (has|does not have) it\b(?! as)/,
    (view, [id, has], question) => holders(view, question).includes(id!) === (has === 'has'),
  ],
  [
    /^(n\d) (has|does not have) entry (\d+)/,
    (view, [id, has, index], question) => {
      const committed = (view.truth.committed[Number(index) - 1]?.entry as Entry | undefined)?.term
      const term = question.id.startsWith('heard') ? committed : entryOf(question).term
      return (termOf(view, id!, Number(index)) === term) === (has === 'has')
    },
  ],
  [
    /(n\d) leads term (\d+)/,
    (view, [id, term]) => roleOf(view, id!) === 'leader' && node(view, id!).disk.currentTerm === Number(term),
  ],
  [/(\w\d),? (?:which )?has crashed/, (view, [id]) => !isUp(view, id!)],
  [/(\w\d),? (?:which )?is paused/, (view, [id]) => node(view, id!).paused],
  [/^(n\d) has (\d+) of (?:the )?\d+ votes/, (view, [id, count]) => granted(view, id!) === Number(count)],
  [
    /^(\d+) of (\d+) servers run/,
    (view, [count]) => servers(view).filter(({ up, paused }) => up && !paused).length === Number(count),
  ],
  [/^(n\d) refused/, (view, [id], { about }) => node(view, about.node!).memory.votes[id!] === false],
  [/^(n\d) voted for (n\d)$/, (view, [id, to]) => node(view, to!).memory.votes[id!] === true],
  [
    /^It voted for (n\d) in term (\d+)/,
    (view, [to, term], { about }) => {
      const { disk } = node(view, about.node!)
      return disk.votedFor === to && disk.currentTerm === Number(term)
    },
  ],
  [
    /^(n\d) knows that it is committed/,
    (view, [id], { about }) => node(view, id!).memory.commitIndex >= about.index!,
  ],
  [/asked (n\d), which leads$/, (view, [id]) => roleOf(view, id!) === 'leader'],
  [/asked (n\d), which does not lead$/, (view, [id]) => roleOf(view, id!) !== 'leader'],
  [
    /^(n\d) has it as entry (\d+), on (\d+) of/,
    (view, [id, index, count]) => {
      const term = termOf(view, id!, Number(index))
      return (
        servers(view).filter((each) => termOf(view, each.id, Number(index)) === term).length === Number(count)
      )
    },
  ],
  [
    /^(n\d) has it as entry (\d+)/,
    (view, [id, index], { about }) =>
      (node(view, id!).disk.log[Number(index) - 1] as Entry | undefined)?.clientId ===
      node(view, about.node!).memory.clientId,
  ],
]

function granted(view: PictureView, id: string): number {
  return Object.values(node(view, id).memory.votes).filter((vote) => vote === true).length
}

/** Reads the sentence and the facts; gives how many statements were recognised. */
export function expectFacts(view: PictureView, question: Question): number {
  const { say, facts } = question.answer
  let read = 0
  for (const text of [say, ...facts.map((fact) => fact.text)]) {
    for (const [pattern, isSo] of READINGS) {
      const match = pattern.exec(text)
      if (match === null) continue
      read++
      expect(isSo(view, match.slice(1), question), `${question.ask} ${text}`).toBe(true)
    }
  }
  return read
}

/** What a question asks about has not happened. */
export function hasHappened(view: PictureView, { id, about }: Question): boolean {
  const [kind] = id.split(' ')
  const up = servers(view).filter((each) => each.memory !== null)
  if (kind === 'no') return up.some(({ memory }) => memory.role === 'leader')
  if (kind === 'answer') return view.history[about.operation!]!.outcome !== 'pending'
  if (kind === 'leader') {
    const leaders = up.filter(({ memory }) => memory.role === 'leader')
    const highest = Math.max(...leaders.map(({ disk }) => disk.currentTerm))
    return (
      leaders.some((each) => each.id === about.node && each.disk.currentTerm === highest) &&
      leaders.length === 1
    )
  }
  if (kind === 'heard') return node(view, about.node!).memory.commitIndex >= about.index!
  const { index, term } = entryOf({ id } as Question)
  const isCommitted = ({ disk, memory }: { disk: { log: Entry[] }; memory: { commitIndex: number } }) =>
    memory.commitIndex >= index && disk.log[index - 1]?.term === term
  return up.some((each) => isCommitted(each as never))
}
