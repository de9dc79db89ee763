// What scenarios of the lock have in common: who takes part, the usual deeds, and how a story is asked.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Operation } from '../../../src/engine/observer.ts'
import { nodeNamed } from '../../../src/sim/claims.ts'
import { MS } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story, StoryNote } from '../../../src/sim/scenario.ts'
import type { LockDisk } from '../lockServer.ts'
import { fileIn, type StorageDisk } from '../storage.ts'

export { breaks, nodeNamed, promisesHold } from '../../../src/sim/claims.ts'
export { MS } from '../../../src/sim/deeds.ts'

/** The lock has been given before: the next tokens are 33 and 34, as in the drawing that made them known. */
const BEFORE: LockDisk = { token: 32, ttlUs: 0 }

/** One lock server, workers and as many clients, and the file. */
export function topology(workers: number): ScenarioNode[] {
  const ids = Array.from({ length: workers }, (_, i) => i + 1)
  return [
    { id: 'lock', process: 'lock', disk: { ...BEFORE } },
    ...ids.map((i) => ({ id: `w${i}`, process: 'worker' })),
    { id: 'file', process: 'storage' },
    ...ids.map((i) => ({ id: `c${i}`, process: 'client' })),
  ]
}

/** Messages take about 10 ms, so that deeds between them can be timed in every seed. */
export const STEADY = { latencyMinUs: 9_500, latencyMaxUs: 10_500 } as const

export function add(id: string, atMs: number, node: string, count = 1): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order: { name: 'add', count } } }
}

export function on(
  id: string,
  atMs: number,
  kind: 'pause' | 'resume' | 'crash' | 'restart',
  node: string,
): Intervention {
  return { id, atUs: atMs * MS, do: { kind, node } }
}

/** A rule that the scenario leaves out is in force after all. */
export function inForce(rule: string): Intervention {
  return { id: 'rule', atUs: 0, do: { kind: 'rule', rule, broken: false } }
}

// Asking a story.

export function fileAt(story: Story): number {
  return fileIn(nodeNamed(story, 'file').disk as StorageDisk)
}

export function operation(story: Story, client: string): Operation | null {
  return story.history.find((one) => one.client === client) ?? null
}

export function isOk(story: Story, client: string): boolean {
  return operation(story, client)?.outcome === 'ok'
}

/** The first note of a code about that worker, said by it or of it. */
export function of(story: Story, code: string, who: string, fromUs = 0): StoryNote | null {
  return story.first(code, ({ node, params }) => node === who || params[0] === who, fromUs)
}

/** From asking for the lock to having it; null if it never had it. */
export function waitUs(story: Story, worker: string): number | null {
  const asked = of(story, 'asks', worker)
  const had = of(story, 'holds', worker)
  return asked === null || had === null ? null : had.atUs - asked.atUs
}

export const bothCounted = {
  text: 'Both are told that it is done, and the file counts both',
  holds: (story: Story) => isOk(story, 'c1') && isOk(story, 'c2') && fileAt(story) === 2,
}
