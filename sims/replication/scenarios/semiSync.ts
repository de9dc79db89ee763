// Semi-synchronous: one backup has the write before the client is told. But which one, and which one is promoted?

import { scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { crash, MS, nothingLost, operation, promisesHold, read, tell, topology, write } from './cluster.ts'

const CRASH_US = 400 * MS

export const semiSync = scenario({
  id: 'replication/semi-sync',
  sim: 'replication',
  title: 'One backup has it. Is that enough?',
  blurb: 'The write is on two disks when the primary dies. Then somebody promotes the third.',
  question: 'n2 has the write, n3 does not yet. Who may take over?',
  minutes: 4,
  after: 'replication/acked-and-lost',
  seed: '3',
  topology: topology(3, 2),
  settings: { acks: 'one', failover: 'byHand' },
  rules: [],
  interventions: [
    write('x5', 150, 'c1', 'x', 5),
    {
      id: 'far',
      atUs: 240 * MS,
      do: { kind: 'latency', links: between(['n1'], ['n3']), latency: { kind: 'constant', us: 400 * MS } },
    },
    write('x7', 300, 'c1', 'x', 7),
    crash('crash', CRASH_US / MS, 'n1'),
    tell('promote', 680, 'n3', { name: 'promote' }),
    read('read', 1_000, 'c2', 'x'),
  ],
  durationUs: 1_600 * MS,
  opensAt: (story) => story.intervention('x7'),
  press: { label: 'Write x=7', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x7'),
      say: 'The way from n1 to n3 has become long. c1 writes x=7, and one backup must have it.',
    },
    {
      at: (story) => story.first('committed', undefined, 300 * MS)?.row ?? null,
      say: 'n2 has it. That is one, so the write is done.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'c1 was told OK, and n1 dies. What it sent to n3 is still under way.',
    },
    {
      at: (story) => story.first('promised', undefined, CRASH_US)?.row ?? null,
      say: 'The master fences the old epoch and asks who has what. Whatever still comes from n1 is refused from now on.',
    },
    { at: (story) => story.intervention('promote'), say: 'Somebody promotes n3. It looked healthy.' },
    {
      at: (story) => story.first('dropped', ({ node }) => node === 'n2', CRASH_US)?.row ?? null,
      say: 'n3 leads, so its log is the log. n2 obeys, and throws away what n3 does not have.',
    },
    {
      at: (story) => story.first('writeLost')?.row ?? null,
      say: 'The acknowledged write is lost, although a living replica had it a moment ago.',
    },
  ],
  predict: {
    at: (story) => story.intervention('promote'),
    question: 'x=7 is on n2 and was acknowledged. n3 is promoted. What becomes of x=7?',
    options: [
      {
        text: 'n2 gives it to n3',
        feedback: 'The primary’s log is the log. Nobody asks a backup for what the primary lacks.',
      },
      {
        text: 'It is lost, and n2 deletes it',
        feedback:
          'One acknowledgement means: on one backup. It saves the write only if that one is promoted.',
      },
      {
        text: 'It arrives late from n1',
        feedback: 'It does arrive, and is refused: n3 has promised to obey nobody of the old epoch.',
      },
    ],
    answer: (story) => (story.count('writeLost') > 0 ? 1 : 0),
  },
  contrast: {
    say: 'The same death, with a master that promotes the one that has most',
    change: { settings: { failover: 'caughtUp' }, without: ['promote'] },
    claims: [
      promisesHold,
      nothingLost,
      { text: 'n2 is promoted', holds: (story) => story.last('promotes')?.params[0] === 'n2' },
      { text: 'c2 reads 7', holds: (story) => operation(story, 'c2', 0)?.result === 7 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 was told OK', holds: (story) => operation(story, 'c1', 1)?.outcome === 'ok' },
    { text: 'The acknowledged write is lost', holds: (story) => story.count('writeLost') === 1 },
    { text: 'c2 reads 5', holds: (story) => operation(story, 'c2', 0)?.result === 5 },
  ],
})
