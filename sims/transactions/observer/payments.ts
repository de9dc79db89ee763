// What is promised of charges, from the books of the provider and those of the company: an order is charged once, and when
// nothing is under way both say the same.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import { heldOn, type ProviderMemory, takenFrom } from '../provider.ts'
import type { LogRecord } from '../state.ts'
import { isAllIdle } from './calm.ts'
import { note } from './fates.ts'
import { requestOf, type Truth } from './truth.ts'

/** What the provider wrote in this event. */
export function watchProvider(
  truth: Truth,
  world: WorldView,
  { id, memory }: NodeView,
  report: Report,
): void {
  const { touched, charges }: ProviderMemory = memory
  const charge = charges[touched]
  if (charge !== undefined)
    note(truth, { node: id, atUs: world.nowUs, tx: touched, kind: charge.standing, isForced: true })
  if (charge?.standing !== 'captured') return
  const order = requestOf(touched.split('/')[0]!)
  const before = truth.charged[order]
  truth.charged[order] = touched
  if (before !== undefined && before !== touched && charges[before]?.standing === 'captured') {
    truth.doubleCharges++
    report.violate('chargedOnce', charge.card, order, before, touched)
  }
  checkCharges(truth, world, report)
}

/** What came to a site in this event may have been the last of it. */
export function watchBooks(truth: Truth, world: WorldView, { memory }: NodeView, report: Report): void {
  if (truth.hasProvider && memory.touched.length > 0) checkCharges(truth, world, report)
}

/** Nothing is under way at any site, so nobody is looking into it any more. */
function checkCharges(truth: Truth, world: WorldView, report: Report): void {
  if (!isAllIdle(world.nodes)) return
  const wrong = cardsOf(truth, world.nodes).find(isOff)
  if (wrong !== undefined) report.violate('chargesMatch', wrong.card, wrong.paid + wrong.held, wrong.booked)
}

/** One card: what has been taken from it, what is held on it, and what the company has booked. */
interface Card {
  readonly card: string
  readonly paid: number
  readonly held: number
  readonly booked: number
}

function isOff({ paid, held, booked }: Card): boolean {
  return paid + held !== booked
}

/** What each card has paid to the provider, and what the company has booked for it. */
export function cardsOf({ initial }: Pick<Truth, 'initial'>, nodes: readonly NodeView[]): readonly Card[] {
  const memory: ProviderMemory | undefined =
    nodes.find(({ process }) => process === 'provider')?.memory ?? undefined
  if (memory === undefined) return []
  return Object.keys(initial)
    .filter((key) => /^c\d+$/.test(key))
    .map((card) => ({
      card,
      paid: takenFrom(memory, card),
      held: heldOn(memory, card),
      booked: initial[card]! - valueIn(card, nodes),
    }))
}

function valueIn(card: string, nodes: readonly NodeView[]): number {
  const keeper = nodes.find(
    ({ process, memory }) => process === 'participant' && memory?.rows[card] !== undefined,
  )
  return keeper?.memory.rows[card].value ?? 0
}

/** Charges that a site has put down, and nothing of what came of them. */
export function openCharges(log: readonly LogRecord[]): readonly string[] {
  const open = new Set<string>()
  for (const record of log) {
    if (record.role === 'payment' && record.kind !== 'settled') open.add(record.name)
    else if (record.role === 'payment' || record.role === 'step') open.delete(record.name)
    else if (record.role === 'participant') open.delete(record.tx)
  }
  return [...open]
}

/** Somebody has paid what is not booked, or the other way round, and nobody who asked for it is still at it. */
export function isAdrift(truth: Truth, nodes: readonly NodeView[]): boolean {
  return isAllIdle(nodes) && cardsOf(truth, nodes).some(isOff)
}
