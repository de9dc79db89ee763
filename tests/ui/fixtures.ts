// One moment of one story, as pictures: n1 crashed, n5 and c2 cut off, n2 standing in term 4. The figure tests draw
// it at many sizes, and so does the page for looking at figures.

import type { Landmark, RunInfo } from '../../src/lab/frame.ts'
import type {
  CellPicture,
  ChartPicture,
  ClusterPicture,
  FlightPicture,
  Hue,
  LanePicture,
  LinkPicture,
  NodePicture,
  OperationPicture,
  TablePicture,
  TruthPicture,
  WallPicture,
} from '../../src/sim/picture.ts'

export const AT_US = 1_412_000

export function aNode(id: string, more: Partial<NodePicture> = {}): NodePicture {
  return {
    id,
    glyph: 'follower',
    letter: 'F',
    hue: 3,
    status: 'up',
    caption: 'follower, term 3',
    detail: null,
    isBroken: false,
    silence: { fromUs: 1_200_000, untilUs: 1_480_000 },
    votes: null,
    badges: [],
    unsyncedWrites: 0,
    ...more,
  }
}

export function aClient(id: string, more: Partial<NodePicture> = {}): NodePicture {
  return aNode(id, { glyph: 'client', letter: 'c', hue: null, caption: 'client', silence: null, ...more })
}

let nextId = 1

export function aFlight(from: string, to: string, more: Partial<FlightPicture> = {}): FlightPicture {
  return {
    id: nextId++,
    ref: { from, to, nth: 0 },
    from,
    to,
    type: 'RequestVote',
    mark: 'vote',
    hue: 4,
    label: 'RequestVote',
    line: `${from}→${to} RequestVote term=4`,
    sentUs: 1_392_000,
    arrivesUs: 1_420_000,
    lost: null,
    isHeld: false,
    isQuiet: false,
    ...more,
  }
}

export function allLinks(
  ids: readonly string[],
  more: (a: string, b: string) => Partial<LinkPicture> = () => ({}),
): LinkPicture[] {
  return ids.flatMap((a, i) =>
    ids.slice(i + 1).map((b) => ({ a, b, cut: 'none' as const, disturbed: null, ...more(a, b) })),
  )
}

/** A cut of every link between two sides. */
export function aWall(
  first: readonly string[],
  second: readonly string[],
  more: Partial<WallPicture> = {},
): WallPicture {
  const forth = first.flatMap((a) => second.map((b) => [a, b] as const))
  const back = forth.map(([a, b]) => [b, a] as const)
  return {
    fault: 'f1',
    name: `${first.join(', ')} cut off`,
    sides: [first, second],
    isOneWay: false,
    links: [...forth, ...back],
    ...more,
  }
}

const IDS = ['n1', 'n2', 'n3', 'n4', 'n5', 'c1', 'c2']
const SIDE = ['n5', 'c2']
const isAcross = (a: string, b: string) => SIDE.includes(a) !== SIDE.includes(b)

export const mockCluster: ClusterPicture = {
  nodes: [
    aNode('n1', {
      status: 'crashed',
      caption: 'crashed',
      detail: 'led term 3',
      silence: null,
      glyph: 'leader',
      letter: 'L',
    }),
    aNode('n2', {
      glyph: 'candidate',
      letter: 'C',
      hue: 4,
      caption: 'candidate, term 4',
      detail: '1 of 3 votes',
      votes: ['has', 'way', 'open'],
      silence: { fromUs: 1_392_000, untilUs: 1_640_000 },
    }),
    aNode('n3', { hue: 4, caption: 'follower, term 4', silence: { fromUs: 1_406_000, untilUs: 1_680_000 } }),
    aNode('n4', { silence: { fromUs: 1_214_000, untilUs: 1_478_000 } }),
    aNode('n5', { silence: { fromUs: 1_130_000, untilUs: 1_430_000 } }),
    aClient('c1', { caption: 'y=1, waiting 226 ms' }),
    aClient('c2', { caption: 'read x: 5, stale', isBroken: true }),
  ],
  links: allLinks(IDS, (a, b) => ({ cut: isAcross(a, b) ? 'both' : 'none' })).filter(
    (l) => !(l.a === 'c1' && l.b === 'c2'),
  ),
  walls: [aWall(SIDE, ['n1', 'n2', 'n3', 'n4', 'c1'], { name: 'n5 cut off' })],
  flights: [
    aFlight('n2', 'n1', { arrivesUs: 1_415_000 }),
    aFlight('n2', 'n4', { arrivesUs: 1_421_000 }),
    aFlight('n2', 'n5', { lost: { atUs: 1_408_000, reason: 'lost at the cut' } }),
    aFlight('n3', 'n2', {
      type: 'RequestVoteReply',
      mark: 'granted',
      label: 'granted',
      sentUs: 1_406_000,
      arrivesUs: 1_419_000,
    }),
  ],
}

