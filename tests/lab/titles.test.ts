// Every command in words: as a button, as a sentence in the feed, and as a chip while it is in force.
import { expect, test } from 'vitest'
import { actionTitle, deedSentence, effectText, faultTitle } from '../../src/lab/titles.ts'
import type { Command } from '../../src/sim/engineTypes.ts'

const all: readonly [Command, string, string | null][] = [
  [{ kind: 'crash', node: 'n1' }, 'Crash n1', 'n1 crashed'],
  [{ kind: 'crash', node: 'n1', loseDisk: true }, 'Crash n1 and lose its disk', 'n1 crashed, disk lost'],
  [{ kind: 'restart', node: 'n1' }, 'Restart n1', null],
  [{ kind: 'pause', node: 'n1' }, 'Pause n1', 'n1 paused'],
  [{ kind: 'resume', node: 'n1' }, 'Resume n1', null],
  [{ kind: 'slow', node: 'n1', serviceUs: 5_000 }, 'Slow n1 down to 5 ms an event', 'n1 slow: 5 ms an event'],
  [
    { kind: 'slowDisk', node: 'n1', syncUs: 50_000 },
    'Slow the disk of n1 to 50 ms a sync',
    'n1 slow disk: 50 ms',
  ],
  [{ kind: 'lyingDisk', node: 'n1' }, 'Make the disk of n1 lie about syncs', 'n1 lying disk'],
  [
    { kind: 'clock', node: 'n1', offsetUs: 500_000, driftPpm: 0 },
    'Set the clock of n1 +500 ms',
    'n1 clock +500 ms',
  ],
  [
    { kind: 'clock', node: 'n1', offsetUs: 0, driftPpm: -20_000 },
    'Set the clock of n1 2 % slow',
    'n1 clock 2 % slow',
  ],
  [{ kind: 'cut', name: 'n5 cut off', links: [['n1', 'n5']] }, 'Cut the network: n5 cut off', 'n5 cut off'],
  [
    { kind: 'latency', links: 'all', latency: { kind: 'uniform', minUs: 50_000, maxUs: 150_000 } },
    'Set the latency everywhere to 50 to 150 ms',
    'latency 50 to 150 ms everywhere',
  ],
  [
    { kind: 'latency', links: [['n1', 'n2']], latency: { kind: 'constant', us: 1_500 } },
    'Set the latency n1→n2 to 1.5 ms',
    'latency 1.5 ms n1→n2',
  ],
  [
    { kind: 'loss', links: 'all', probability: 0.2 },
    'Make messages everywhere get lost: 20 %',
    'loss 20 % everywhere',
  ],
  [
    {
      kind: 'duplicate',
      links: [
        ['n1', 'n2'],
        ['n2', 'n1'],
      ],
      probability: 0.5,
    },
    'Make messages between n1 and n2 arrive twice: 50 %',
    'duplicates 50 % between n1 and n2',
  ],
  [
    { kind: 'reorder', links: 'all', probability: 0.3, extraUs: 50_000 },
    'Make messages everywhere overtake: 30 %',
    'reorder 30 % everywhere',
  ],
  [
    {
      kind: 'hold',
      links: [
        ['n1', 'n2'],
        ['n1', 'n3'],
      ],
    },
    'Hold messages of n1',
    'held of n1',
  ],
  [
    { kind: 'message', act: 'deliver', message: { from: 'n1', to: 'n2', nth: 3 } },
    'Deliver a message from n1 to n2 at once',
    null,
  ],
  [{ kind: 'tell', node: 'c1', order: { name: 'write', key: 'x', value: 7 } }, 'Tell c1: write x=7', null],
  [
    { kind: 'align', timer: 'election', nodes: ['n1', 'n2'], inUs: 1 },
    'Align the election timers of n1, n2',
    null,
  ],
  [{ kind: 'set', key: 'preVote', value: true }, 'Set preVote to true', null],
  [{ kind: 'rule', rule: 'votesTwice', broken: true }, 'Leave out a rule: votesTwice', null],
  [{ kind: 'heal' }, 'Heal everything', null],
]

test.each(all)('%j', (command, action, fault) => {
  expect(actionTitle(command)).toBe(action)
  if (fault !== null) expect(faultTitle(command)).toBe(fault)
})

test('the person is you, and the scenario is the scenario', () => {
  const crash: Command = { kind: 'crash', node: 'n1', loseDisk: true }
  expect(deedSentence(crash, 'you')).toBe('You crash n1 and lose its disk')
  expect(deedSentence(crash, 'scenario')).toBe('The scenario crashes n1 and loses its disk')
})

test('where the run knows what an id stands for, the sentence says it', () => {
  const names = {
    setting: () => '“PreVote” to on',
    rule: () => 'Votes twice in a term',
    fault: (id: string): Command | null =>
      id === 'f1'
        ? { kind: 'crash', node: 'n1' }
        : id === 'f2'
          ? { kind: 'cut', name: 'n5 cut off', links: [['n1', 'n5']] }
          : null,
  }
  const says = (command: Command) => deedSentence(command, 'scenario', names)
  expect(says({ kind: 'set', key: 'preVote', value: true })).toBe('The scenario sets “PreVote” to on')
  expect(says({ kind: 'rule', rule: 'votesTwice', broken: true })).toBe(
    'The scenario leaves out a rule: Votes twice in a term',
  )
  expect(says({ kind: 'heal', fault: 'f1' })).toBe('The scenario restarts n1')
  expect(says({ kind: 'heal', fault: 'f2' })).toBe('The scenario heals “n5 cut off”')
  expect(says({ kind: 'heal', fault: 'f3' })).toBe('The scenario heals f3')
})

test('no sentence has more than 25 words', () => {
  for (const [command] of all) {
    expect(deedSentence(command, 'scenario').split(' ').length).toBeLessThanOrEqual(25)
  }
})

test('a receipt in words', () => {
  const nothing = { messages: 0, timers: 0, writes: 0 }
  expect(effectText({ kind: 'crash', node: 'n1' }, { messages: 1, timers: 2, writes: 3 })).toBe(
    '1 message lost, 2 timers cancelled, 3 writes destroyed',
  )
  const wrong = { kind: 'clock', node: 'n1', offsetUs: 5, driftPpm: 0 } as const
  expect(effectText(wrong, { ...nothing, readings: 1 })).toBe('told a wrong time once')
  expect(effectText(wrong, { ...nothing, readings: 3 })).toBe('told a wrong time 3 times')
  expect(effectText({ kind: 'pause', node: 'n1' }, { messages: 12, timers: 0, writes: 0 })).toBe(
    '12 messages delayed',
  )
  expect(effectText({ kind: 'lyingDisk', node: 'n1' }, { ...nothing, writes: 2 })).toBe(
    '2 writes only said to be on disk',
  )
  expect(effectText({ kind: 'heal' }, nothing)).toBe('no effect on this run')
})
