// Many seeds on all cores. Prints the first violation with the one command that reproduces it; Ctrl-C stops and
// still prints what was found.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { SIMS } from '../app/registry.ts'
import type { Trial } from '../lab/trial.ts'
import { findPlace } from '../sim/document.ts'
import { counted, fill, milliseconds } from '../sim/words.ts'
import { changesFrom, placeNamed, seedRange, untilUs } from './choices.ts'
import { progressBar } from './progress.ts'
import type { Batch, SweepJob } from './sweepWorker.ts'

export interface SweepOptions {
  readonly seeds: string
  readonly chaos?: boolean
  readonly until?: string
  readonly set: readonly string[]
  readonly switch: readonly string[]
  readonly json?: boolean
}

/** Default length of a run: long enough for several elections, or for chaos and recovery. */
const SWEEP_US = 20_000_000
const BATCH = 10

export interface Tally {
  seeds: number
  events: number
  answered: number
  stuck: string[]
  /** Per invariant: seeds in which it broke, and the first of them. */
  broken: Record<string, { seeds: number; first: Trial }>
}

export async function sweep(target: string, options: SweepOptions): Promise<number> {
  const place = placeNamed(target)
  const [from, to] = seedRange(options.seeds)
  const isScenario = target.includes('/')
  const changes = changesFrom(place, options.set, options.switch)
  const endUs = untilUs(options.until, isScenario && !options.chaos ? place.scenario.durationUs : SWEEP_US)
  const job: SweepJob = { target, isScenario, ...changes, isChaotic: options.chaos === true, endUs }
  const bar = progressBar(to - from + 1, options.json !== true)
  const tally: Tally = { seeds: 0, events: 0, answered: 0, stuck: [], broken: {} }
  const isWhole = await onAllCores(job, batches(from, to), (trials) => {
    for (const trial of trials) count(tally, trial)
    bar.update(tally.seeds)
  })
  bar.stop()
  report(target, options, tally, isWhole)
  return Object.keys(tally.broken).length > 0 || tally.stuck.length > 0 ? 1 : 0
}

function* batches(from: number, to: number): Generator<Batch> {
  for (let first = from; first <= to; first += BATCH)
    yield { from: first, to: Math.min(to, first + BATCH - 1) }
}

/** Hands batches to one worker per core. False when it was interrupted. */
async function onAllCores(
  job: SweepJob,
  work: Generator<Batch>,
  take: (trials: readonly Trial[]) => void,
): Promise<boolean> {
  let isStopped = false
  const stop = () => {
    isStopped = true
  }
  process.once('SIGINT', stop)
  const workers = Array.from({ length: availableParallelism() }, () => startWorker(job))
  await Promise.all(
    workers.map(async (worker) => {
      for (;;) {
        const batch = isStopped ? undefined : work.next().value
        if (batch === undefined) break
        take(await ask(worker, batch as Batch))
      }
      await worker.terminate()
    }),
  )
  process.removeListener('SIGINT', stop)
  return !isStopped
}

/** Workers do not inherit the TypeScript loader, so each registers it for itself. */
function startWorker(job: SweepJob): Worker {
  const url = new URL('./sweepWorker.ts', import.meta.url).href
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(url)}) })`
  return new Worker(boot, { eval: true, workerData: job })
}

function ask(worker: Worker, batch: Batch): Promise<readonly Trial[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', (trials: readonly Trial[]) => {
      worker.removeListener('error', reject)
      resolve(trials)
    })
    worker.once('error', reject)
    worker.postMessage(batch)
  })
}

function count(tally: Tally, trial: Trial): void {
  tally.seeds++
  tally.events += trial.events
  tally.answered += trial.answered
  if (trial.isStuck) tally.stuck.push(trial.seed)
  for (const { invariant } of trial.violations) {
    const known = tally.broken[invariant]
    if (known === undefined) tally.broken[invariant] = { seeds: 1, first: trial }
    else Object.assign(known, { seeds: known.seeds + 1, first: earlier(known.first, trial) })
  }
}

function earlier(a: Trial, b: Trial): Trial {
  return Number(a.seed) <= Number(b.seed) ? a : b
}

/** The command that shows the violation of one seed again. */
function reproduce(target: string, options: SweepOptions, seed: string): string {
  const words = ['npm run -s netsplit -- sweep', target, '--seeds', seed]
  if (options.chaos) words.push('--chaos')
  if (options.until !== undefined) words.push('--until', options.until)
  for (const assignment of options.set) words.push('--set', assignment)
  for (const rule of options.switch) words.push('--switch', rule)
  return words.join(' ')
}

function report(target: string, options: SweepOptions, tally: Tally, isWhole: boolean): void {
  const broken = Object.entries(tally.broken).map(([invariant, { seeds, first }]) => ({
    invariant,
    seeds,
    firstSeed: first.seed,
    sentence: sentenceOf(target, invariant, first),
    reproduce: reproduce(target, options, first.seed),
  }))
  const { seeds, events, answered } = tally
  const stuck = tally.stuck.sort((a, b) => Number(a) - Number(b))
  if (options.json) {
    console.log(
      JSON.stringify({ target, seeds, whole: isWhole, events, answered, violations: broken, stuck }),
    )
    return
  }
  console.log(
    `${counted(seeds, 'seed')}${isWhole ? '' : ' (stopped)'}, ${events} events, ${answered} operations answered`,
  )
  if (broken.length === 0) console.log('every promise held')
  for (const { invariant, seeds: count, sentence, reproduce: command } of broken) {
    console.log(`broken in ${counted(count, 'seed')}: ${invariant}\n  ${sentence}\n  ${command}`)
  }
  if (stuck.length > 0)
    console.log(
      `no answer after the heal in ${counted(stuck.length, 'seed')}\n  ${reproduce(target, options, stuck[0]!)}`,
    )
}

function sentenceOf(target: string, invariant: string, { seed, violations }: Trial): string {
  const sim = findPlace(SIMS, target)!.sim
  const { atUs, row, params } = violations.find((violation) => violation.invariant === invariant)!
  const template = sim.invariants.find(({ id }) => id === invariant)?.broken ?? invariant
  return `seed ${seed}, event ${row + 1}, ${milliseconds(atUs)} ms: ${fill(template, params, '', sim.words.reasons)}`
}
