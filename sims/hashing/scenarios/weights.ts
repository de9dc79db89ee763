// One machine of five is much slower than the others and has as many keys. Given less weight it keeps fewer, and no key
// moves but away from it.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { direct, latencies, MS, mean, promisesHold, shareOf, slow, topology, viewOf } from './cluster.ts'

const WEIGH_MS = 600
const END_MS = 1_800

function share(story: Story): { readonly before: number; readonly after: number } {
  const { origin, now } = viewOf(story)
  return { before: shareOf(origin, 'n1'), after: shareOf(now, 'n1') }
}

export const weights = scenario({
  id: 'hashing/weights',
  sim: 'hashing',
  title: 'One machine is slower than the rest. Must it keep as much?',
  blurb: 'Five nodes on a ring, and n1 is an old machine. It is given a tenth of the weight.',
  question: 'What happens to n1’s keys, and to everybody else’s, when n1 weighs less?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({ nodes: 5, clients: 4 }),
  settings: { workloadEveryUs: 10 * MS, bytesPerSecond: 50_000_000, clientTimeoutUs: 1_000 * MS },
  rules: [],
  interventions: [slow('old', 0, 'n1', 20), direct('weigh', WEIGH_MS, 'weigh', { node: 'n1', weight: 0.1 })],
  durationUs: END_MS * MS,
  opensAt: (story) => story.at((WEIGH_MS - 10) * MS),
  press: { label: 'Give n1 a tenth of the weight', does: 'next' },
  beats: [
    {
      at: (story) => story.at((WEIGH_MS - 10) * MS),
      say: 'Each node has 64 points and about a fifth of the keys. n1 takes 20 ms a request, and a queue grows there.',
    },
    {
      at: (story) => story.intervention('weigh'),
      say: 'n1 shall weigh a tenth: 6 points instead of 64.',
    },
    {
      at: (story) => story.first('announces')?.row ?? null,
      say: 'The points that are gone leave their arcs to whoever comes next. No other key moves.',
    },
    {
      at: (story) => story.first('settles', undefined, WEIGH_MS * MS)?.row ?? null,
      say: 'The move itself went through n1, and that hurt. From now on n1 keeps what an old machine can serve.',
    },
  ],
  contrast: {
    say: 'The same wish, with keys placed by modulo, which knows no weights',
    change: { settings: { scheme: 'modulo' } },
    claims: [
      { text: 'Nothing moves', holds: (story) => story.first('changesHands')?.params[0] === 0 },
      { text: 'n1 keeps as much as before', holds: (story) => share(story).after === share(story).before },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'n1 keeps less than half of what it kept',
      holds: (story) => share(story).after < share(story).before / 2,
    },
    {
      text: 'Answers come faster on average than before',
      holds: (story) => {
        const ends = (story.first('settles', undefined, WEIGH_MS * MS)?.atUs ?? story.endUs) / MS
        return mean(latencies(story, ends + 100, END_MS)) < mean(latencies(story, 50, WEIGH_MS))
      },
    },
  ],
})
