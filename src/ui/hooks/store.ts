// The smallest store that React can read: what the page itself remembers (selection, open dialog, preferences)
// lives in stores like this one, apart from the lab, which remembers the run.

import { useSyncExternalStore } from 'react'

export interface Store<T> {
  get(): T
  set(change: Partial<T>): void
  subscribe(listener: () => void): () => void
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(change) {
      const isSame = Object.keys(change).every((key) =>
        Object.is(value[key as keyof T], change[key as keyof T]),
      )
      if (isSame) return
      value = { ...value, ...change }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<T extends object>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
