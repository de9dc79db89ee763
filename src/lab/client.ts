// The page's lab over any way to reach a host. Calls are answered in order, one at a time; of seeks to a place that
// have not been sent yet only the latest counts, so that scrubbing never queues. Steps are never dropped.

import type { Sim } from '../sim/define.ts'
import { emptyState } from './emptyState.ts'
import type { FeedLine, MenuItem } from './frame.ts'
import { type Answer, type Call, Host } from './host.ts'
import type { GallerySection, Lab, LabState } from './lab.ts'

/** Brings a call to the host and its answer back. */
export type Carrier = (call: Call) => Promise<Answer>

/** A lab without a worker: for tests, Node, and pages that cannot have one. */
export function createLocalLab(sims: readonly Sim[]): Lab {
  const host = new Host(sims)
  return createLab((call) => host.answer(call))
}

interface Waiting {
  call: Call
  readonly settle: ((answer: Answer) => void)[]
  readonly fail: ((error: unknown) => void)[]
}

export function createLab(carry: Carrier): Lab {
  let state: LabState = emptyState()
  let isBusy = false
  const queue: Waiting[] = []
  const listeners = new Set<() => void>()

  function show(next: LabState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }

  function enqueue(call: Call): Promise<Answer> {
    return new Promise((settle, fail) => {
      const last = queue.at(-1)
      if (last !== undefined && isPlaceSeek(call) && isPlaceSeek(last.call)) {
        last.call = call
        last.settle.push(settle)
        last.fail.push(fail)
      } else queue.push({ call, settle: [settle], fail: [fail] })
      void work()
    })
  }

  async function work(): Promise<void> {
    if (isBusy) return
    isBusy = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        const answer = await carry(next.call)
        show(answer.state)
        for (const settle of next.settle) settle(answer)
      } catch (error) {
        for (const fail of next.fail) fail(error)
      }
    }
    isBusy = false
  }

  const move = async (call: Call): Promise<LabState> => (await enqueue(call)).state
  const ask = async <T>(call: Call): Promise<T> => (await enqueue(call)).value as T

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: (text) => move({ verb: 'open', args: [text] }),
    seek: (target) => move({ verb: 'seek', args: [target] }),
    inject: (command) => move({ verb: 'inject', args: [command] }),
    setInterventions: (list, without) => move({ verb: 'setInterventions', args: [list, without ?? []] }),
    undo: () => move({ verb: 'undo', args: [] }),
    redo: () => move({ verb: 'redo', args: [] }),
    setSeed: (seed) => move({ verb: 'setSeed', args: [seed] }),
    setAtStart: (change) => move({ verb: 'setAtStart', args: [change] }),
    predict: (choice) => move({ verb: 'predict', args: [choice] }),
    feed: (from, to) => ask<readonly FeedLine[]>({ verb: 'feed', args: [from, to] }),
    menu: (node) => ask<readonly MenuItem[]>({ verb: 'menu', args: [node] }),
    state: (node) => ask({ verb: 'nodeState', args: node === undefined ? [] : [node] }),
    fingerprint: () => ask<string>({ verb: 'fingerprint', args: [] }),
    link: (options) => ask<string>({ verb: 'link', args: [options?.at ?? 'playhead'] }),
    save: () => ask<string>({ verb: 'save', args: [] }),
    gallery: () => ask<readonly GallerySection[]>({ verb: 'gallery', args: [] }),
    dismiss: () => void move({ verb: 'dismiss', args: [] }),
  }
}

/** A seek that says where to, not by how much: an earlier one of these no longer matters. */
function isPlaceSeek({ verb, args }: Call): boolean {
  return verb === 'seek' && !('by' in args[0])
}
