// Every moment at which a node can die, in every variant, enumerated: AC1 to AC4 hold at every event, and AC5 once the dead
// are back. The labelled moments make a table of who is in doubt until when, to be read beside the textbook.

import { describe, expect, test } from 'vitest'
import { CALM, CRASH_POINTS, type CrashPoint } from '../../../sims/transactions/crashPoints.ts'
import type { Truth } from '../../../sims/transactions/observer/truth.ts'
import type { Memory } from '../../../sims/transactions/state.ts'
import {
  ASKED_US,
  type Bench,
  benchWorld,
  LATENCY_US,
  SYNC_US,
} from '../../../sims/transactions/tables/bench.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { World } from '../../../src/engine/world.ts'

const END_US = 4_000_000
/** Long enough for everybody to lose patience meanwhile, and too short for anybody to. */
const ABSENCES_US = [900_000, 30_000]
/** Two inquiries, and a ballot. */
const MOST_DOUBT_US = 700_000
const PATIENCE = { idleUs: 500_000, clientRetries: 2 }

interface Variant {
  readonly presumption: string
  readonly place: string
  readonly cooperative: boolean
}

const VARIANTS: readonly Variant[] = ['nothing', 'abort', 'commit'].flatMap((presumption) =>
  ['apart', 'beside'].flatMap((place) =>
    [false, true].map((cooperative) => ({ presumption, place, cooperative })),
  ),
)

interface PaxosVariant extends Variant {
  readonly protocol: 'paxosCommit'
  readonly faster: boolean
}

/** Three acceptors: coordinators of their own, or beside three participants. */
function paxosVariants(sites: number): readonly PaxosVariant[] {
  const common = { protocol: 'paxosCommit', presumption: 'nothing' } as const
  return (sites < 3 ? ['apart'] : ['apart', 'beside']).flatMap((place) =>
    [false, true].flatMap((faster) => [{ ...common, place, faster, cooperative: false }]),
  )
}

function isPaxos(variant: Variant): variant is PaxosVariant {
  return 'protocol' in variant
}

function titleOf(variant: Variant): string {
  const { presumption, place, cooperative } = variant
  if (isPaxos(variant)) return `${variant.faster ? 'faster ' : ''}Paxos Commit, three acceptors ${place}`
  return `presumed ${presumption}, ${place}${cooperative ? ', cooperative' : ''}`
}

/** Right after so many events of that moment. */
function death(node: string, atUs: number, after: number, awayUs: number): readonly Intervention[] {
  return [
    { id: 'crash', atUs, after, do: { kind: 'crash', node } },
    { id: 'back', atUs: atUs + awayUs, do: { kind: 'restart', node } },
  ]
}

function runOf(bench: Bench, interventions: readonly Intervention[]): World {
  const { world } = benchWorld({ ...bench, interventions })
  world.advanceTo(END_US)
  return world
}

/** Names what is wrong; empty if nothing is. */
function wrongIn({ violations, nodes, history }: World): readonly string[] {
  const busy = nodes.filter(({ process, memory }) => process !== 'client' && isBusy(memory))
  return [
    ...violations.map(({ invariant }) => invariant),
    ...busy.map(({ id }) => `${id} has not ended`),
    ...(history[0]?.outcome === 'pending' ? ['no answer'] : []),
  ]
}

function isBusy({ tasks, deals }: Memory): boolean {
  return Object.keys(tasks).length + Object.keys(deals).length > 0
}

/** Each event of the undisturbed run, as a moment right after it. */
function momentsOf(bench: Bench): readonly { readonly atUs: number; readonly after: number }[] {
  const { world, trace } = benchWorld(bench)
  world.advanceTo(END_US)
  const moments: { atUs: number; after: number }[] = []
  for (let row = 0; row < trace.rows; row++) {
    const atUs = trace.atUs(row)
    const before = moments.at(-1)
    moments.push({ atUs, after: before?.atUs === atUs ? before.after + 1 : 1 })
  }
  return moments.filter(({ atUs }) => atUs >= ASKED_US)
}

