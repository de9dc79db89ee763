// What scenarios of Raft have in common: clusters, logs written as their terms, and the usual beginning.

import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import { MS } from '../../../src/sim/deeds.ts'
import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'

export { nodeNamed, promisesHold } from '../../../src/sim/claims.ts'
export { crash, MS, restart } from '../../../src/sim/deeds.ts'

export function servers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `n${i + 1}`)
}

/** Empty servers and idle clients. */
export function topology(serverCount: number, clientCount: number): ScenarioNode[] {
  return [
    ...servers(serverCount).map((id) => ({ id, process: 'server' })),
    ...Array.from({ length: clientCount }, (_, i) => ({ id: `c${i + 1}`, process: 'client' })),
  ]
}

/** An entry from before the story began, by a client that is long gone. */
export function entry(term: number, key: string, value: Json, sequenceNum: number): Json {
  return { term, op: 'write', key, value, expect: null, clientId: 'c0', sequenceNum }
}

/** A disk whose log has entries of these terms. Entries of the same index and term are the same entry. */
export function diskWith(
  currentTerm: number,
  terms: readonly number[],
  votedFor: string | null = null,
): Json {
  return {
    currentTerm,
    votedFor,
    log: terms.map((term, i) => entry(term, 'x', 10 * (i + 1) + term, 100 * (i + 1) + term)),
  }
}

/** Nobody else times out before 150 ms, so n1 leads, in every seed. */
export const n1Stands: Intervention = {
  id: 'n1-stands',
  atUs: 20 * MS,
  do: { kind: 'tell', node: 'n1', order: { name: 'timeout' } },
}

export function write(
  id: string,
  atMs: number,
  client: string,
  key: string,
  value: number,
  to?: string,
): Intervention {
  const order = { name: 'write', key, value, ...(to === undefined ? {} : { to }) }
  return { id, atUs: atMs * MS, do: { kind: 'tell', node: client, order } }
}

export function read(id: string, atMs: number, client: string, key: string, to?: string): Intervention {
  const order = { name: 'read', key, ...(to === undefined ? {} : { to }) }
  return { id, atUs: atMs * MS, do: { kind: 'tell', node: client, order } }
}

export function timeout(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order: { name: 'timeout' } } }
}

/** Terms of the entries of a node's log. */
export function termsOf(node: NodeView): readonly number[] {
  return node.disk.log.map((one: { readonly term: number }) => one.term)
}

export function isServer(node: NodeView): boolean {
  return node.process === 'server'
}

export function breaks(invariant: string, title: string) {
  return {
    text: `It breaks: ${title}`,
    holds: (story: Story) => story.violations.some((violation) => violation.invariant === invariant),
  }
}
