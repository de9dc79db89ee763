// A hand-made moment, like the one in the page's design: the leader down, one node cut off, an election under way.
// It lets the page be built and looked at without a run behind it.

import type { FeedLine, Frame, RunInfo } from '../../src/lab/frame.ts'
import { count, duration, harm } from '../../src/sim/metric.ts'
import { type FlightPicture, hueOf, type NodePicture } from '../../src/sim/picture.ts'

export const ROWS = 240
export const STEP_US = 10_000
export const END_US = ROWS * STEP_US

function node(id: string, more: Partial<NodePicture>): NodePicture {
  return {
    id,
    glyph: 'follower',
    letter: 'F',
    hue: 3,
    status: 'up',
    caption: 'follower, term 3',
    detail: null,
    isBroken: false,
    silence: null,
    votes: null,
    badges: [],
    unsyncedWrites: 0,
    ...more,
  }
}

function nodes(atUs: number, crashed: ReadonlySet<string>): readonly NodePicture[] {
  const silence = { fromUs: atUs - 120_000, untilUs: atUs + 60_000 }
  const all = [
    node('n1', { glyph: 'leader', letter: 'L', caption: 'leader, term 3' }),
    node('n2', {
      glyph: 'candidate',
      letter: 'C',
      hue: 4,
      caption: 'candidate, term 4',
      detail: '1 of 3 votes',
      votes: ['has', 'way', 'open'],
    }),
    node('n3', {
      hue: 4,
      caption: 'follower, term 4',
      silence: { fromUs: atUs - 6_000, untilUs: atUs + 180_000 },
    }),
    node('n4', { silence, unsyncedWrites: 1 }),
    node('n5', { silence }),
    node('c1', { glyph: 'client', letter: 'c', hue: null, caption: 'client', detail: 'y=1, waiting 226 ms' }),
    node('c2', {
      glyph: 'client',
      letter: 'c',
      hue: null,
      caption: 'client',
      detail: 'told x=5',
      isBroken: true,
    }),
  ]
  return all.map((each) =>
    crashed.has(each.id) ? { ...each, status: 'crashed' as const, caption: 'crashed' } : each,
  )
}

function flight(
  id: number,
  from: string,
  to: string,
  atUs: number,
  more: Partial<FlightPicture>,
): FlightPicture {
  return {
    id,
    ref: { from, to, nth: id },
    from,
    to,
    type: 'RequestVote',
    mark: 'vote',
    hue: 4,
    label: 'RequestVote',
    line: `${from}→${to} RequestVote term=4 last=5/3`,
    sentUs: atUs - 8_000,
    arrivesUs: atUs + 8_000,
    lost: null,
    isQuiet: false,
    isHeld: false,
    ...more,
  }
}

export interface FakeState {
  readonly row: number
  readonly atUs: number
  readonly faults: Frame['faults']
  readonly crashed: ReadonlySet<string>
  readonly isCut: boolean
  readonly brokenRules: readonly string[]
  readonly settings: Frame['settings']
}