describe.each([2, 3])('%i participants', (sites) => {
  test.each(VARIANTS.map((variant) => [titleOf(variant), variant] as const))(
    '%s: whoever dies, and at whatever event',
    (_, variant) => {
      const wrong: string[] = []
      let runs = 0
      for (const isRefused of [false, true]) {
        for (const sendGapUs of [0, 4_000]) {
          const bench: Bench = { sites, isRefused, settings: { ...PATIENCE, ...variant, sendGapUs } }
          const mortals = Array.from({ length: sites }, (_, i) => `p${i + 1}`)
          if (variant.place === 'apart') mortals.push('k1')
          for (const { atUs, after } of momentsOf(bench))
            for (const node of mortals)
              for (const awayUs of ABSENCES_US) {
                runs++
                const found = wrongIn(runOf(bench, death(node, atUs, after, awayUs)))
                for (const what of found)
                  wrong.push(`${what}: ${node} dies at ${atUs}+${after} for ${awayUs}`)
              }
        }
      }
      expect(wrong).toEqual([])
      expect(runs).toBeGreaterThan(150)
    },
  )
})

describe.each([2, 3])('three-phase commit, %i participants', (sites) => {
  const settings = { ...PATIENCE, protocol: 'threePhase' }

  test('whoever dies, and at whatever event', () => {
    const wrong: string[] = []
    for (const isRefused of [false, true]) {
      const bench: Bench = { sites, isRefused, settings }
      const mortals = ['k1', ...Array.from({ length: sites }, (_, i) => `p${i + 1}`)]
      for (const { atUs, after } of momentsOf(bench))
        for (const node of mortals)
          for (const awayUs of ABSENCES_US)
            for (const what of wrongIn(runOf(bench, death(node, atUs, after, awayUs))))
              wrong.push(`${what}: ${node} dies at ${atUs}+${after} for ${awayUs}`)
    }
    expect(wrong).toEqual([])
  })

  test('nobody who lives waits for the coordinator, whenever it dies', () => {
    const bench: Bench = { sites, settings }
    for (const { atUs, after } of momentsOf(bench)) {
      const { past } = runOf(bench, death('k1', atUs, after, 2_000_000)).truth as Truth
      for (const { kind, fromUs, untilUs } of past)
        if (kind === 'doubts') expect([atUs, untilUs - fromUs < 700_000]).toEqual([atUs, true])
    }
  })
})

describe.each(
  [2, 3].flatMap((sites) =>
    paxosVariants(sites).map((variant) => [titleOf(variant), sites, variant] as const),
  ),
)('%s, %i participants', (_, sites, variant) => {
  const participants = Array.from({ length: sites }, (__, i) => `p${i + 1}`)
  const acceptors = variant.place === 'beside' ? participants : ['k1', 'k2', 'k3']
  const [leader] = acceptors
  const settings = { ...PATIENCE, ...variant }

  test('whoever dies, and at whatever event', () => {
    const wrong: string[] = []
    let runs = 0
    for (const isRefused of [false, true])
      for (const sendGapUs of [0, 4_000]) {
        const bench: Bench = { sites, coordinators: 3, isRefused, settings: { ...settings, sendGapUs } }
        for (const { atUs, after } of momentsOf(bench))
          for (const node of new Set([...acceptors, ...participants]))
            for (const awayUs of ABSENCES_US) {
              runs++
              for (const what of wrongIn(runOf(bench, death(node, atUs, after, awayUs))))
                wrong.push(`${what}: ${node} dies at ${atUs}+${after} for ${awayUs}`)
            }
      }
    expect(wrong).toEqual([])
    expect(runs).toBeGreaterThan(600)
  })

  test('nobody who lives waits for an acceptor, be it the leader, whenever it dies', () => {
    const bench: Bench = { sites, coordinators: 3, settings }
    const late: string[] = []
    for (const { atUs, after } of momentsOf(bench))
      for (const node of acceptors) {
        const { past, open } = runOf(bench, death(node, atUs, after, 2_000_000)).truth as Truth
        for (const span of [...past, ...Object.values(open)])
          if (span.kind === 'doubts' && span.node !== node && doubtUs(span) > MOST_DOUBT_US)
            late.push(`${span.node} is in doubt when ${node} dies at ${atUs}+${after}`)
      }
    expect(late).toEqual([])
  })

  test('with two of three away they wait', () => {
    const bench: Bench = { sites, coordinators: 3, settings }
    const atUs = ASKED_US + 44_000
    const both = acceptors
      .filter((node) => node !== leader)
      .flatMap((node) => [
        { id: `crash ${node}`, atUs, do: { kind: 'crash', node } } as const,
        { id: `back ${node}`, atUs: atUs + 2_000_000, do: { kind: 'restart', node } } as const,
      ])
    const { past, fates } = runOf(bench, both).truth as Truth
    const waits = past.filter(({ kind, node }) => kind === 'doubts' && node === 'p1').map(doubtUs)
    expect(Math.max(...waits)).toBeGreaterThan(1_900_000)
    expect(participants.map((node) => fates['c1.1']?.ended[node])).toEqual(participants.map(() => 'commit'))
  })
})

