// What a scheme of placement promises, checked on every layout that is announced: against what the settings ask for,
// not against what the layout says of itself.

import type { Report } from '../../src/engine/observer.ts'
import { allKeys } from './keys.ts'
import { copiesIn, type Layout, ownersOf, placementOf, type View } from './layout.ts'
import { lidsOf } from './placement/bounded.ts'
import { domainAt } from './placement/copies.ts'
import { leastMoved } from './placement/measure.ts'
import { isRing, ringShares } from './placement/ring.ts'
import { schemeOf } from './placement/schemes.ts'
import { FAIR_TOKENS } from './promised.ts'
import type { Asked, Truth } from './truth.ts'

/** What a node of weight 1 may own at most, in fair shares. */
const FAIR_AT_MOST = 2

export function checkLayout(truth: Truth, view: View, asked: Asked, report: Report): void {
  const before = truth.layout
  const { now } = view
  if (before === now) return
  const keys = allKeys(now.posts)
  if (before !== null) countMoves(truth, view.was ?? before, now, keys, report)
  // Between two epochs that nobody took up after each other a person may have dealt parts by hand.
  if (before !== null && view.epoch === truth.epoch + 1) checkLeastMoved(before, now, keys, asked, report)
  checkFairShares(now, asked, report)
  checkLids(now, asked, report)
  checkApart(now, keys, asked, report)
}

function countMoves(truth: Truth, was: Layout, now: Layout, keys: readonly string[], report: Report): void {
  truth.before = was
  truth.moved = keys.filter((key) => ownersOf(was, key)[0] !== ownersOf(now, key)[0]).length
  truth.keys = keys.length
  truth.ideal = leastMoved(was.members, now.members)
  report.note('changesHands', truth.moved, keys.length)
}

/** No key moves between two nodes that stay as they are, if that is what the scheme promises. */
function checkLeastMoved(
  before: Layout,
  now: Layout,
  keys: readonly string[],
  asked: Asked,
  report: Report,
): void {
  const isChanged = changedMembers(before, now)
  if (isChanged.size === 0 || before.scheme !== now.scheme || !isSameOptions(before, now)) return
  if (schemeOf(asked.scheme).moves !== 'least') return
  for (const key of keys) {
    const [from, to] = [ownersOf(before, key)[0]!, ownersOf(now, key)[0]!]
    if (from === to || isChanged.has(from) || isChanged.has(to)) continue
    return report.violate('leastMoved', key, from, to)
  }
}

/** Who came, who went, and who weighs something else. */
function changedMembers(before: Layout, now: Layout): ReadonlySet<string> {
  const weightIn = ({ members }: Layout, id: string) => members.find((member) => member.id === id)?.weight
  const ids = [...before.members, ...now.members].map(({ id }) => id)
  return new Set(ids.filter((id) => weightIn(before, id) !== weightIn(now, id)))
}

function isSameOptions(a: Layout, b: Layout): boolean {
  return (
    a.tokens === b.tokens && a.parts === b.parts && a.epsilon === b.epsilon && a.partitionBy === b.partitionBy
  )
}

function checkFairShares(now: Layout, asked: Asked, report: Report): void {
  const placement = placementOf(now)
  if (asked.scheme !== 'ring' || asked.tokens < FAIR_TOKENS || !isRing(placement)) return
  const all = now.members.reduce((sum, { weight }) => sum + weight, 0)
  ringShares(placement).forEach((share, i) => {
    const { id, weight } = now.members[i]!
    const ratio = (share * all) / weight
    if (weight >= 1 && ratio > FAIR_AT_MOST)
      report.violate('fairShares', id, Math.round(100 * share), Math.round((100 * weight) / all))
  })
}

/** Mirrokni et al.: no node holds more parts than its lid. */
function checkLids(now: Layout, asked: Asked, report: Report): void {
  if (asked.scheme !== 'bounded' || now.scheme !== 'bounded') return
  const lids = lidsOf(now.members, now.parts, asked.epsilon)
  const placement = placementOf(now)
  const loads = now.members.map(() => 0)
  for (let part = 0; part < now.parts; part++)
    loads[placement.owner(Math.floor(((part + 0.5) * 4_294_967_296) / now.parts), '')]!++
  loads.forEach((load, i) => {
    if (load > lids[i]!) report.violate('loadBound', now.members[i]!.id, load, lids[i]!)
  })
}

/** Copies stand on different domains as long as there are as many. */
function checkApart(now: Layout, keys: readonly string[], asked: Asked, report: Report): void {
  const copies = copiesIn(now)
  if (!asked.isSpread || copies < 2) return
  const domainOf = Object.fromEntries(
    now.members.map(({ id, domain }) => [id, domainAt(domain, asked.apart)]),
  )
  const expected = Math.min(copies, new Set(Object.values(domainOf)).size)
  for (const key of keys) {
    const domains = new Set(ownersOf(now, key).map((id) => domainOf[id]))
    if (domains.size < expected) return report.violate('apart', key, [...domains].join(', '))
  }
}
