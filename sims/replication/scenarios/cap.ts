// The same cut, twice: once the replica that is cut off refuses, once it answers. Nothing else differs, and there is no
// third way.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { cut, healAll, MS, operation, promisesHold, read, topology, valueAt, write } from './cluster.ts'

const CUT_US = 300 * MS
const HEAL_US = 1_500 * MS
const MINORITY = ['n1', 'c1']
const MAJORITY = ['n2', 'n3', 'm', 'c2']

const writeOfC1 = (story: Story) => operation(story, 'c1', 1)
const writeOfC2 = (story: Story) => operation(story, 'c2', 0)

export const cap = scenario({
  id: 'replication/cap',
  sim: 'replication',
  title: 'Cut off: answer, or refuse?',
  blurb: 'One switch, one cut, one seed. Refuse, and someone waits. Answer, and there are two truths.',
  question: 'The network is cut in two, and both sides are asked to write. What should the smaller side say?',
  minutes: 5,
  seed: '8',
  topology: topology(3, 2),
  settings: { acks: 'one', clientTimeoutUs: 150 * MS, clientRetries: 3 },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    cut('cut', CUT_US / MS, 'n1 and c1 cut off', between(MINORITY, MAJORITY)),
    write('x1', 700, 'c1', 'x', 1, { to: 'n1' }),
    write('x2', 800, 'c2', 'x', 2, { to: 'n2' }),
    healAll('heal', HEAL_US / MS),
    read('read', 2_100, 'c2', 'x'),
  ],
  durationUs: 2_400 * MS,
  opensAt: (story) => story.intervention('cut'),
  press: { label: 'Cut the network', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('cut'),
      say: 'A wall: the primary and c1 on one side, everybody else on the other.',
    },
    {
      at: (story) => story.first('leaseOut', ({ node }) => node === 'n1', CUT_US)?.row ?? null,
      say: 'n1 hears nothing from the master. It may have been replaced, and cannot know.',
    },
    {
      at: (story) => story.first('activated', undefined, CUT_US)?.row ?? null,
      say: 'It has been: on the other side a backup is primary now.',
    },
    {
      at: (story) => story.first('refused')?.row ?? null,
      say: 'c1 asks n1 to write. n1 could store it, but not for all. It refuses.',
    },
    {
      at: (story) => story.first('completed', ({ node }) => node === 'c2')?.row ?? null,
      say: 'On the other side x=2 is written as if nothing were.',
    },
    {
      at: (story) => story.intervention('heal'),
      say: 'The wall falls. There is one history, and n1 follows it.',
    },
    {
      at: (story) => story.last('completed')?.row ?? null,
      say: 'Consistent all along, and not available to c1. That is the one choice CAP leaves.',
    },
  ],
  predict: {
    at: (story) => story.first('leaseOut', ({ node }) => node === 'n1', CUT_US)?.row ?? null,
    question:
      'n1 is alive, has the data, and hears nobody but c1. c1 asks it to write x=1. What will c1 be told?',
    options: [
      {
        text: 'OK: n1 is the primary',
        feedback: 'It was. If it said OK now, two primaries would write the same key.',
      },
      {
        text: 'No: n1 refuses',
        feedback: 'It cannot know whether it still speaks for all, so it does not speak.',
      },
      {
        text: 'OK, once n2 and n3 have been asked',
        feedback: 'They cannot be asked. That is what a cut is.',
      },
    ],
    answer: (story) => (writeOfC1(story)?.outcome === 'ok' ? 0 : 1),
  },
  contrast: {
    say: 'The same seed and the same cut, with a replica that answers',
    change: { settings: { whenCutOff: 'answer' } },
    claims: [
      {
        text: 'Both clients are told OK, on both sides of the wall',
        holds: (story) =>
          [writeOfC1(story), writeOfC2(story)].every(
            (one) => one?.outcome === 'ok' && (one.completedUs ?? HEAL_US) < HEAL_US,
          ),
      },
      {
        text: 'At the heal they are found to be in conflict',
        holds: (story) => story.count('conflict') === 1,
      },
      {
        text: 'Whoever reads then is told both',
        holds: (story) => story.first('completed', undefined, HEAL_US)?.params[2] === '2 or 1',
      },
      promisesHold,
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'c1 is refused',
      holds: (story) => writeOfC1(story)?.outcome === 'unknown' && writeOfC1(story)?.result === 'refused',
    },
    { text: 'c2 is told OK', holds: (story) => writeOfC2(story)?.outcome === 'ok' },
    {
      text: 'In the end x is 2 everywhere',
      holds: (story) => ['n1', 'n2', 'n3'].every((id) => valueAt(story, id, 'x') === 2),
    },
  ],
})
