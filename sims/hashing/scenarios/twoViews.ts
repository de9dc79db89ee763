// A node joins, and one client does not hear of it. The two clients ask different nodes for the same key, and both are
// answered, because a node that does not keep a key hands the request on.

import { scenario } from '../../../src/sim/scenario.ts'
import { isolate } from '../../../src/sim/shapes.ts'
import { join, MS, promisesHold, topology } from './cluster.ts'

const CUT = isolate('dir', ['dir', 'c2'])

export const twoViews = scenario({
  id: 'hashing/two-views',
  sim: 'hashing',
  title: 'Two clients disagree about who is a member. Who is wrong?',
  blurb: 'A node joins, and one client is cut off from the directory that says so.',
  question: 'c2 does not hear that n5 has joined. What happens to what it asks?',
  minutes: 3,
  after: 'hashing/node-joins',
  seed: '1',
  topology: topology({ nodes: 4, spares: 1, clients: 2 }),
  settings: { workloadEveryUs: 25 * MS, workloadReads: 0.5, bytesPerSecond: 100_000_000 },
  rules: [],
  interventions: [{ id: 'cut', atUs: 150 * MS, do: { kind: 'cut', ...CUT } }, join('join', 200, 'n5')],
  durationUs: 700 * MS,
  opensAt: (story) => story.at(140 * MS),
  press: { label: 'Cut c2 off from the directory', does: 'next' },
  beats: [
    {
      at: (story) => story.at(140 * MS),
      say: 'Both clients go by view 1, and ask the node that keeps a key by that view.',
    },
    {
      at: (story) => story.intervention('cut'),
      say: 'c2 no longer hears the directory. It notices nothing.',
    },
    { at: (story) => story.first('announces')?.row ?? null, say: 'n5 joins. c1 is told, c2 is not.' },
    {
      at: (story) => story.first('viewIsOld')?.row ?? null,
      say: 'A node answers c2 and names a later view. Now c2 knows that it was behind, and asks for that view.',
    },
  ],
  claims: [
    promisesHold,
    {
      text: 'c2 learns of the later view although the directory cannot reach it',
      holds: (story) => story.first('learnsView', ({ node }) => node === 'c2', 200 * MS) !== null,
    },
    {
      text: 'Every operation that ended was answered',
      holds: ({ history }) => history.every(({ outcome }) => outcome === 'ok' || outcome === 'pending'),
    },
  ],
})
