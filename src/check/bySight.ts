// Consistencies that are judged by who saw what: session guarantees and causal consistency.

import { brokenCausality, type Causality } from './causal.ts'
import { type Link, link } from './cycle.ts'
import { type Event, factsOf } from './facts.ts'
import { effective, type History, isOpen, type Operation, opened } from './history.ts'
import { shownValue } from './models/cell.ts'
import { smallest } from './search/smallest.ts'
import { brokenGuarantee, type Guarantee } from './sessions.ts'
import { Budget, type Checker, judged, type Setting } from './setting.ts'
import type { Broken, Reasoned, Verdict } from './verdict.ts'
import { type Code, type Said, said } from './words.ts'

/** A circle of links between events; null if there is none. */
type Contradiction = (events: readonly Event[]) => readonly Link[] | null

/** What it takes to look at a history, for each operation, in steps that take as long. */
const STEPS_TO_LOOK = 20

export function guarantee(name: Guarantee, claim: Code): Checker {
  return (history, setting) =>
    decided(history, setting, claim, (events) => brokenGuarantee(events, name, givenOrder(events, setting)))
}

export function causality(name: Causality, claim: Code): Checker {
  return (history, setting) => decided(history, setting, claim, (events) => brokenCausality(events, name))
}

/** Writes of each key in the order in which somebody says they took effect. */
function givenOrder(events: readonly Event[], { order }: Setting): Link[] {
  const places = new Map(order.map((id, place) => [id, place]))
  const placeOf = ({ operation }: Event) => places.get(operation.id)!
  const known = events.filter(({ operation, isWrite }) => isWrite && places.has(operation.id))
  const latest = new Map<string, Event>()
  return known
    .sort((a, b) => placeOf(a) - placeOf(b))
    .flatMap((event) => {
      const before = latest.get(event.key)
      latest.set(event.key, event)
      return before === undefined ? [] : [link(before.index, event.index, 'tookEffectBefore')]
    })
}

function decided(history: History, setting: Setting, claim: Code, contradiction: Contradiction): Verdict {
  const facts = factsOf(history, setting)
  if (facts.is === 'unclear') {
    const { key, why } = facts
    return { ...judged(history, setting, 0), verdict: 'undecided', key, why }
  }
  const sight = new Sight(history, setting, contradiction)
  const closed = effective(history).filter((operation) => !isOpen(operation))
  const found = sight.among(closed)
  const common = judged(history, setting, sight.budget.used)
  if (found === null) return { ...common, verdict: 'holds', orders: [] }
  return { ...common, verdict: 'broken', ...evidenceIn(closed, sight, claim) }
}

/** What contradicts the consistency, and in one sentence if it is not what was looked for. */
interface Found {
  readonly events: readonly Event[]
  readonly links: readonly Link[]
  readonly claim: Said | null
}

/** Looks at a history again and again, each time with only some of it closed and all else open. */
class Sight {
  readonly budget: Budget
  private readonly operations: readonly Operation[]
  private readonly whenOpen: readonly Operation[]
  private readonly setting: Setting
  private readonly contradiction: Contradiction

  constructor(history: History, setting: Setting, contradiction: Contradiction) {
    this.budget = new Budget(setting.steps)
    this.operations = effective(history)
    this.whenOpen = this.operations.map(opened)
    this.setting = setting
    this.contradiction = contradiction
  }

  among(closed: readonly Operation[]): Found | null {
    this.budget.used += this.operations.length * STEPS_TO_LOOK
    const kept = new Set(closed)
    const history = this.operations.map((each, index) => (kept.has(each) ? each : this.whenOpen[index]!))
    const facts = factsOf(history, this.setting)
    if (facts.is === 'unclear') return null
    if (facts.is === 'invented') {
      const claim = said('wasInvented', facts.operation.id, facts.value)
      return { events: [], links: [], claim }
    }
    const links = this.contradiction(facts.events)
    return links === null ? null : { events: facts.events, links, claim: null }
  }
}

function evidenceIn(
  closed: readonly Operation[],
  sight: Sight,
  claim: Code,
): Pick<Broken, 'key' | 'evidence'> {
  const isBroken = (chosen: readonly Operation[]) => sight.among(chosen) !== null
  const { chosen, isProven } = smallest(closed, isBroken, () => sight.budget.hasStep())
  const found = sight.among(chosen)!
  const keys = new Set(chosen.map(({ key }) => key))
  const evidence = {
    claim: found.claim ?? said(claim),
    operations: chosen.map((operation) => reasoned(operation, found)),
    context: contextOf(chosen, found),
    isTight: true,
    isShortest: isProven,
    longest: null,
  }
  return { key: keys.size === 1 ? [...keys][0]! : null, evidence }
}

/** The first thing that the circle says of it; else what it was told or did. */
function reasoned(operation: Operation, { events, links }: Found): Reasoned {
  const { id, f, input, output } = operation
  const idOf = (index: number) => events[index]!.operation.id
  const each = links.find(({ from, to }) => idOf(from) === id && idOf(to) !== id)
  if (each !== undefined) return { id, reason: said(each.why, idOf(each.to), ...each.because.map(idOf)) }
  return { id, reason: f === 'read' ? said('wasTold', shownValue(output)) : said('wrote', shownValue(input)) }
}

/** Others in the circle: what they were told does not matter. */
function contextOf(chosen: readonly Operation[], { events, links }: Found): readonly number[] {
  const ids = new Set(chosen.map(({ id }) => id))
  const inCircle = links.flatMap(({ from, to, because }) => [from, to, ...because])
  const others = inCircle.map((index) => events[index]!.operation.id).filter((id) => !ids.has(id))
  return [...new Set(others)].sort((a, b) => a - b)
}
