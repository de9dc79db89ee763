// Where the copies of a key are kept: on the first nodes of its preference that do not fail together. Dynamo, SOSP
// 2007, §4.3: the preference list passes over points of nodes it already has; here also over those of the same domain.

import type { Placement } from './placement.ts'

/**
 * Indices of up to `count` members, the owner first. If there are fewer domains than copies, the rest stand where the
 * preference says. Without `isSpread` nobody looks at domains.
 */
export function copiesOf(
  placement: Placement,
  hash: number,
  key: string,
  count: number,
  isSpread: boolean,
): readonly number[] {
  if (count === 1) return [placement.owner(hash, key)]
  const order = placement.preference(hash, key)
  if (!isSpread) return order.slice(0, count)
  const domains = new Set<string>()
  const apart: number[] = []
  const others: number[] = []
  for (const member of order) {
    const { domain } = placement.members[member]!
    ;(domains.has(domain) ? others : apart).push(member)
    domains.add(domain)
  }
  return [...apart, ...others].slice(0, count)
}
