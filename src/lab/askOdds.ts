// The page's end of the futures: hands them out to one worker for each core and gathers what comes back.

import type { Future } from './futures.ts'
import type { OddsJob } from './odds.ts'
import type { Wire } from './wire.ts'

/** Every `stride`th future from `first` on, below `count`. */
export interface OddsShare extends OddsJob {
  readonly first: number
  readonly stride: number
  readonly count: number
}

/** A worker as `askOdds` needs it. */
export interface OddsWorker extends Wire {
  terminate(): void
}

/** Hands the futures to all workers; gives them as they come. Stopping ends the workers at once. */
export function askOdds(
  workers: readonly OddsWorker[],
  job: OddsJob,
  count: number,
  take: (futures: readonly Future[], isDone: boolean) => void,
): () => void {
  let left = workers.length
  const stop = () => {
    for (const worker of workers) worker.terminate()
  }
  for (const [first, worker] of workers.entries()) {
    worker.addEventListener('message', ({ data }) => {
      if (data === null) left--
      take((data ?? []) as readonly Future[], left === 0)
      if (left === 0) stop()
    })
    worker.postMessage({ ...job, first, stride: workers.length, count } satisfies OddsShare)
  }
  return stop
}
