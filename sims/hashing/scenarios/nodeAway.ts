// A node is away for a while. What is written meanwhile is kept for it by the nodes that wrote it, and brought home.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { ownersOf } from '../layout.ts'
import { crash, MS, nodeNamed, promisesHold, set, topology, viewOf } from './cluster.ts'

const DOWN_MS = 250
const UP_MS = 700
const END_MS = 1_600

/** Keys of n2 for which it has something older than another node. */
function behind(story: Story): number {
  const { now } = viewOf(story)
  const versionOn = (id: string, key: string) => nodeNamed(story, id).disk.data[key]?.version ?? 0
  return Object.keys(nodeNamed(story, 'n2').disk.data).filter((key) => {
    const owners = ownersOf(now, key)
    return owners.includes('n2') && owners.some((id) => versionOn(id, key) > versionOn('n2', key))
  }).length
}

export const nodeAway = scenario({
  id: 'hashing/node-away',
  sim: 'hashing',
  title: 'A node was away. How does it learn what it missed?',
  blurb: 'Three copies of each key. n2 crashes, writes go on, and n2 comes back.',
  question: 'n2 is back with an old disk. Who tells it what was written?',
  minutes: 3,
  after: 'hashing/same-host',
  seed: '1',
  topology: topology({ nodes: 5, clients: 3 }),
  settings: {
    copies: 3,
    workloadEveryUs: 40 * MS,
    workloadReads: 0.2,
    clientTimeoutUs: 50 * MS,
  },
  rules: [],
  interventions: [
    crash('crash', DOWN_MS, 'n2'),
    { id: 'restart', atUs: UP_MS * MS, do: { kind: 'restart', node: 'n2' } },
    set('quiet', UP_MS + 200, 'workloadEveryUs', 0),
  ],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((DOWN_MS - 10) * MS),
  press: { label: 'Crash n2', does: 'next' },
  beats: [
    {
      at: (story) => story.at((DOWN_MS - 10) * MS),
      say: 'Three copies of each key, and a write is done when two have it. n2 keeps a copy of about three keys in five.',
    },
    { at: (story) => story.intervention('crash'), say: 'n2 crashes. It stays a member: it will be back.' },
    {
      at: (story) => story.first('leavesHint')?.row ?? null,
      say: 'n2 did not confirm this write. The node that answered the client keeps it for n2, as a hint.',
    },
    {
      at: (story) => story.intervention('restart'),
      say: 'n2 is back. What was written meanwhile it has not got.',
    },
    {
      at: (story) => story.first('hintHome')?.row ?? null,
      say: 'A hint comes home. Until then a majority hid the gap: no read was told anything old.',
    },
    {
      at: (story) => story.last('hintHome')?.row ?? null,
      say: 'The last hint is home, and n2 has what the others have.',
    },
  ],
  contrast: {
    say: 'The same absence, where one copy is enough to read or write',
    change: { settings: { reads: 'one', writes: 'one' } },
    claims: [{ text: 'Hints come home all the same', holds: (story) => story.count('hintHome') > 0 }],
  },
  claims: [
    promisesHold,
    { text: 'Writes leave hints while n2 is away', holds: (story) => story.count('leavesHint') > 0 },
    { text: 'In the end n2 lacks nothing', holds: (story) => behind(story) === 0 },
    {
      text: 'No hint is left',
      holds: ({ nodes }) =>
        nodes.every(({ process, disk }) => process !== 'store' || disk.hints.length === 0),
    },
  ],
})
