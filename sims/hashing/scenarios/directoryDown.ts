// A table can put any key anywhere, and somebody must be asked where that is. While the table's keeper is down nobody
// finds anything new; where places are worked out, nobody notices.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { crash, latencies, MS, promisesHold, topology } from './cluster.ts'

const DOWN_MS = 400
const UP_MS = 900
const END_MS = 1_300

/** Operations begun in a stretch of time and answered, a second. */
function rate(story: Story, fromMs: number, untilMs: number): number {
  return (latencies(story, fromMs, untilMs).length * 1_000) / (untilMs - fromMs)
}

const before = (story: Story) => rate(story, 50, DOWN_MS - 20)
const meanwhile = (story: Story) => rate(story, DOWN_MS + 100, UP_MS - 100)

export const directoryDown = scenario({
  id: 'hashing/directory-down',
  sim: 'hashing',
  title: 'A table says where each key is. What if nobody can ask it?',
  blurb: 'Clients look up in a directory which node has a key. Then the directory crashes.',
  question: 'All five nodes are well, and the directory is down. Who is answered?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({ nodes: 5, clients: 4 }),
  settings: {
    scheme: 'directory',
    workloadEveryUs: 25 * MS,
    clientTimeoutUs: 80 * MS,
    clientRetries: 10,
  },
  rules: [],
  interventions: [
    crash('crash', DOWN_MS, 'dir'),
    { id: 'restart', atUs: UP_MS * MS, do: { kind: 'restart', node: 'dir' } },
  ],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((DOWN_MS - 10) * MS),
  press: { label: 'Crash the directory', does: 'next' },
  beats: [
    {
      at: (story) => story.at((DOWN_MS - 10) * MS),
      say: 'Any part of the keys can be on any node. Clients ask the directory where it is, and remember the answer.',
    },
    {
      at: (story) => story.intervention('crash'),
      say: 'The directory crashes. No node that keeps keys is touched.',
    },
    {
      at: (story) => story.first('looksFor', undefined, DOWN_MS * MS)?.row ?? null,
      say: 'A client wants a key whose place it does not know. The node is there, but nobody can say which it is.',
    },
    {
      at: (story) => story.intervention('restart'),
      say: 'The directory is back, with its table from disk.',
    },
    {
      at: (story) => story.first('located', undefined, UP_MS * MS)?.row ?? null,
      say: 'Places are known again, and whoever still waited is answered.',
    },
  ],
  contrast: {
    say: 'The same crash, with places worked out from the list of members',
    change: { settings: { scheme: 'ring' } },
    claims: [{ text: 'Nobody notices', holds: (story) => meanwhile(story) > 0.7 * before(story) }],
  },
  claims: [
    promisesHold,
    {
      text: 'Not a quarter as much is answered while the directory is down',
      holds: (story) => meanwhile(story) < before(story) / 4,
    },
    {
      text: 'When it is back clients are answered again',
      holds: (story) => rate(story, UP_MS + 150, END_MS) > 0,
    },
  ],
})
