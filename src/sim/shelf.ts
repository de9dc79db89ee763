// The systems there are, each fetched when a run first needs it: who came for one need not wait for the others.

import type { Sim } from './define.ts'

export interface Shelf {
  /** What reading this text needs: the system it names, or, where it names an unknown one, all, to say what there is. */
  of(text: string): Promise<readonly Sim[]>
  all(): Promise<readonly Sim[]>
}

/** The first system is the one that opens when a text names none. */
export function shelfOf(loaders: Readonly<Record<string, () => Promise<Sim>>>): Shelf {
  const ids = Object.keys(loaders)
  const all = () => Promise.all(ids.map((id) => loaders[id]!()))
  return {
    all,
    async of(text) {
      const named = simNamed(text) ?? ids[0]!
      const load = Object.hasOwn(loaders, named) ? loaders[named] : undefined
      return load === undefined ? all() : [await load()]
    },
  }
}

/** A shelf of what is at hand. */
export function shelfWith(sims: readonly Sim[]): Shelf {
  return shelfOf(Object.fromEntries(sims.map((sim) => [sim.id, async () => sim])))
}

/** "raft" in "#/raft/two-leaders?seed=7" and in the text of a saved run; null where none is named. */
function simNamed(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return /"scenario"\s*:\s*"([^"/]+)/.exec(trimmed)?.[1] ?? null
  const fragment = trimmed.slice(trimmed.indexOf('#') + 1)
  return /^\/*([^/?]+)/.exec(fragment)?.[1] ?? null
}
