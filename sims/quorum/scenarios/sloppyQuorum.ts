// A sloppy quorum is not a quorum (Q2). Two nodes take a write, but only one of them keeps the key; two that keep it answer
// a read on the other side. 2+2 > 3, and the read is stale. The hint comes home when the wall falls.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import {
  at,
  breaks,
  copyAt,
  MS,
  noted,
  operation,
  promisesHold,
  read,
  rowAfter,
  stocked,
  write,
} from './store.ts'

/** x is kept by n1, n2 and n3. */
const HERE = ['n1', 'n2', 'c2']
const THERE = ['n3', 'n4', 'n5', 'c1']
const HEAL_US = 1_000 * MS

const staleRead = (story: Story) => operation(story, 'c2', 0)

export const sloppyQuorum = scenario({
  id: 'quorum/sloppy-quorum',
  sim: 'quorum',
  title: 'Is two and two always more than three?',
  blurb: 'A node stands in for one that cannot be reached. It is counted, but it is not one of the three.',
  question: 'W=2 have x=2, and R=2 are asked. Must one of them know?',
  minutes: 5,
  after: 'quorum/answer-or-refuse',
  seed: '2',
  topology: stocked(5, 2, { x: 1 }),
  settings: { whenCutOff: 'answer' },
  rules: [],
  interventions: [
    at('cut', 200, { kind: 'cut', name: 'n1, n2 cut off', links: between(HERE, THERE) }),
    write('x2', 300, 'c1', 'x', 2, { to: 'n3' }),
    read('stale', 700, 'c2', 'x', { to: 'n1' }),
    at('heal', 1_000, { kind: 'heal' }),
    read('fresh', 1_700, 'c2', 'x', { to: 'n1' }),
  ],
  durationUs: 2_300 * MS,
  opensAt: (story) => story.at(190 * MS),
  press: { label: 'Cut n1 and n2 off', does: 'next' },
  beats: [
    { at: (story) => story.at(190 * MS), say: 'x=1 is on n1, n2 and n3. Two of them make a quorum.' },
    { at: (story) => story.intervention('cut'), say: 'A wall: two copies on this side, one on the other.' },
    {
      at: (story) => noted(story, 'sendsHint', 'n3')?.row ?? null,
      say: 'c1 writes x=2. n1 and n2 are silent, so others take their copies, with a hint whose they are.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'n3 has it, and a stand-in has it: two. c1 is told that it is done.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c2')?.row ?? null,
      say: 'c2 is given two copies, both by nodes that keep x, and both are old. The two twos never met.',
    },
    { at: (story) => story.intervention('heal'), say: 'The wall falls.' },
    {
      at: (story) => story.first('hintHome', undefined, HEAL_US)?.row ?? null,
      say: 'Those who stood in bring the copies home, and drop the hint only when its owner has it on disk.',
    },
    {
      at: (story) =>
        rowAfter(story, story.first('hintHome', undefined, HEAL_US), 'readDone', ({ node }) => node === 'c2'),
      say: 'Now c2 reads 2. The write was never lost, only elsewhere.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
    question:
      'Two nodes have x=2, and c1 was told so. c2 now reads two copies, on the other side. What is it told?',
    options: [
      {
        text: '2: two and two is more than three',
        feedback: 'Only if all of them are among the same three. A stand-in is not.',
      },
      {
        text: '1: its two copies are both old',
        feedback: 'R+W > N speaks of N fixed nodes. A sloppy quorum takes whoever is there.',
      },
      {
        text: 'Nothing: it is refused',
        feedback: 'n1 and n2 both keep x. c2 gets a full quorum, which is why it looks so right.',
      },
    ],
    answer: (story) => {
      const { result = null } = staleRead(story) ?? {}
      return result === 2 ? 0 : result === 1 ? 1 : 2
    },
  },
  contrast: {
    say: 'The same cut, with stand-ins that count as copies',
    change: { rules: ['countsStandIns'] },
    claims: [breaks('freshReads', 'c1 was told that a quorum has it, and a quorum does not know of it')],
  },
  claims: [
    promisesHold,
    {
      text: 'x=2 is acknowledged before c2 asks',
      holds: (story) =>
        (operation(story, 'c1')?.completedUs ?? 1e12) < (staleRead(story)?.invokedUs ?? 0) &&
        operation(story, 'c1')?.outcome === 'ok',
    },
    { text: 'c2 is told 1', holds: (story) => staleRead(story)?.result === 1 },
    {
      text: 'After the heal the hints come home, and c2 reads 2',
      holds: (story) => story.count('hintHome') > 0 && operation(story, 'c2', 1)?.result === 2,
    },
    {
      text: 'In the end all three copies are 2, and nobody keeps a hint',
      holds: (story) =>
        ['n1', 'n2', 'n3'].every((id) => copyAt(story, id, 'x') === 2) &&
        story.nodes.every(({ process, disk }) => process !== 'replica' || disk.hints.length === 0),
    },
  ],
})
