// A lab with no run behind it: it answers every verb at once with hand-made moments. For building the page only.

import type { MenuItem } from '../../src/lab/frame.ts'
import type { Lab, LabState, ScenarioCard, SimCard, Target } from '../../src/lab/lab.ts'
import type { Command, Intervention } from '../../src/sim/engineTypes.ts'
import { END_US, FAKE_RUN, type FakeState, fakeFrame, fakeLine, ROWS, STEP_US } from './fakeFrame.ts'

const CARDS: readonly ScenarioCard[] = [
  card(
    'raft/leader-dies',
    'Leader dies mid-write',
    'What happens to this write if the leader dies?',
    4,
    null,
  ),
  card(
    'raft/two-leaders',
    'Can there be two leaders?',
    'Cut the leader off with one follower. Who leads?',
    5,
    null,
  ),
  card(
    'raft/split-vote',
    'Why did nobody win?',
    'Line up the timers. Who is elected?',
    4,
    'raft/leader-dies',
  ),
]

function card(
  id: string,
  title: string,
  question: string,
  minutes: number,
  after: string | null,
): ScenarioCard {
  return {
    id,
    sim: 'raft',
    title,
    blurb: 'Cut the leader off with one follower. Write to both sides, then heal.',
    question,
    minutes,
    after,
    contrast: null,
    beside: null,
  }
}

const SIM: SimCard = {
  id: 'raft',
  title: 'Consensus',
  blurb: 'Raft, as in the paper. Every promise is checked after every event.',
  sheet: {
    simulated: ['Elections, replication, commit'],
    simplified: ['One key space'],
    absent: ['Byzantine nodes'],
  },
  marks: ['leader change', 'commit', 'client error', 'violation', 'divergence'],
  settings: [
    {
      key: 'electionMinUs',
      title: 'Election timeout, at least',
      help: 'A follower waits at least this long.',
      type: 'time',
      default: 150_000,
      min: 10_000,
      max: 2_000_000,
    },
    {
      key: 'loss',
      title: 'Loss',
      help: 'Share of messages lost on every link.',
      type: 'share',
      default: 0,
      min: 0,
      max: 1,
    },
    { key: 'preVote', title: 'PreVote', help: 'Ask before standing.', type: 'switch', default: false },
    {
      key: 'reads',
      title: 'Reads',
      help: 'How reads are answered.',
      type: 'choice',
      default: 'readIndex',
      choices: [
        { value: 'readIndex', title: 'ReadIndex' },
        { value: 'local', title: 'Local, unsafe' },
      ],
    },
  ],
  rules: [
    {
      id: 'votesTwice',
      title: 'Votes twice in a term',
      help: 'A node forgets that it has voted.',
      breaks: 'electionSafety',
      paper: '§5.2',
    },
  ],
  alignable: { timer: 'election', title: 'Force a split vote' },
}