export function fakeFrame(state: FakeState): Frame {
  const { row, atUs } = state
  const pictures = nodes(atUs, state.crashed)
  const ids = ['n1', 'n2', 'n3', 'n4', 'n5']
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => ({ a, b })))
  const isFar = (id: string) => state.isCut && id === 'n5'
  return {
    row,
    rows: ROWS,
    atUs,
    rowAtUs: row < 0 ? 0 : row * STEP_US,
    nextUs: row + 1 >= ROWS ? null : (row + 1) * STEP_US,
    endUs: END_US,
    fingerprint: `f${String(row + 1).padStart(7, '0')}`,
    cluster: {
      nodes: pictures,
      links: [...pairs, { a: 'n1', b: 'c1' }, { a: 'n5', b: 'c2' }].map(({ a, b }) => ({
        a,
        b,
        cut: isFar(a) !== isFar(b) && b !== 'c2' ? ('both' as const) : ('none' as const),
        disturbed: null,
      })),
      walls: state.isCut
        ? [
            {
              fault: 'cut',
              name: 'n5 cut off',
              sides: [['n5'], ['n1', 'n2', 'n3', 'n4']],
              isOneWay: false,
              links: [['n5', 'n2']],
            },
          ]
        : [],
      flights: [
        flight(1, 'n2', 'n1', atUs, {}),
        flight(2, 'n2', 'n4', atUs, {}),
        flight(3, 'n3', 'n2', atUs, {
          mark: 'granted',
          label: 'granted',
          line: 'n3→n2 RequestVoteReply term=4 granted',
        }),
        ...(state.isCut
          ? [flight(4, 'n2', 'n5', atUs, { lost: { atUs: atUs - 2_000, reason: 'lost at the cut' } })]
          : []),
      ],
    },
    table: fakeTable(),
    ring: null,
    transactions: null,
    holds: [],
    keys: [],
    charts: [
      {
        title: 'Roles',
        states: [
          { id: 'follower', title: 'Follower', nodes: ['n3', 'n4', 'n5'] },
          { id: 'candidate', title: 'Candidate', nodes: ['n2'] },
          { id: 'leader', title: 'Leader', nodes: [] },
        ],
        arrows: [
          { from: 'follower', to: 'candidate', label: 'times out', isLast: true },
          { from: 'candidate', to: 'leader', label: 'has a majority', isLast: false },
          { from: 'leader', to: 'follower', label: 'sees a higher term', isLast: false },
        ],
      },
    ],
    operations: [
      {
        id: 0,
        client: 'c1',
        label: 'x=7',
        invokedUs: 1_104_000,
        completedUs: 1_158_000,
        outcome: 'ok',
        answer: 'OK',
        broken: null,
      },
      {
        id: 1,
        client: 'c1',
        label: 'y=1',
        invokedUs: 1_186_000,
        completedUs: null,
        outcome: 'pending',
        answer: 'no answer yet',
        broken: null,
      },
      {
        id: 2,
        client: 'c2',
        label: 'read x',
        invokedUs: 1_262_000,
        completedUs: 1_284_000,
        outcome: 'ok',
        answer: '5',
        broken: { word: 'stale', truth: '7' },
      },
    ],
    truth: [
      { key: 'x', text: 'x=5', fromUs: 900_000 },
      { key: 'x', text: 'x=7', fromUs: 1_150_000 },
    ],
    trails: [],
    lanes: ids.map((id) => ({
      node: id,
      fromUs: 0,
      untilUs: null,
      style: state.crashed.has(id) ? 'down' : id === 'n1' ? 'leads' : 'follows',
      hue: 3,
    })),
    now: row < 0 ? null : fakeLine(row),
    changes: [
      { node: 'n3', path: 'disk.currentTerm', before: 3, after: 4 },
      { node: 'n3', path: 'disk.votedFor', before: null, after: 'n2' },
      { node: 'n3', path: 'memory.electionDueUs', before: 1_206_000, after: 1_612_000 },
    ],
    faults: state.faults,
    promises: [
      {
        id: 'fresh',
        title: 'Reads are fresh',
        formal: 'Linearizability',
        paper: '§8',
        notMade: null,
        broken: { row: 128, atUs: 1_284_000, detail: 'c2 read 5' },
      },
      {
        id: 'one',
        title: 'One leader per term',
        formal: 'Election Safety',
        paper: '§5.2',
        notMade: null,
        broken: null,
      },
      { id: 'logs', title: 'Logs match', formal: 'Log Matching', paper: '§5.3', notMade: null, broken: null },
      {
        id: 'complete',
        title: 'Leader is complete',
        formal: 'Leader Completeness',
        paper: '§5.4',
        notMade: null,
        broken: null,
      },
      {
        id: 'lost',
        title: 'No write lost',
        formal: 'State Machine Safety',
        paper: '§5.4.3',
        notMade: null,
        broken: null,
      },
    ],
    nodes: ids.map((id) => ({
      id,
      process: 'raft',
      status: state.crashed.has(id) ? 'crashed' : 'up',
      disk: {
        currentTerm: 4,
        votedFor: 'n2',
        log: [
          { term: 1, command: 'x=3' },
          { term: 1, command: 'y=2' },
          { term: 3, command: 'x=5' },
        ],
      },
      memory: state.crashed.has(id)
        ? null
        : { role: 'follower', commitIndex: 4, lastApplied: 4, leader: null },
      unsyncedWrites: id === 'n4' ? 1 : 0,
      timers: state.crashed.has(id) ? [] : [{ name: 'election', dueUs: atUs + 60_000 }],
    })),
    metrics: [
      duration('without a leader', 212_000),
      count('writes answered', 1, 2),
      harm('stale reads', 1),
      harm('acknowledged writes lost', 0),
      duration('slowest write', 226_000),
      count('messages per operation', 8),
    ],
    settings: state.settings,
    brokenRules: state.brokenRules,
    ties: 1,
  }
}

