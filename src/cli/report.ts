// What a run came to, as one object: the same for --json and for people.

import type { Trace } from '../engine/trace.ts'
import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { Scenario } from '../sim/scenario.ts'
import { fill, milliseconds } from '../sim/words.ts'

export interface Report {
  readonly scenario: string
  readonly seed: string
  readonly events: number
  readonly simulatedUs: number
  readonly fingerprint: string
  readonly violations: readonly {
    readonly invariant: string
    readonly event: number
    readonly atUs: number
    readonly sentence: string
  }[]
  readonly history: {
    readonly ok: number
    readonly fail: number
    readonly unknown: number
    readonly pending: number
  }
}

export function reportOf(sim: Sim, scenario: Scenario, seed: string, world: World): Report {
  const history = { ok: 0, fail: 0, unknown: 0, pending: 0 }
  for (const { outcome } of world.history) history[outcome]++
  return {
    scenario: scenario.id,
    seed,
    events: world.rows,
    simulatedUs: world.nowUs,
    fingerprint: world.fingerprint(),
    violations: world.violations.map(({ invariant, row, atUs, params }) => ({
      invariant,
      event: row + 1,
      atUs,
      sentence: fill(
        sim.invariants.find(({ id }) => id === invariant)?.broken ?? invariant,
        params,
        '',
        sim.words.reasons,
      ),
    })),
    history,
  }
}

export function printReport(report: Report): void {
  const { ok, fail, unknown, pending } = report.history
  console.log(`${report.scenario}, seed ${report.seed}`)
  console.log(`  ${report.events} events in ${milliseconds(report.simulatedUs)} ms of simulated time`)
  console.log(`  fingerprint ${report.fingerprint}`)
  console.log(`  operations: ${ok} ok, ${fail} failed, ${unknown} unknown, ${pending} pending`)
  if (report.violations.length === 0) console.log('  every promise held')
  for (const { invariant, event, atUs, sentence } of report.violations)
    console.log(`  broken: ${invariant} at event ${event}, ${milliseconds(atUs)} ms: ${sentence}`)
}

/** Rows of a trace, one line each: time, kind, node and what was noted. */
export function printEvents(sim: Sim, trace: Trace): void {
  for (let row = 0; row < trace.rows; row++) {
    const node = trace.nodeIds[trace.node(row)] ?? ''
    const sentences = trace.notes(row).flatMap(({ code, params, node: on }) => {
      const template = sim.words.notes[code]
      return template === undefined ? [] : [fill(template, params, on, sim.words.reasons)]
    })
    const message =
      trace.message(row) < 0 ? trace.label(row) : sim.describe(trace.messageAt(trace.message(row)).message)
    const what = sentences.length > 0 ? sentences.join('; ') : message
    console.log(
      `${milliseconds(trace.atUs(row)).padStart(9)} ms  ${node.padEnd(4)} ${trace.kind(row).padEnd(12)} ${what}`,
    )
  }
}