/** `count` healthy servers and `clients`, the first leading, heartbeats out and replies back. */
export function healthy(count: number, clients: number): ClusterPicture {
  const servers = Array.from({ length: count }, (_, i) => `n${i + 1}`)
  const others = servers.slice(1)
  const all = Array.from({ length: clients }, (_, i) => `c${i + 1}`)
  return {
    nodes: [
      aNode('n1', { glyph: 'leader', letter: 'L', caption: 'leader, term 3', silence: null }),
      ...others.map((id) => aNode(id, { silence: { fromUs: 1_400_000, untilUs: 1_600_000 } })),
      ...all.map((id) => aClient(id, { caption: 'x=7: OK' })),
    ],
    links: [
      ...allLinks(servers),
      ...all.flatMap((a) => servers.map((b) => ({ a, b, cut: 'none' as const, disturbed: null }))),
    ],
    walls: [],
    flights: [
      ...others.map((id, i) =>
        aFlight('n1', id, {
          type: 'AppendEntries',
          label: 'AppendEntries',
          mark: i % 3 === 2 ? 'heartbeat' : 'request',
          hue: 3,
          sentUs: 1_400_000,
          arrivesUs: 1_418_000 + i * 2_000,
        }),
      ),
      aFlight('n3', 'n1', {
        type: 'AppendEntriesReply',
        label: 'accepted',
        mark: 'reply',
        hue: 3,
        sentUs: 1_405_000,
        arrivesUs: 1_422_000,
      }),
      aFlight('n2', 'n1', {
        type: 'AppendEntriesReply',
        label: 'refused',
        mark: 'refusal',
        hue: 3,
        sentUs: 1_405_000,
        arrivesUs: 1_424_000,
      }),
    ],
  }
}

const cell = (tag: string, text: string, more: Partial<CellPicture> = {}): CellPicture => ({
  tag,
  text,
  hue: (((Number(tag) - 1) % 4) + 1) as Hue,
  state: 'committed',
  isApplied: true,
  isOnDisk: true,
  isMatched: false,
  ...more,
})

const LOG = [cell('1', 'x=3'), cell('1', 'y=2'), cell('3', 'nop'), cell('3', 'x=5')]
const APPENDED = { state: 'appended', isApplied: false } as const

export const mockTable: TablePicture = {
  title: 'log',
  endTitle: 'commit',
  firstIndex: 1,
  columns: 6,
  hidden: 0,
  rows: [
    {
      node: 'n1',
      isUp: false,
      cells: [...LOG, cell('3', 'x=7'), cell('3', 'y=1', APPENDED)],
      barAfter: 5,
      end: '5',
    },
    {
      node: 'n2',
      isUp: true,
      cells: [...LOG, cell('3', 'x=7', { isMatched: true }), cell('3', 'y=1', APPENDED)],
      barAfter: 5,
      end: '5',
    },
    {
      node: 'n3',
      isUp: true,
      cells: [...LOG, cell('3', 'x=7', { ...APPENDED, isOnDisk: false }), null],
      barAfter: 4,
      end: '4',
    },
    { node: 'n4', isUp: true, cells: [...LOG, null, null], barAfter: 4, end: '4' },
    {
      node: 'n5',
      isUp: true,
      cells: [...LOG, cell('3', 'x=7', { state: 'overwritten', isApplied: false }), null],
      barAfter: 4,
      end: '4',
    },
  ],
}

/** A long log: only its end is shown. */
export const longTable: TablePicture = {
  ...mockTable,
  firstIndex: 4,
  hidden: 3,
  columns: 16,
  rows: mockTable.rows.map((row) => ({
    ...row,
    cells: Array.from({ length: 16 }, (_, i) =>
      cell(String(1 + (i >> 2)), `x=${100 + i}`, i > 12 ? APPENDED : {}),
    ),
    barAfter: 16,
    end: '16',
  })),
}

const us = (ms: number) => ms * 1000

export const mockLanes: readonly LanePicture[] = [
  { node: 'n1', fromUs: 0, untilUs: us(1200), style: 'leads', hue: 3 },
  { node: 'n1', fromUs: us(1200), untilUs: null, style: 'down', hue: null },
  { node: 'n2', fromUs: 0, untilUs: us(1392), style: 'follows', hue: 3 },
  { node: 'n2', fromUs: us(1392), untilUs: null, style: 'stands', hue: 4 },
  { node: 'n3', fromUs: 0, untilUs: us(1406), style: 'follows', hue: 3 },
  { node: 'n3', fromUs: us(1406), untilUs: null, style: 'follows', hue: 4 },
  { node: 'n4', fromUs: 0, untilUs: us(1260), style: 'follows', hue: 3 },
  { node: 'n4', fromUs: us(1260), untilUs: us(1320), style: 'paused', hue: null },
  { node: 'n4', fromUs: us(1320), untilUs: null, style: 'follows', hue: 3 },
  { node: 'n5', fromUs: 0, untilUs: null, style: 'follows', hue: 3 },
]