export function createFakeLab({ hasPrediction = false, isBroken = false } = {}): Lab {
  let fake: FakeState = {
    row: 100,
    atUs: 1_000_000,
    faults: [],
    crashed: new Set(),
    isCut: false,
    brokenRules: [],
    settings: { electionMinUs: 150_000, loss: 0, preVote: false, reads: 'readIndex' },
  }
  let interventions: readonly Intervention[] = []
  const listeners = new Set<() => void>()
  let state: LabState = made()

  function made(): LabState {
    const predict = hasPrediction
      ? {
          row: 141,
          atUs: 1_410_000,
          question: 'Can the next leader be missing x=7?',
          options: [
            'No. Whoever wins must have it',
            'Yes, if n4 wins: n4 never got it',
            'Yes. Only n1 knew it was committed',
          ],
        }
      : null
    return {
      status: 'ready',
      scenario: CARDS[0]!,
      sim: SIM,
      seed: '48213',
      run: {
        ...FAKE_RUN,
        predict,
        interventions: interventions.map((each) => ({
          ...each,
          isPlanned: false,
          isDisabled: false,
          title: `You: ${each.do.kind}`,
        })),
      },
      frame: fakeFrame(fake),
      seen: null,
      trouble: null,
      press:
        fake.faults.length === 0 ? { label: 'Kill the leader', does: { kind: 'crash', node: 'n1' } } : null,
      isContrast: false,
      beat: FAKE_RUN.beats.filter(({ row }) => row <= fake.row).length,
      say: null,
      canUndo: interventions.length > 0,
      canRedo: false,
      lastAction: interventions.length > 0 ? 'Crash n1' : null,
      compare: null,
      branches: [
        { id: 'main', name: 'main', parent: null, forkUs: 0, seenUs: 0, partsUs: 0, isCurrent: true },
      ],
      prediction: predict === null ? null : { chosen: null, skipped: false, feedback: null, answer: null },
    }
  }
  const renew = (change: Partial<LabState> = {}): Promise<LabState> => {
    state = { ...made(), ...change }
    for (const listener of listeners) listener()
    return Promise.resolve(state)
  }
  const goTo = (us: number) => {
    const atUs = Math.min(Math.max(us, 0), END_US)
    fake = { ...fake, atUs, row: Math.min(Math.floor(atUs / STEP_US), ROWS - 1) }
  }
  const rowOf = (target: Target): number => {
    if ('row' in target) return target.row
    if ('us' in target) return Math.floor(target.us / STEP_US)
    if ('to' in target) return { start: 0, end: ROWS - 1, opening: 100 }[target.to]
    if (target.by === 'event') return fake.row + target.step
    const rows = (target.by === 'beat' ? FAKE_RUN.beats : FAKE_RUN.landmarks).map(({ row }) => row)
    return (
      (target.step === 1 ? rows.find((row) => row > fake.row) : rows.findLast((row) => row < fake.row)) ??
      fake.row
    )
  }
  const apply = (command: Command) => {
    const id = `i${interventions.length}`
    const chip = (title: string, effect: string) => ({
      id,
      title,
      sinceUs: fake.atUs,
      isPlanned: false,
      receipt: { messages: 0, timers: 0, writes: 0 },
      effect,
    })
    if (command.kind === 'crash')
      fake = {
        ...fake,
        crashed: new Set([...fake.crashed, command.node]),
        faults: [...fake.faults, chip(`${command.node} crashed`, '12 messages lost')],
      }
    else if (command.kind === 'heal') {
      const faults =
        command.fault === undefined ? [] : fake.faults.filter((fault) => fault.id !== command.fault)
      fake = { ...fake, faults, crashed: new Set(), isCut: faults.some(({ title }) => title.includes('cut')) }
    } else if (command.kind === 'cut')
      fake = { ...fake, isCut: true, faults: [...fake.faults, chip(command.name, 'no effect on this run')] }
    else if (command.kind === 'set')
      fake = { ...fake, settings: { ...fake.settings, [command.key]: command.value } }
    else if (command.kind === 'rule') fake = { ...fake, brokenRules: command.broken ? [command.rule] : [] }
    interventions = [...interventions, { id, atUs: fake.atUs, do: command }]
  }
  if (isBroken) {
    goTo(1_412_000)
    apply({ kind: 'crash', node: 'n1' })
    apply({ kind: 'cut', name: 'n5 cut off', links: [] })
  }
  state = made()

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isBusy: () => false,
    settled: () => Promise.resolve(),
    open: (text) =>
      renew(
        text.includes('bad')
          ? { trouble: { sentence: 'There is no scenario raft/bad.', original: text } }
          : {},
      ),
    seek: (target) => {
      if ('us' in target) goTo(target.us)
      else goTo(rowOf(target) * STEP_US)
      return renew()
    },
    inject: (command) => {
      apply(command)
      return renew()
    },
    editInterventions: () => renew(),
    setInterventions: (list) => {
      interventions = list
      return renew()
    },
    branch: async () => state,
    compare: async () => state,
    renameBranch: async () => state,
    removeBranch: async () => state,
    undo: () => {
      interventions = interventions.slice(0, -1)
      fake = { ...fake, faults: [], crashed: new Set(), isCut: false }
      return renew()
    },
    redo: () => renew(),
    setSeed: () => renew(),
    setAtStart: () => renew(),
    contrast: () => renew(),
    predict: () => renew(),
    feed: (from, to) =>
      Promise.resolve(
        Array.from({ length: Math.max(0, Math.min(to, ROWS) - from) }, (_, i) => fakeLine(from + i)),
      ),
    menu: (node) => Promise.resolve(offers(node)),
    why: () => Promise.resolve({ lines: [fakeLine(100)], effect: null }),
    judge: async () => ({ ledger: [], verdicts: [] }),
    whyNot: () => Promise.resolve([]),
    placing: () => Promise.resolve(null),
    receipt: () => Promise.resolve(null),
    seeAs: () => renew(),
    runUntil: () => Promise.resolve({ kind: 'nothing', says: 'Nothing came', state }),
    state: () => Promise.resolve({}),
    fingerprint: () => Promise.resolve(state.frame.fingerprint),
    link: () => Promise.resolve('#/raft/leader-dies?seed=48213&t=1412'),
    export: () => Promise.resolve({ name: 'raft-leader-dies.json', text: '{}' }),
    diagram: () => Promise.reject(new Error('the fake lab has no columns')),
    moment: () => Promise.reject(new Error('the fake lab has no document')),
    gallery: () => Promise.resolve([{ sim: SIM, scenarios: CARDS }]),
    dismiss: () => void renew(),
  }
}

function offers(node: string | null): readonly MenuItem[] {
  const at = node ?? 'c1'
  const item = (id: string, title: string, key: string | null): MenuItem => ({
    id,
    title,
    key,
    command: { kind: 'tell', node: at, order: { name: id } },
  })
  return node === null
    ? [item('write', 'Write x=8 as c1', 'W'), item('read', 'Read x as c1', 'Q')]
    : [
        item('write', 'Write x=8', 'W'),
        item('read', 'Read x', 'Q'),
        item('timeout', 'Trigger a timeout', null),
      ]
}
