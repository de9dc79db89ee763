// The only way out of a handler, bound to one node of one world.

import type { Node } from './node.ts'
import type { Ctx, NodeId } from './process.ts'
import type { World } from './world.ts'

export function createContext(world: World, node: Node): Ctx {
  const groups = new Map<string, readonly NodeId[]>()
  const streamNames = new Map<string, string>()

  const draw = (purpose: string): number => {
    let name = streamNames.get(purpose)
    if (name === undefined) {
      name = `${purpose} ${node.id}`
      streamNames.set(purpose, name)
    }
    return world.streams.open(name)()
  }

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
    now: () => world.monotonicUs(node),
    wallNow: () => world.monotonicUs(node) + node.clock.offsetUs,
    random: draw,
    randomInteger: (purpose, min, max) => min + Math.floor(draw(purpose) * (max - min + 1)),
    send: (to, message) => world.send(node, to, message),
    setTimer: (name, delayUs) => world.setTimer(node, name, delayUs),
    clearTimer: (name) => world.clearTimer(node, name),
    write: (key, value) => world.write(node, key, value),
    append: (key, item) => world.append(node, key, item),
    truncate: (key, length) => world.truncate(node, key, length),
    sync: () => world.askSync(node),
    note: (code, a, b, c, d) => world.note(node, code, a, b, c, d),
    invoke: (request) => world.invoke(node, request),
    complete: (operation, outcome, result) => world.complete(operation, outcome, result),
  }
}
