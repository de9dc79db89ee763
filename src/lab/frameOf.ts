// One moment of a run, made into a frame. Everything in it is computed from the world at that moment and from what
// the trace says up to it; nothing depends on having played up to it.

import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { NodeView } from '../sim/engineTypes.ts'
import type { LanePicture, OperationPicture, PromisePicture } from '../sim/picture.ts'
import { fill } from '../sim/words.ts'
import type { Chronicle } from './chronicle.ts'
import { clusterOf, pictureView, serversOf } from './clusterOf.ts'
import type { FaultChip, FieldChange, Frame } from './frame.ts'
import { inspectNodes } from './inspect.ts'
import { generalMetrics, metricsOf } from './metrics.ts'
import { type Narrated, narrate } from './narrate.ts'
import type { Timeline } from './timeline.ts'
import { effectText, faultTitle } from './titles.ts'
import { trailsOf } from './trails.ts'

/** Of long runs a frame shows the latest of these. */
const MOST_OPERATIONS = 300
const MOST_TRUTHS = 200
const MOST_LANES = 600

export interface Moment {
  readonly sim: Sim
  readonly timeline: Timeline
  readonly endUs: number
  readonly chronicle: Chronicle
  readonly narrated: Narrated
  readonly row: number
  /** The world at the playhead. */
  readonly world: World
  readonly changes: readonly FieldChange[]
  /** The node the event in `row` happened on, as it was before. */
  readonly before: NodeView | null
}

export function frameOf(moment: Moment): Frame {
  const { sim, timeline, chronicle, narrated, row, world, changes, before } = moment
  const { trace } = timeline
  const view = pictureView(world, before)
  const picture = sim.picture(view)
  const wrong = sim.wrong(world.truth as Parameters<Sim['wrong']>[0], world.violations)
  const servers = serversOf(sim, world)
  const cluster = clusterOf(narrated, world, view, picture)
  return {
    row,
    rows: timeline.rows,
    atUs: world.nowUs,
    rowAtUs: row < 0 ? 0 : trace.atUs(row),
    nextUs: row + 1 < timeline.rows ? trace.atUs(row + 1) : null,
    endUs: moment.endUs,
    fingerprint: world.fingerprint(),
    cluster,
    table: picture.table,
    charts: picture.charts,
    ring: picture.ring ?? null,
    transactions: picture.transactions ?? null,
    holds: picture.holds ?? [],
    keys: picture.keys ?? [],
    operations: operationsOf(sim, world, wrong),
    truth: latest(
      chronicle.truths.filter((truth) => truth.row <= row),
      MOST_TRUTHS,
    ).map(({ key, text, fromUs }) => ({ key, text, fromUs })),
    lanes: lanesAt(chronicle, row, servers),
    trails: trailsOf(narrated, world, row, servers),
    now: row < 0 ? null : narrate(narrated, row),
    changes,
    faults: chipsOf(world, timeline.end, narrated),
    promises: promisesOf(sim, world),
    nodes: inspectNodes(world),
    metrics: metricsOf(
      generalMetrics(world.history, wrong, chronicle, world.messages, world.nowUs),
      sim.metrics?.(view) ?? [],
    ),
    settings: world.settings,
    brokenRules: Object.keys(world.broken).filter((rule) => world.broken[rule]),
    ties: tiesAt(timeline, row),
  }
}

function operationsOf(sim: Sim, world: World, wrong: ReturnType<Sim['wrong']>): OperationPicture[] {
  return latest(world.history, MOST_OPERATIONS).map((operation) => {
    const { id, client, invokedUs, completedUs, outcome } = operation
    return {
      id,
      client,
      invokedUs,
      completedUs,
      outcome,
      ...sim.operation(operation),
      broken: wrong[id] ?? null,
    }
  })
}

function lanesAt(chronicle: Chronicle, row: number, isServer: ReadonlySet<string>): LanePicture[] {
  const past = chronicle.lanes.filter((lane) => lane.fromRow <= row && isServer.has(lane.node))
  return latest(past, MOST_LANES).map(({ node, fromUs, untilUs, untilRow, style, hue }) => ({
    node,
    fromUs,
    untilUs: untilRow === null || untilRow > row ? null : untilUs,
    style,
    hue,
  }))
}

function chipsOf(world: World, end: World, { interventionOf }: Narrated): FaultChip[] {
  return world.faults.map(({ id, sinceUs, command }) => {
    const receipt = { ...(world.receipts[id] ?? { messages: 0, timers: 0, writes: 0 }) }
    const now = effectText(command, receipt)
    // A fault that touches something later must not be called harmless now.
    const later = effectText(command, end.receipts[id] ?? receipt)
    const effect = now === NO_EFFECT && later !== NO_EFFECT ? 'no effect yet' : now
    const isPlanned = interventionOf(id)?.doer === 'scenario'
    return { id, title: faultTitle(command), sinceUs, isPlanned, receipt, effect }
  })
}

const NO_EFFECT = 'no effect on this run'

function promisesOf(sim: Sim, world: World): PromisePicture[] {
  return sim.invariants.map(({ id, title, formal, paper, broken, unless }) => {
    const violation = world.violations.find(({ invariant }) => invariant === id)
    const notMade = unless?.(world.settings) ?? null
    if (violation === undefined) return { id, title, formal, paper, notMade, broken: null }
    const { row, atUs, params } = violation
    return {
      id,
      title,
      formal,
      paper,
      notMade,
      broken: { row, atUs, detail: fill(broken, params, '', sim.words.reasons) },
    }
  })
}

/** How many events share the row's microsecond. */
function tiesAt({ trace, rows }: Timeline, row: number): number {
  if (row < 0) return 0
  const atUs = trace.atUs(row)
  let [first, last] = [row, row]
  while (first > 0 && trace.atUs(first - 1) === atUs) first--
  while (last + 1 < rows && trace.atUs(last + 1) === atUs) last++
  return last - first + 1
}

function latest<T>(items: readonly T[], most: number): readonly T[] {
  return items.length <= most ? items : items.slice(-most)
}
