// Nine nodes in three zones, three copies of each key on three hosts. Three hosts can still be one zone.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { allKeys } from '../keys.ts'
import { ownersOf } from '../layout.ts'
import { crash, MS, promisesHold, topology, viewOf } from './cluster.ts'

const DIE_MS = 300
const ZONE_A = ['n1', 'n2', 'n3']

/** Of all keys, the share that has at least so many of its three copies in zone a. */
function inZoneA(story: Story, copies: number): number {
  const { origin } = viewOf(story)
  const keys = allKeys(origin.posts)
  const isMeant = (key: string) => ownersOf(origin, key).filter((id) => ZONE_A.includes(id)).length >= copies
  return keys.filter(isMeant).length / keys.length
}

function isAnswered(story: Story, isMeant: (key: string) => boolean): boolean {
  return story.history
    .filter(({ key, invokedUs }) => invokedUs > (DIE_MS + 10) * MS && invokedUs < 700 * MS && isMeant(key))
    .every(({ outcome }) => outcome === 'ok' || outcome === 'pending')
}

export const zoneDies = scenario({
  id: 'hashing/zone-dies',
  sim: 'hashing',
  title: 'Three copies on three hosts. Is that enough to lose a zone?',
  blurb: 'Nine hosts in three zones, and copies that look at hosts only. Zone a burns down.',
  question: 'Zone a is gone, with three hosts and their disks. Which keys can still be read and written?',
  minutes: 3,
  after: 'hashing/same-host',
  seed: '1',
  topology: topology({
    nodes: 9,
    clients: 3,
    domains: ['a', 'b', 'c'].flatMap((zone) => [1, 2, 3].map((host) => `${zone}/rack ${host}/host ${host}`)),
  }),
  settings: {
    copies: 3,
    posts: 120,
    workloadEveryUs: 25 * MS,
    workloadReads: 0.5,
    clientTimeoutUs: 50 * MS,
    clientRetries: 3,
  },
  rules: [],
  interventions: ZONE_A.map((node) => crash(`lose-${node}`, DIE_MS, node, true)),
  durationUs: 1_000 * MS,
  opensAt: (story) => story.at((DIE_MS - 10) * MS),
  press: { label: 'Let zone a burn', does: 'next' },
  beats: [
    {
      at: (story) => story.at((DIE_MS - 10) * MS),
      say: 'The three copies of each key stand on three hosts. Nobody has looked at zones, and n1, n2 and n3 are zone a.',
    },
    { at: (story) => story.intervention('lose-n3'), say: 'Zone a burns down, with three disks of nine.' },
    {
      at: (story) => story.first('gaveUp', undefined, DIE_MS * MS)?.row ?? null,
      say: 'A client gives up: two copies of this key were in zone a, and one is no majority.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lose-n3'),
    question: 'A third of the nodes is gone. How many keys have lost their majority?',
    options: [
      { text: 'None, there are three copies', feedback: 'So it would be with one copy in each zone.' },
      { text: 'About one in four or five', feedback: 'Two of three copies fell into one zone by chance.' },
      { text: 'A third of all keys', feedback: 'A third of all copies. Many keys lost only one of theirs.' },
    ],
    answer: (story) => (inZoneA(story, 2) === 0 ? 0 : 1),
  },
  contrast: {
    say: 'The same fire, with copies in different zones',
    change: { settings: { apart: 'zone' } },
    claims: [
      { text: 'No key had two copies in zone a', holds: (story) => inZoneA(story, 2) === 0 },
      { text: 'Nobody gives up', holds: (story) => isAnswered(story, () => true) },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'More than one key in twenty has lost its majority, and fewer than half',
      holds: (story) => inZoneA(story, 2) > 0.05 && inZoneA(story, 2) < 0.5,
    },
    {
      text: 'Some keys had all three copies there, or none: never more',
      holds: (story) => inZoneA(story, 3) < 0.2,
    },
    {
      text: 'Whoever asks for a key that has its majority is answered',
      holds: (story) => {
        const { origin } = viewOf(story)
        const left = (key: string) => ownersOf(origin, key).filter((id) => !ZONE_A.includes(id)).length
        return isAnswered(story, (key) => left(key) >= 2)
      },
    },
  ],
})
