// Whom a client asks for a key: a node that keeps it by the client's view, or, where only the directory knows, whoever
// the directory has named.

import type { NodeId } from '../../src/engine/process.ts'
import type { ClientCtx, ClientMemory, Task } from './clientState.ts'
import { allOwners, hashOf, placedText, type View } from './layout.ts'
import { partOf } from './placement/bounded.ts'

/** The node to ask; null if the directory must be asked first. Each attempt takes the next one that keeps the key. */
export function targetOf(
  { view, located }: ClientMemory,
  key: string,
  { start, attempts }: Task,
): NodeId | null {
  if (view === null) return null
  if (view.now.scheme === 'directory') return located[`p${partOfKey(view, key)}`] ?? null
  const owners = allOwners(view, key)
  return owners[(Math.floor(start * view.now.copies) + attempts) % owners.length]!
}

export function lookUp(view: View, key: string, ctx: ClientCtx): void {
  const part = partOfKey(view, key)
  ctx.note('looksFor', key, part)
  ctx.send(ctx.group('directory')[0]!, { type: 'Lookup', part })
}

function partOfKey({ now }: View, key: string): number {
  return partOf(hashOf(now, placedText(now, key)), now.parts)
}
