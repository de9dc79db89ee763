// A progress bar on a terminal, nothing elsewhere.

import { Presets, SingleBar } from 'cli-progress'

export interface Bar {
  update(done: number): void
  stop(): void
}

export function progressBar(total: number, isWanted: boolean): Bar {
  if (!isWanted || !process.stderr.isTTY) return { update() {}, stop() {} }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} seeds, {eta} s left', clearOnComplete: true },
    Presets.shades_grey,
  )
  bar.start(total, 0)
  return { update: (done) => bar.update(done), stop: () => bar.stop() }
}
