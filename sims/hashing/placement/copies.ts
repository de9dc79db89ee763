// Where the copies of a key are kept: on the first nodes of its preference that do not fail together. Dynamo, SOSP
// 2007, §4.3: the preference list passes over points of nodes it already has; here also over those of the same host,
// rack or zone, as HDFS (Shvachko et al., MSST 2010, §3) and Cassandra's topology strategy do.

import type { Placement } from './placement.ts'

/** What two copies of a key should not share. A zone has racks, and a rack has hosts. */
export type Apart = 'zone' | 'rack' | 'host'

const LEVELS: readonly Apart[] = ['zone', 'rack', 'host']

/** "eu/r1/h1" is host h1 in rack r1 of zone eu; a name without strokes is all three. */
export function domainAt(domain: string, level: Apart): string {
  return domain
    .split('/')
    .slice(0, LEVELS.indexOf(level) + 1)
    .join('/')
}

/**
 * Indices of up to `count` members, the owner first. If there are fewer zones than copies, the rest stand in other racks,
 * then on other hosts, then where the preference says. null: nobody looks at domains.
 */
export function copiesOf(
  placement: Placement,
  hash: number,
  key: string,
  count: number,
  apart: Apart | null,
): readonly number[] {
  if (count === 1) return [placement.owner(hash, key)]
  const order = placement.preference(hash, key)
  if (apart === null) return order.slice(0, count)
  const chosen: number[] = []
  for (const level of LEVELS.slice(LEVELS.indexOf(apart))) addApart(chosen, order, placement, level)
  return [...chosen, ...order.filter((member) => !chosen.includes(member))].slice(0, count)
}

function addApart(chosen: number[], order: readonly number[], { members }: Placement, level: Apart): void {
  const domainOf = (member: number) => domainAt(members[member]!.domain, level)
  const taken = new Set(chosen.map(domainOf))
  for (const member of order) {
    if (taken.has(domainOf(member))) continue
    taken.add(domainOf(member))
    chosen.push(member)
  }
}
