// Judges a history from a file: whether what clients were told fits a consistency, and if not, what shows it.

import { readFileSync } from 'node:fs'
import { firstProblem, judge } from '../check/judge.ts'
import { MODELS, type ModelName } from '../check/models/models.ts'
import { BadHistory } from '../check/read/badHistory.ts'
import { formatOf, type ReadHistory, readHistory } from '../check/read/readHistory.ts'
import type { Evidence, Verdict } from '../check/verdict.ts'
import { sentence } from '../check/words.ts'
import { counted } from '../sim/words.ts'
import { BadInput } from './badInput.ts'
import { type CheckOptions, firstTimed, questionFrom } from './checkOptions.ts'

/** Process exit codes, one a verdict. */
const STATUS = { holds: 0, broken: 1, undecided: 3 } as const

export function check(file: string, options: CheckOptions): number {
  const question = questionFrom(options)
  const read = historyFrom(file, question.model)
  const problem = firstProblem(read.history, MODELS[question.model])
  if (problem !== null) throw new BadInput(`${file}: line ${read.lines[problem.id]}: ${problem.sentence}`)
  checkTimes(file, options, read)
  const verdict = judge(read.history, question)
  if (options.json) console.log(JSON.stringify({ file, ...verdict, lines: linesOf(verdict, read) }))
  else print(verdict, read)
  return STATUS[verdict.verdict]
}

/** A bound in time says nothing of operations that have none. */
function checkTimes(file: string, options: CheckOptions, { history, lines }: ReadHistory): void {
  const option = firstTimed(options)
  const timeless = history.find(({ invokedUs }) => invokedUs === null)
  if (option !== null && timeless !== undefined)
    throw new BadInput(
      `${file}: line ${lines[timeless.id]}: the operation has no time, and ${option} needs one`,
    )
}

/** A store of keys is asked about a key; otherwise the values tell. */
function historyFrom(file: string, model: ModelName): ReadHistory {
  const text = textOf(file)
  try {
    return readHistory(text, { format: formatOf(text), isKeyed: model === 'kv' ? true : null })
  } catch (error) {
    if (error instanceof BadHistory) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

/** `-` is the standard input. */
function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new BadInput(
      `${file}: it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** The lines on which the operations of the evidence begin, by their ids. */
function linesOf(verdict: Verdict, { lines }: ReadHistory): Readonly<Record<number, number>> {
  if (verdict.verdict !== 'broken') return {}
  const { operations, longest } = verdict.evidence
  const ids = [...operations, ...(longest?.placed ?? []), ...(longest?.stuck ?? [])].map(({ id }) => id)
  return Object.fromEntries(ids.map((id) => [id, lines[id]!]))
}

function print(verdict: Verdict, read: ReadHistory): void {
  const { consistency, model, operations, keys, steps } = verdict
  const nameOf = naming(read)
  const looked = `${counted(operations, 'operation')} on ${counted(keys, 'key')}, ${counted(steps, 'step')}`
  if (verdict.verdict === 'holds') console.log(`${consistency} as a ${model}: holds (${looked})`)
  else if (verdict.verdict === 'undecided')
    console.log(`${consistency} as a ${model}: not decided (${looked})\n  ${sentence(verdict.why, nameOf)}`)
  else {
    console.log(`${consistency} as a ${model}: BROKEN (${looked})`)
    printEvidence(verdict.evidence, nameOf)
  }
}

function printEvidence(
  { claim, operations, isShortest, longest }: Evidence,
  nameOf: (id: number) => string,
): void {
  console.log(`  ${sentence(claim, nameOf)}${isShortest ? ', and no smaller set shows it' : ''}:`)
  for (const { id, reason } of operations) console.log(`    ${nameOf(id)}: ${sentence(reason, nameOf)}`)
  if (longest === null) return
  console.log(`  the longest order that works${longest.isLongest ? '' : ', of those that were tried'}:`)
  for (const { id, state } of longest.placed.slice(-LAST_PLACED))
    console.log(`    ${nameOf(id)}, then there is ${state}`)
  const left = longest.placed.length - LAST_PLACED
  if (left > 0) console.log(`    (the last ${LAST_PLACED}; ${left} come before)`)
  console.log('  what would have to come next:')
  for (const { id, reason } of longest.stuck) console.log(`    ${nameOf(id)}: ${sentence(reason, nameOf)}`)
}

const LAST_PLACED = 10

/** "process 3 write x=1 (line 12)" */
function naming({ history, lines, isKeyed }: ReadHistory): (id: number) => string {
  return (id) => {
    const { process, f, key, input } = history[id]!
    const what = [isKeyed ? key : '', input === null ? '' : JSON.stringify(input)].filter(
      (part) => part !== '',
    )
    return `process ${process} ${[f, what.join('=')].filter((part) => part !== '').join(' ')} (line ${lines[id]})`
  }
}
