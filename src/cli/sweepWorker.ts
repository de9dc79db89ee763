// One core's share of a sweep: takes batches of seeds, gives back their trials.

import { parentPort, workerData } from 'node:worker_threads'
import type { Settings } from '../engine/process.ts'
import { trial } from '../lab/trial.ts'
import { placeNamed } from './choices.ts'

export interface SweepJob {
  readonly target: string
  readonly isScenario: boolean
  readonly settings: Settings
  readonly broken: readonly string[]
  readonly isChaotic: boolean
  readonly endUs: number
}

export interface Batch {
  readonly from: number
  readonly to: number
}

const job = workerData as SweepJob
const { sim, scenario } = placeNamed(job.target)

parentPort?.on('message', ({ from, to }: Batch) => {
  const trials = []
  for (let seed = from; seed <= to; seed++)
    trials.push(trial(sim, scenario, String(seed), job.isScenario, job))
  parentPort?.postMessage(trials)
})
