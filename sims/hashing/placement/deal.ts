// Parts dealt out to nodes, and dealt again when nodes come and go: a node that comes takes parts from the fullest, and
// those of a node that goes are given to the emptiest. No part ever changes hands between two nodes that stay as they
// are, which is why what was dealt before must be remembered.

import type { Deal, Member } from './placement.ts'

/** A deal under way: how many parts each member has. */
interface Hand {
  readonly member: Member
  /** Its fair share of all parts. */
  readonly fair: number
  count: number
  /** It came, or has another weight than before: it may take and give. */
  readonly isNew: boolean
}

/** Deals parts in this order, each to who then has least for its weight. */
export function dealAnew(order: readonly number[], members: readonly Member[]): string[] {
  const hands = handsOf([], members, order.length, null)
  const owners: string[] = new Array(order.length).fill('')
  for (const part of order) owners[part] = take(emptiest(hands))
  return owners
}

/** Only what belongs to nobody any more is dealt. */
export function dealOrphans(before: Deal, members: readonly Member[]): Deal {
  const hands = handsOf(before.owners, members, before.owners.length, before.weights)
  return { ...before, owners: adopted(before.owners, hands), weights: weightsOf(members) }
}

/** Deals what belongs to nobody, then gives who came, or has another weight, its fair share. */
export function dealFairly(before: Deal, members: readonly Member[]): Deal {
  const hands = handsOf(before.owners, members, before.owners.length, before.weights)
  const owners = adopted(before.owners, hands)
  for (const hand of hands) if (hand.isNew) level(hand, hands, owners)
  return { ...before, owners, weights: weightsOf(members) }
}

export function weightsOf(members: readonly Member[]): Readonly<Record<string, number>> {
  return Object.fromEntries(members.map(({ id, weight }) => [id, weight]))
}

function handsOf(
  owners: readonly string[],
  members: readonly Member[],
  parts: number,
  before: Deal['weights'] | null,
): Hand[] {
  const all = members.reduce((sum, { weight }) => sum + weight, 0)
  return members.map((member) => ({
    member,
    fair: (parts * member.weight) / all,
    count: owners.filter((owner) => owner === member.id).length,
    isNew: before !== null && before[member.id] !== member.weight,
  }))
}

function adopted(owners: readonly string[], hands: readonly Hand[]): string[] {
  const known = new Set(hands.map(({ member }) => member.id))
  return owners.map((owner) => (known.has(owner) ? owner : take(emptiest(hands))))
}

function take(hand: Hand): string {
  hand.count++
  return hand.member.id
}

/** Takes from the fullest up to its fair share, or gives to the emptiest down to it. */
function level(hand: Hand, hands: readonly Hand[], owners: string[]): void {
  const others = hands.filter((other) => other !== hand)
  if (others.length === 0) return
  while (hand.count + 1 <= hand.fair) {
    const donor = fullest(others)
    if (donor.count <= donor.fair) return
    pass(donor, hand, owners)
  }
  while (hand.count - 1 >= hand.fair) pass(hand, emptiest(others), owners)
}

/** The last part that the one has becomes the other's. */
function pass(from: Hand, to: Hand, owners: string[]): void {
  owners[owners.lastIndexOf(from.member.id)] = to.member.id
  from.count--
  to.count++
}

function emptiest(hands: readonly Hand[]): Hand {
  const after = ({ count, member }: Hand) => (count + 1) / member.weight
  return hands.reduce((best, hand) => (after(hand) < after(best) ? hand : best))
}

function fullest(hands: readonly Hand[]): Hand {
  const now = ({ count, member }: Hand) => count / member.weight
  return hands.reduce((best, hand) => (now(hand) > now(best) ? hand : best))
}