function fakeTable(): Frame['table'] {
  const entries = ['1 x=3', '1 y=2', '3 nop', '3 x=5', '3 x=7', '3 y=1']
  const lengths: readonly (readonly [string, number, number])[] = [
    ['n1', 6, 5],
    ['n2', 6, 5],
    ['n3', 5, 4],
    ['n4', 4, 4],
    ['n5', 5, 4],
  ]
  return {
    title: 'log',
    endTitle: 'commit',
    firstIndex: 1,
    columns: 6,
    hidden: 0,
    rows: lengths.map(([id, length, commit]) => ({
      node: id,
      isUp: id !== 'n1',
      barAfter: commit,
      end: String(commit),
      cells: entries.map((entry, i) => {
        if (i >= length) return null
        const [tag = '', text = ''] = entry.split(' ')
        return {
          tag,
          text,
          hue: hueOf(Number(tag)),
          state: i < commit ? 'committed' : 'appended',
          isApplied: i < commit,
          isOnDisk: true,
          isMatched: false,
        }
      }),
    })),
  }
}

const SENTENCES: readonly string[] = [
  'n3 hears n2 first and gives it the vote in term 4',
  'n2 stands in term 4 after 184 ms of silence',
  'n1 sends a heartbeat to n4',
  'n4 refuses: entry 5 is missing',
]

export function fakeLine(row: number): FeedLine {
  const isCrash = row === 120
  return {
    row,
    atUs: row * STEP_US,
    node: `n${(row % 5) + 1}`,
    kind: isCrash ? 'intervention' : 'deliver',
    text: isCrash ? 'You crashed n1' : (SENTENCES[row % SENTENCES.length] ?? ''),
    also: row % 4 === 0 ? ['Its vote was free and n2’s log is no older'] : [],
    rule: row % 4 === 0 ? '§5.4.1' : null,
    detail: 'n2→n3 RequestVote term=4 last=5/3',
    hue: row > 130 ? 4 : 3,
    landmark: isCrash ? 'fault' : row % 40 === 0 ? 'commit' : null,
    cause: isCrash || row < 2 ? null : row > 120 ? Math.max(120, row - 7) : row - 2,
  }
}

export const FAKE_RUN: RunInfo = {
  landmarks: [
    { row: 20, atUs: 200_000, kind: 'election', hue: 3 },
    { row: 120, atUs: 1_200_000, kind: 'fault', hue: null },
    { row: 128, atUs: 1_284_000, kind: 'violation', hue: null },
    { row: 139, atUs: 1_392_000, kind: 'election', hue: 4 },
  ],
  bands: [{ fromUs: 200_000, untilUs: 1_390_000, hue: 3, label: 'term 3, led by n1' }],
  faultSpans: [{ fromUs: 1_200_000, untilUs: null, title: 'n1 down', node: 'n1' }],
  interventions: [],
  beats: [20, 60, 100, 120, 141, 180].map((row) => ({
    row,
    atUs: row * STEP_US,
    say: SENTENCES[row % SENTENCES.length] ?? '',
  })),
  predict: null,
  rows: ROWS,
  endUs: END_US,
  isWhole: true,
}
