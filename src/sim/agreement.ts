// Who agrees on a key: nodes that show the same of it stand together, and of those that differ it is told whether one only
// lacks what the other has, or whether they have come apart.

import type { HeldPicture, Hue, KeyPicture, KeyShownPicture } from './picture.ts'
import { hueOf } from './picture.ts'

/** What one node shows of a key. */
export interface Copy {
  readonly node: string
  /** The same for the same content. */
  readonly name: string
  readonly text: string
  /** Neighbouring tones have different hues. */
  readonly tone: number
}

/** Hues of the cycle. */
const HUES = 4

/**
 * `lacks`: is there something in the second of these that the first has not? `elsewhere`: hues that mean something else in
 * the same picture, not used while there are others.
 */
export function agreementOn(
  key: string,
  copies: readonly Copy[],
  lacks: (one: Copy, other: Copy) => boolean,
  elsewhere: readonly Hue[] = [],
): KeyPicture {
  const groups = new Map<string, Copy[]>()
  for (const copy of copies) {
    const group = groups.get(copy.name)
    if (group === undefined) groups.set(copy.name, [copy])
    else group.push(copy)
  }
  const firsts = [...groups.values()].map(([first]) => first!)
  const isBehind = (one: Copy) =>
    firsts.some((other) => other !== one && lacks(one, other) && !lacks(other, one))
  const hues = distinctHues(firsts, elsewhere)
  const shows = firsts.map(
    (first, i): KeyShownPicture => ({
      text: first.text,
      hue: hues[i] ?? null,
      nodes: groups.get(first.name)!.map(({ node }) => node),
      isBehind: isBehind(first),
    }),
  )
  return { key, isApart: shows.filter((each) => !each.isBehind).length > 1, shows }
}

/** By its tone; who would look like another of these takes the next hue that is free. */
function distinctHues(firsts: readonly Copy[], elsewhere: readonly Hue[]): readonly Hue[] {
  const taken = new Set(elsewhere)
  return firsts.map(({ tone }) => {
    if (tone < 1) return null
    const free = Array.from({ length: HUES }, (_, i) => hueOf(tone + i)).find((hue) => !taken.has(hue))
    const hue = free ?? hueOf(tone)
    taken.add(hue)
    return hue
  })
}

/** Do all nodes show the same? */
export function isAgreed({ shows }: KeyPicture): boolean {
  return shows.length < 2
}

/** Keys that nodes have come apart on first, then those on which some are behind, then the others. */
export function byDisagreement(keys: readonly KeyPicture[]): readonly KeyPicture[] {
  const apart = keys.filter(({ isApart }) => isApart)
  const behind = keys.filter((key) => !key.isApart && !isAgreed(key))
  return [...apart, ...behind, ...keys.filter(isAgreed)]
}

/** What a node shows, of so many keys: of those that it disagrees on with others first. */
export function heldBy(node: string, keys: readonly KeyPicture[], most: number): readonly HeldPicture[] {
  return byDisagreement(keys)
    .flatMap((key) => {
      const { text, hue } = key.shows.find(({ nodes }) => nodes.includes(node)) ?? { text: '', hue: null }
      return text === '' ? [] : [{ key: key.key, text, hue, differs: !isAgreed(key) }]
    })
    .slice(0, most)
}

/** "x: 7 at n1, 5 at n2 and n3" */
export function agreementText({ key, isApart, shows }: KeyPicture): string {
  const [only] = shows
  if (only !== undefined && shows.length === 1) return `${key}: ${only.text} at ${listed(only.nodes)}`
  const parts = shows.map(
    ({ text, nodes, isBehind }) => `${text} at ${listed(nodes)}${isBehind ? ', behind' : ''}`,
  )
  return `${key} ${isApart ? 'has come apart' : 'differs'}: ${parts.join('; ')}`
}

function listed(nodes: readonly string[]): string {
  return nodes.length < 3 ? nodes.join(' and ') : `${nodes.slice(0, -1).join(', ')} and ${nodes.at(-1)}`
}
