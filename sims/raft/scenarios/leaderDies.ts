// The leader dies with a write in its hands. The write was on its way to the others, so it survives; the client,
// who was told nothing, asks again with the same serial number, and it takes effect once.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, crash, entry, MS, n1Stands, nodeNamed, promisesHold, servers, write } from './cluster.ts'

/** What the cluster agreed on before the story begins. */
const BEFORE = {
  currentTerm: 2,
  votedFor: null,
  log: [entry(1, 'x', 3, 1), entry(1, 'y', 2, 2), entry(2, 'x', 5, 3)],
}
const CRASH_US = 418 * MS
const isX7 = (value: unknown) => value === 7

export const leaderDies = scenario({
  id: 'raft/leader-dies',
  sim: 'raft',
  title: 'Does a write survive when the leader dies?',
  blurb: 'The leader has the write, and nobody has answered yet. Kill it, and ask what is left.',
  question: 'What happens to this write if the leader dies?',
  minutes: 4,
  seed: '9',
  topology: [
    ...servers(5).map((id) => ({ id, process: 'server', disk: BEFORE })),
    { id: 'c1', process: 'client' },
    { id: 'c2', process: 'client' },
  ],
  settings: {},
  rules: [],
  interventions: [n1Stands, write('write', 400, 'c1', 'x', 7), crash('crash', 418, 'n1')],
  durationUs: 2_500 * MS,
  opensAt: (story) => story.first('proposed', ({ node }) => node === 'n1')?.row ?? null,
  press: { label: 'Kill the leader', does: 'next' },
  beats: [
    {
      at: (story) => story.first('proposed', ({ node }) => node === 'n1')?.row ?? null,
      say: 'n1 leads, and c1 has asked it to write x=7. n1 puts it into its log and sends it on.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'n1 dies. It told c1 nothing, and its messages are still under way.',
    },
    {
      at: (story) => story.first('appended', undefined, CRASH_US)?.row ?? null,
      say: 'A message outlives its sender: a follower stores x=7.',
    },
    {
      at: (story) => story.first('candidate', undefined, CRASH_US)?.row ?? null,
      say: 'Nobody hears from a leader any more. The first to lose patience stands in the next term.',
    },
    {
      at: (story) => story.first('elected', undefined, CRASH_US)?.row ?? null,
      say: 'Three of five votes make a leader, and no one votes for a log older than its own. So the winner has x=7.',
    },
    {
      at: (story) => story.first('committed', undefined, CRASH_US)?.row ?? null,
      say: 'The new leader commits an entry of its own term, and x=7 with it.',
    },
    {
      at: (story) => story.first('duplicateRequest', undefined, CRASH_US)?.row ?? null,
      say: 'c1 has lost patience and asks again, with the same serial number. The request is recognised.',
    },
    {
      at: (story) => story.first('completed', undefined, CRASH_US)?.row ?? null,
      say: 'c1 is told OK. One write, one effect, although the one it asked is dead.',
    },
  ],
  predict: {
    at: (story) => story.intervention('crash'),
    question: 'n1 is dead and c1 was told nothing. What becomes of x=7?',
    options: [
      {
        text: 'It is lost: nobody confirmed it',
        feedback:
          'Unconfirmed is not undone. The entry had left n1 before it died, and whoever holds it may still commit it.',
      },
      {
        text: 'It survives, and takes effect once',
        feedback: 'The next leader must have it, and the serial number stops the retry from counting twice.',
      },
      {
        text: 'It survives, and the retry applies it twice',
        feedback: 'It would, without serial numbers. Each server remembers the last one it executed for c1.',
      },
    ],
    answer: (story) => {
      const copies = nodeNamed(story, 'n2').disk.log.filter(
        (entry: { readonly clientId: string; readonly value: unknown }) =>
          entry.clientId === 'c1' && isX7(entry.value),
      ).length
      if (copies === 0) return 0
      return story.violations.some(({ invariant }) => invariant === 'exactlyOnce') ? 2 : 1
    },
  },
  contrast: {
    say: 'The same death, with servers that ignore serial numbers',
    change: { rules: ['noDedup'] },
    claims: [breaks('exactlyOnce', 'the retry is executed a second time')],
  },
  claims: [
    promisesHold,
    {
      text: 'Another server leads after the crash',
      holds: (story) => story.first('elected', ({ node }) => node !== 'n1', CRASH_US) !== null,
    },
    {
      text: 'c1 is told OK in the end',
      holds: ({ history }) => history.some(({ client, outcome }) => client === 'c1' && outcome === 'ok'),
    },
    {
      text: 'x is 7 on every living server',
      holds: ({ nodes }) =>
        nodes.every(
          ({ memory, process }) => memory === null || process !== 'server' || isX7(memory.machine.values.x),
        ),
    },
  ],
})
