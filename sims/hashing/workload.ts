// Which keys clients ask for by themselves: all alike, or, for a share of operations, where the crowd goes. Every
// operation takes the same number of draws, whatever the crowd does.

import type { ClientCtx } from './clientState.ts'
import { celebrity, firstRecent, postName } from './keys.ts'
import { settingsOf } from './state.ts'

export function drawKey(ctx: ClientCtx): string {
  const { posts, crowd, crowdShare } = settingsOf(ctx)
  const place = ctx.random('workload key')
  const isWithCrowd = ctx.random('workload crowd') < crowdShare
  if (crowd === 'celebrity' && isWithCrowd) return celebrity(posts)
  const from = crowd === 'recent' && isWithCrowd ? firstRecent(posts) : 0
  return postName(from + Math.floor(place * (posts - from)))
}

/** The key that is salted, if any is. */
export function isCelebrity(key: string, ctx: ClientCtx): boolean {
  const { crowd, posts } = settingsOf(ctx)
  return crowd === 'celebrity' && key === celebrity(posts)
}
