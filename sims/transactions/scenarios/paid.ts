// What stories of a payment provider have in common: the shop with a provider outside, and what its books say.

import type { ScenarioNode, Story } from '../../../src/sim/scenario.ts'
import { type ProviderMemory, takenFrom } from '../provider.ts'
import { nodeNamed, shop, topology } from './cluster.ts'

export const PROVIDER = 'psp'

/** Coordinators, the shop, a provider that keeps the cards, and clients. */
export function paidTopology(clients: number, coordinators = 1, rows = shop(5)): readonly ScenarioNode[] {
  const nodes = topology(rows, clients, coordinators)
  const isClient = ({ process }: ScenarioNode) => process === 'client'
  const psp = { id: PROVIDER, process: 'provider' }
  return [...nodes.filter((node) => !isClient(node)), psp, ...nodes.filter(isClient)]
}

/** What a card has paid, as the provider knows it; null while that is down. */
export function paid(story: Story, card: string): number | null {
  const memory: ProviderMemory | null = nodeNamed(story, PROVIDER).memory
  return memory === null ? null : takenFrom(memory, card)
}

/** In a steady network the charge is on its way to the provider now, and its answer on the way back. */
export const REQUEST_MS = 99
export const ANSWER_MS = 110
