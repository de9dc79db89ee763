// CAP by its one switch (C01, MC1): two sides of a cut, the same requests on both. Refusing, the side without a quorum
// answers nothing, and the copies stay one. Answering, both sides go on, their copies part, and the heal meets a conflict.

import { type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { at, copyAt, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

/** y is kept by n2, n3 and n4: one copy here, two there. */
const HERE = ['n1', 'n2', 'c1']
const THERE = ['n3', 'n4', 'n5', 'c2']
const COPIES = ['n2', 'n3', 'n4']
const HEAL_US = 1_500 * MS

const writeHere = (story: Story) => operation(story, 'c1', 0)
const readHere = (story: Story) => operation(story, 'c1', 1)
const readThere = (story: Story) => operation(story, 'c2', 1)
const readAfter = (story: Story) => operation(story, 'c1', 2)

const contrast: NonNullable<Scenario['contrast']> = {
  say: 'The same cut and the same requests, and whoever is asked answers',
  change: { settings: { whenCutOff: 'answer' } },
  claims: [
    {
      text: 'Every request on both sides is answered',
      holds: (story) => story.history.every(({ outcome }) => outcome === 'ok'),
    },
    {
      text: 'The sides read different values',
      holds: (story) => readHere(story)?.result === 2 && readThere(story)?.result === 3,
    },
    {
      text: 'After the heal a reader is given both, as siblings',
      holds: (story) => JSON.stringify(readAfter(story)?.result) === '[2,3]',
    },
  ],
}

export const answerOrRefuse = scenario({
  id: 'quorum/answer-or-refuse',
  sim: 'quorum',
  title: 'Cut in two: answer, or refuse?',
  blurb: 'Both sides are asked to write and to read. One switch decides what the smaller one does.',
  question: 'What does the side with one copy of three do?',
  minutes: 5,
  seed: '2',
  topology: stocked(5, 2, { y: 1 }),
  settings: { conflicts: 'siblings' },
  rules: [],
  interventions: [
    at('cut', 200, { kind: 'cut', name: 'n1, n2 cut off', links: between(HERE, THERE) }),
    write('y2', 300, 'c1', 'y', 2, { to: 'n1' }),
    write('y3', 340, 'c2', 'y', 3, { to: 'n4' }),
    read('here', 900, 'c1', 'y', { to: 'n1' }),
    read('there', 940, 'c2', 'y', { to: 'n4' }),
    at('heal', 1_500, { kind: 'heal' }),
    read('after', 2_100, 'c1', 'y', { to: 'n1' }),
  ],
  durationUs: 3_000 * MS,
  opensAt: (story) => story.at(190 * MS),
  press: { label: 'Cut n1 and n2 off', does: 'next' },
  beats: [
    {
      at: (story) => story.at(190 * MS),
      say: 'y=1 is on n2, n3 and n4. A read needs two of them, and so does a write.',
    },
    {
      at: (story) => story.intervention('cut'),
      say: 'A wall: one copy of y on this side, two on the other.',
    },
    {
      at: (story) => noted(story, 'coordinatesGet', 'n1')?.row ?? null,
      say: 'c1 wants y=2. n1 first asks what there is, and of the three that keep y only n2 can hear it.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
      say: 'c2 wants y=3. n3 and n4 are two of three, so c2 is told that it is done.',
    },
    {
      at: (story) => noted(story, 'refused', 'c1')?.row ?? null,
      say: 'n1 has heard one of two, so it refuses. Nothing was written: c1 knows where it stands.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c2')?.row ?? null,
      say: 'There c2 reads 3.',
    },
    {
      at: (story) => noted(story, 'refused', 'c1', 900 * MS)?.row ?? null,
      say: 'Here even a read is refused, though n2 stands ready with its copy. Nobody can say that it is the latest.',
    },
    {
      at: (story) => noted(story, 'stored', 'n2', HEAL_US)?.row ?? null,
      say: 'The wall falls, and n2 gets y=3. There is nothing to argue about: only one side has written.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c1', HEAL_US)?.row ?? null,
      say: 'c1 reads 3. Consistency was kept, and paid for by c1.',
    },
  ],
  predict: {
    at: (story) => noted(story, 'coordinatesGet', 'n1')?.row ?? null,
    question: 'c1 asks n1 to write y=2. Of the three copies, n1 can reach one. What is c1 told?',
    options: [
      {
        text: 'OK: one copy is better than none',
        feedback: 'That is the other setting of the switch, and it has its price at the heal.',
      },
      {
        text: 'Refused, and nothing was written',
        feedback: 'Without two copies n1 cannot know what it would replace, and it says so.',
      },
      {
        text: 'Nothing at all, until the cut heals',
        feedback:
          'It could wait, but a client would not. A refusal is an answer of a kind, though not one that CAP counts.',
      },
    ],
    answer: (story) => {
      const { outcome = 'pending' } = writeHere(story) ?? {}
      return outcome === 'ok' ? 0 : outcome === 'fail' ? 1 : 2
    },
  },
  contrast,
  claims: [
    promisesHold,
    {
      text: 'What c1 asks during the cut is refused',
      holds: (story) => writeHere(story)?.outcome === 'fail' && readHere(story)?.outcome === 'fail',
    },
    {
      text: 'What c2 asks is answered',
      holds: (story) => operation(story, 'c2', 0)?.outcome === 'ok' && readThere(story)?.result === 3,
    },
    { text: 'y=2 is nowhere', holds: (story) => COPIES.every((id) => copyAt(story, id, 'y') !== 2) },
    {
      text: 'In the end all copies are 3, and c1 reads it',
      holds: (story) => COPIES.every((id) => copyAt(story, id, 'y') === 3) && readAfter(story)?.result === 3,
    },
  ],
})
