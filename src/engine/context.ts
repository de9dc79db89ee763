// The only way out of a handler, bound to one node of one world.

import { appendItem, truncateLog, writeField } from './disk.ts'
import { monotonicUs, type Node } from './node.ts'
import type { Ctx, NodeId } from './process.ts'
import { askSync } from './syncs.ts'
import { clearTimer, setTimer } from './timers.ts'
import { send } from './transport.ts'
import type { World } from './world.ts'

export function createContext(world: World, node: Node): Ctx {
  const groups = new Map<string, readonly NodeId[]>()

  return {
    id: node.id,
    peers: node.peers,
    get settings() {
      return world.settings
    },
    get broken() {
      return world.broken
    },
    group(process) {
      let ids = groups.get(process)
      if (ids === undefined) {
        ids = world.nodes.filter((other) => other.process === process).map((other) => other.id)
        groups.set(process, ids)
      }
      return ids
    },
    now: () => monotonicUs(node.clock, world.nowUs),
    wallNow: () => monotonicUs(node.clock, world.nowUs) + node.clock.offsetUs,
    random: (purpose) => node.draw(world.streams, purpose),
    randomInteger: (purpose, min, max) =>
      min + Math.floor(node.draw(world.streams, purpose) * (max - min + 1)),
    send: (to, message) => send(world, node, to, message),
    setTimer: (name, delayUs) => setTimer(world, node, name, delayUs),
    clearTimer: (name) => clearTimer(node, name),
    write: (key, value) => writeField(node.diskState, node.state.disk, key, value),
    append: (key, item) => appendItem(node.diskState, node.state.disk, key, item),
    truncate: (key, length) => truncateLog(node.diskState, node.state.disk, key, length),
    sync: () => askSync(world, node),
    note: (code, a, b, c, d) => world.trace?.note(node.index, code, a, b, c, d),
    invoke: (request) => world.invoke(node, request),
    complete: (operation, outcome, result) => world.complete(operation, outcome, result),
  }
}
