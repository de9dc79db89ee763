// What clients do by themselves: when they ask, for which key, and which value they write. Said once, because a system
// that paced its clients in another way could not be compared with the rest.

import type { Ctx } from '../engine/process.ts'

type Draws = Pick<Ctx, 'settings' | 'setTimer' | 'randomInteger' | 'random'>

/** Arms the timer `workload`: between half the mean pause and one and a half of it. Nothing, if the mean is 0. */
export function think(ctx: Draws): void {
  const { workloadEveryUs: mean } = ctx.settings as { workloadEveryUs: number }
  if (mean === 0) return
  ctx.setTimer(
    'workload',
    ctx.randomInteger('workload pause', Math.ceil(mean / 2), mean + Math.floor(mean / 2)),
  )
}

/** The key of the next operation, all alike, and whether it reads. Two draws, whatever they come to. */
export function drawOperation(ctx: Draws): { readonly key: string; readonly isRead: boolean } {
  const { workloadKeys, workloadReads } = ctx.settings as { workloadKeys: number; workloadReads: number }
  const key = keyName(ctx.randomInteger('workload key', 0, workloadKeys - 1))
  return { key, isRead: ctx.random('workload read') < workloadReads }
}

/** x, y, z, then k3, k4 … */
function keyName(index: number): string {
  return ['x', 'y', 'z'][index] ?? `k${index}`
}

/** The value that a client writes as its `n`th, from 1: no other write of any client has it. */
export function ownValue(n: number, ctx: Pick<Ctx, 'id' | 'group'>): number {
  const clients = ctx.group('client')
  return (n - 1) * clients.length + clients.indexOf(ctx.id) + 1
}
