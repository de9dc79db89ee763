// Three copies of each key, eight nodes on three hosts. A host dies with all its disks. Whether a key survives was decided
// long before: by whether anybody had looked at where the next nodes on the ring stand.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { allKeys } from '../keys.ts'
import { breaks, crash, MS, promisesHold, topology, viewOf } from './cluster.ts'

const OPENS_MS = 150
const DIE_MS = 250
const HOST_A = ['n1', 'n2', 'n3', 'n4']

/** Keys that are on no disk. */
function gone(story: Story): number {
  const { now } = viewOf(story)
  const disks = story.nodes.filter(({ process }) => process === 'store').map(({ disk }) => disk.data)
  return allKeys(now.posts).filter((key) => disks.every((data) => !(key in data))).length
}

export const sameHost = scenario({
  id: 'hashing/same-host',
  sim: 'hashing',
  title: 'Three copies of everything. Can one host take a key with it?',
  blurb: 'Eight nodes on three hosts, three copies of each key, and a host that dies with its disks.',
  question: 'Host a dies with all its disks. Which keys are gone?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({
    nodes: 8,
    clients: 3,
    domains: ['host a', 'host a', 'host a', 'host a', 'host b', 'host b', 'host c', 'host c'],
  }),
  settings: { copies: 3, posts: 160, workloadEveryUs: 30 * MS, workloadReads: 0.5, clientTimeoutUs: 60 * MS },
  rules: [],
  interventions: HOST_A.map((node) => crash(`lose-${node}`, DIE_MS, node, true)),
  durationUs: 700 * MS,
  opensAt: (story) => story.at(OPENS_MS * MS),
  press: { label: 'Let host a die', does: 'next' },
  beats: [
    {
      at: (story) => story.at(OPENS_MS * MS),
      say: 'Three copies of each key, on eight nodes. But n1 to n4 are one machine, host a.',
    },
    {
      at: (story) => story.first('wrote', undefined, OPENS_MS * MS)?.row ?? null,
      say: 'A write is done when two of three copies have it. The walk round the ring passed over nodes of a host it had.',
    },
    {
      at: (story) => story.intervention('lose-n4'),
      say: 'Host a dies, and its four disks with it.',
    },
    {
      at: (story) => story.first('found', undefined, (DIE_MS + 20) * MS)?.row ?? null,
      say: 'Two copies of every key are left, on the other hosts. Reads and writes go on.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lose-n4'),
    question: 'Copies stand on the next three nodes of different hosts. How many keys die with host a?',
    options: [
      { text: 'None', feedback: 'Each key had exactly one of its copies there.' },
      {
        text: 'About one in fourteen',
        feedback: 'That would be so if the next three nodes were taken whatever host they are on.',
      },
      { text: 'A third', feedback: 'A third of all copies die. No key had more than one of them.' },
    ],
    answer: (story) => (gone(story) === 0 ? 0 : 1),
  },
  contrast: {
    say: 'The same death, where the next three nodes on the ring keep the copies, whatever host they are on',
    change: { rules: ['sameHosts'] },
    claims: [
      breaks('apart', 'copies of a key stand on one host'),
      { text: 'Some keys are gone for good', holds: (story) => gone(story) > 0 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'No key is gone', holds: (story) => gone(story) === 0 },
    {
      text: 'Reads and writes are answered after the death',
      holds: ({ history }) =>
        ['read', 'write'].every((f) =>
          history.some((one) => one.f === f && one.outcome === 'ok' && one.invokedUs > DIE_MS * MS),
        ),
    },
  ],
})