function doubtUs({ fromUs, untilUs }: Truth['past'][number]): number {
  return (untilUs < 0 ? END_US : untilUs) - fromUs
}

test('what is found wrong is found: a participant that forgets its promise', () => {
  const bench: Bench = { sites: 2, settings: PATIENCE, broken: ['forgetsPrepared'] }
  const found = momentsOf(bench).flatMap(({ atUs, after }) =>
    wrongIn(runOf(bench, death('p1', atUs, after, 900_000))),
  )
  expect(found).toContain('ac1')
})

// The table.

function victimOf({ who }: CrashPoint, { place }: Variant): string {
  if (who === 'participant') return 'p2'
  return place === 'beside' ? 'p1' : 'k1'
}

/**
 * Where a commit is presumed, and under Paxos Commit, everything is one forced write later; there what acceptors have on disk must
 * reach the leader besides.
 */
function laterUs({ afterUs }: CrashPoint, variant: Variant): number {
  if (isPaxos(variant)) return SYNC_US + (afterUs > FORCED_US ? LATENCY_US : 0)
  return variant.presumption === 'commit' ? SYNC_US : 0
}

/** When the decision is on disk: the coordinator's, or what the acceptors keep. */
const FORCED_US = 54_000

function lineOf(sites: number, point: CrashPoint, variant: Variant): string {
  const atUs = ASKED_US + point.afterUs + laterUs(point, variant)
  const settings = { ...CALM, ...PATIENCE, clientRetries: 0, ...variant }
  const bench: Bench = { sites, coordinators: isPaxos(variant) ? 3 : 1, settings }
  const world = runOf(bench, death(victimOf(point, variant), atUs, 0, 900_000))
  const truth = world.truth as Truth
  const waits = Array.from({ length: sites }, (_, i) => {
    const spans = truth.past.filter(
      ({ node, kind, tx }) => node === `p${i + 1}` && kind === 'doubts' && tx === 'c1.1',
    )
    return spans.length === 0
      ? '-'
      : String(spans.reduce((sum, one) => sum + one.untilUs - one.fromUs, 0) / 1000)
  })
  const cells = [victimOf(point, variant), truth.fates['c1.1']?.ended.p1 ?? 'none', ...waits]
  return `  ${point.title.padEnd(30)} ${cells.map((cell) => cell.padStart(7)).join(' ')}`
}

test('the table of who is in doubt, and for how long', async () => {
  const blocks = [2, 3].flatMap((sites) =>
    [...VARIANTS, ...paxosVariants(sites)].map((variant) => {
      const names = ['dies', 'ends', ...Array.from({ length: sites }, (_, i) => `p${i + 1}`)]
      const head = `  ${''.padEnd(30)} ${names.map((name) => name.padStart(7)).join(' ')}`
      const lines = CRASH_POINTS.map((point) => lineOf(sites, point, variant))
      return `${sites} participants, ${titleOf(variant)}\n${[head, ...lines].join('\n')}\n`
    }),
  )
  const intro =
    'Who is in doubt, and for how many ms, when one node dies at a labelled moment and is back after 900 ms.\n' +
    'A message takes 10 ms, a forced write 1 ms, each send of the outcome 4 ms; who is in doubt asks after 300 ms.\n' +
    'Under Paxos Commit the decision is logged when the acceptors have all votes on disk.\n\n'
  await expect(intro + blocks.join('\n')).toMatchFileSnapshot('../../golden/crash-points.txt')
})