export const mockOperations: readonly OperationPicture[] = [
  {
    id: 1,
    client: 'c1',
    label: 'x=7',
    invokedUs: us(1104),
    completedUs: us(1158),
    outcome: 'ok',
    answer: 'OK',
    broken: null,
  },
  {
    id: 2,
    client: 'c1',
    label: 'y=1',
    invokedUs: us(1186),
    completedUs: null,
    outcome: 'pending',
    answer: 'no answer yet',
    broken: null,
  },
  {
    id: 3,
    client: 'c2',
    label: 'read x',
    invokedUs: us(1262),
    completedUs: us(1284),
    outcome: 'ok',
    answer: '5',
    broken: { word: 'stale', truth: 'x=7' },
  },
]

export const mockTruth: readonly TruthPicture[] = [
  { key: 'x', text: 'x=5', fromUs: us(700) },
  { key: 'x', text: 'x=7', fromUs: us(1150) },
]

export const mockLandmarks: readonly Landmark[] = [
  { row: 10, atUs: us(420), kind: 'election', hue: 3 },
  { row: 60, atUs: us(1158), kind: 'commit', hue: 3 },
  { row: 90, atUs: us(1284), kind: 'violation', hue: null },
  { row: 120, atUs: us(1392), kind: 'election', hue: 4 },
]

export const mockBands: RunInfo['bands'] = [
  { fromUs: us(420), untilUs: us(1392), hue: 3, label: 'term 3, led by n1' },
  { fromUs: us(1392), untilUs: us(1412), hue: 4, label: 'term 4' },
]

export const mockFaultSpans: RunInfo['faultSpans'] = [
  { fromUs: us(1157), untilUs: null, title: 'n5 cut off', node: null },
  { fromUs: us(1200), untilUs: null, title: 'n1 crashed', node: 'n1' },
]

export const mockChart: ChartPicture = {
  title: 'Roles (Figure 4)',
  states: [
    { id: 'follower', title: 'follower', nodes: ['n3', 'n4', 'n5'] },
    { id: 'precandidate', title: 'pre-candidate', nodes: [] },
    { id: 'candidate', title: 'candidate', nodes: ['n2'] },
    { id: 'leader', title: 'leader', nodes: [] },
  ],
  arrows: [
    { from: 'follower', to: 'precandidate', label: 'times out, asks around', isLast: false },
    { from: 'precandidate', to: 'candidate', label: 'a majority would vote', isLast: true },
    { from: 'precandidate', to: 'follower', label: 'hears a leader', isLast: false },
    { from: 'candidate', to: 'candidate', label: 'times out, new election', isLast: false },
    { from: 'candidate', to: 'leader', label: 'votes from a majority', isLast: false },
    { from: 'candidate', to: 'follower', label: 'hears a leader or a new term', isLast: false },
    { from: 'leader', to: 'follower', label: 'hears a higher term', isLast: false },
  ],
}

/** Raft's Figure 4 as the paper has it. */
export const paperChart: ChartPicture = {
  title: 'Roles (Figure 4)',
  states: [
    { id: 'follower', title: 'follower', nodes: ['n3', 'n4', 'n5'] },
    { id: 'candidate', title: 'candidate', nodes: ['n2'] },
    { id: 'leader', title: 'leader', nodes: [] },
  ],
  arrows: [
    { from: 'follower', to: 'candidate', label: 'times out, starts election', isLast: true },
    ...mockChart.arrows.slice(3).map((arrow) => ({ ...arrow, isLast: false })),
  ],
}

export const isolateCluster: ClusterPicture = (() => {
  const base = healthy(5, 2)
  return {
    ...base,
    links: base.links.map((link) =>
      link.a === 'n1' && link.b === 'n4'
        ? { ...link, cut: 'forth' as const }
        : link.a === 'n3' && link.b === 'n4'
          ? { ...link, disturbed: 'latency 80 ms' }
          : link,
    ),
    walls: [
      { fault: 'f2', name: 'n1 to n4 cut', sides: [['n1'], ['n4']], isOneWay: true, links: [['n1', 'n4']] },
    ],
    flights: [
      ...base.flights,
      aFlight('c1', 'n1', { label: 'x=9', mark: 'request', hue: null, isHeld: true }),
    ],
  }
})()
