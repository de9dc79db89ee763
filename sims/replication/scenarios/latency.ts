// No fault anywhere. Still there is something to choose: how long a write takes, or how many have it when it is done. That is
// the other half of the trade, which CAP does not mention (Abadi, "Consistency Tradeoffs …", PACELC, 2012).

import { scenario } from '../../../src/sim/scenario.ts'
import { latenciesUs, MS, promisesHold, topology, write } from './cluster.ts'

const ONE_WAY_US = 40 * MS

export const latency = scenario({
  id: 'replication/latency',
  sim: 'replication',
  title: 'Nothing is broken. Why is it slow?',
  blurb:
    'Replicas 40 ms apart, no cut, no crash. Every write crosses the distance twice, unless you let it not.',
  question: 'No fault at all, and a write takes 160 ms. Who decided that?',
  minutes: 2,
  seed: '1',
  topology: topology(3, 1),
  settings: { acks: 'all', latencyMinUs: ONE_WAY_US, latencyMaxUs: ONE_WAY_US, leaseUs: 400 * MS },
  rules: [],
  interventions: [1, 2, 3].map((value) => write(`x${value}`, 500 + value, 'c1', 'x', value)),
  durationUs: 1_300 * MS,
  opensAt: (story) => story.intervention('x1'),
  press: { label: 'Send three writes', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('x1'),
      say: 'Everything is healthy, and everybody is 40 ms from everybody.',
    },
    {
      at: (story) => story.first('taken')?.row ?? null,
      say: 'The write is at n1 after 40 ms. It could say OK now.',
    },
    {
      at: (story) => story.first('committed')?.row ?? null,
      say: 'It waited for both backups: 40 ms there, 40 ms back. CAP has nothing to say about this.',
    },
    {
      at: (story) => story.first('completed')?.row ?? null,
      say: 'c1 is told OK after 160 ms, and the write is on three disks. Without a partition, latency or consistency.',
    },
  ],
  predict: {
    at: (story) => story.first('taken')?.row ?? null,
    question: 'No partition. What could n1 gain by saying OK now?',
    options: [
      {
        text: 'Half the time, at the risk of losing the write',
        feedback: 'That is the choice that remains when nothing is cut: latency or consistency.',
      },
      {
        text: 'Nothing: CAP only matters in a partition',
        feedback: 'CAP does. The distance between replicas costs you every day, partition or not.',
      },
      {
        text: 'Nothing: the backups answer in parallel',
        feedback: 'They do, and still the farthest is 40 ms away, and 40 ms back.',
      },
    ],
    answer: () => 0,
  },
  contrast: {
    say: 'The same distance, acknowledged before any backup has it',
    change: { settings: { acks: 'none' } },
    claims: [
      {
        text: 'Every write is answered in less than 85 ms',
        holds: (story) => latenciesUs(story, 'c1').every((us) => us < 85 * MS),
      },
      {
        text: 'n1 says OK before any backup has the write',
        holds: (story) =>
          (story.first('answered')?.row ?? Number.MAX_VALUE) < (story.first('appended')?.row ?? 0),
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Every write takes at least 160 ms',
      holds: (story) =>
        latenciesUs(story, 'c1').length === 3 && latenciesUs(story, 'c1').every((us) => us >= 160 * MS),
    },
  ],
})
