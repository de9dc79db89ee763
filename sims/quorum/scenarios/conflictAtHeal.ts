// A conflict at the heal (C14). Two shoppers share a cart on two sides of a cut, and both are answered. With siblings the
// next reader gets both carts and writes back their union; where the last writer wins, one of them is silently gone.

import { type Scenario, type Story, scenario } from '../../../src/sim/scenario.ts'
import { between } from '../../../src/sim/shapes.ts'
import { at, copyAt, MS, noted, operation, promisesHold, read, stocked, write } from './store.ts'

const HERE = ['n1', 'n2', 'c1']
const THERE = ['n3', 'n4', 'n5', 'c2', 'c3']
const HEAL_US = 1_000 * MS
/** The nodes that keep the cart. */
const COPIES = ['n2', 'n3', 'n4']

const cartRead = (story: Story) => story.history.findLast(({ client, f }) => client === 'c3' && f === 'read')
const isUnion = (value: unknown) => JSON.stringify(value) === '["bread","eggs","milk"]'

const contrast: NonNullable<Scenario['contrast']> = {
  say: 'The same two carts, and the last writer wins',
  change: { settings: { conflicts: 'lww' } },
  claims: [
    {
      text: 'Both shoppers had been told that it was done',
      holds: (story) => operation(story, 'c1')?.outcome === 'ok' && operation(story, 'c2')?.outcome === 'ok',
    },
    {
      text: 'In the end all copies hold one of the carts, and the other is gone without a word',
      holds: (story) => {
        const carts = COPIES.map((id) => JSON.stringify(copyAt(story, id, 'y')))
        return new Set(carts).size === 1 && !carts[0]!.includes('eggs') === carts[0]!.includes('bread')
      },
    },
  ],
}

export const conflictAtHeal = scenario({
  id: 'quorum/conflict-at-heal',
  sim: 'quorum',
  title: 'Two carts, one shopper: which is right?',
  blurb: 'Both sides of a cut took a write. When the wall falls somebody has to decide.',
  question: 'Eggs on one side, bread on the other. What is in the cart after the heal?',
  minutes: 5,
  after: 'quorum/answer-or-refuse',
  seed: '6',
  topology: stocked(5, 3, { y: ['milk'] }),
  settings: { whenCutOff: 'answer', conflicts: 'client' },
  rules: [],
  interventions: [
    at('cut', 200, { kind: 'cut', name: 'n1, n2 cut off', links: between(HERE, THERE) }),
    write('eggs', 300, 'c1', 'y', ['eggs', 'milk'], { to: 'n1' }),
    write('bread', 340, 'c2', 'y', ['bread', 'milk'], { to: 'n4' }),
    at('heal', 1_000, { kind: 'heal' }),
    read('cart', 1_700, 'c3', 'y', { to: 'n5' }),
    read('again', 2_300, 'c3', 'y', { to: 'n5' }),
  ],
  durationUs: 3_000 * MS,
  opensAt: (story) => story.at(190 * MS),
  press: { label: 'Cut n1 and n2 off', does: 'next' },
  beats: [
    { at: (story) => story.at(190 * MS), say: 'y is a cart with milk in it, on n2, n3 and n4.' },
    { at: (story) => story.intervention('cut'), say: 'A wall. Whoever is asked will answer.' },
    {
      at: (story) => noted(story, 'writeDone', 'c2')?.row ?? null,
      say: 'There c2 adds bread. Two of three copies are on its side, and it is told that it is done.',
    },
    {
      at: (story) => noted(story, 'writeDone', 'c1')?.row ?? null,
      say: 'Here c1 adds eggs. n2 takes it, n1 stands in, and c1 is told the same. Neither has seen the other’s cart.',
    },
    { at: (story) => story.intervention('heal'), say: 'The wall falls, and the copies meet.' },
    {
      at: (story) => story.first('siblings', undefined, HEAL_US)?.row ?? null,
      say: 'Neither version has seen the other, so neither may replace it: both are kept, as siblings.',
    },
    {
      at: (story) => noted(story, 'merges', 'c3')?.row ?? null,
      say: 'c3 reads, and gets both carts. Now somebody has seen both, and may write what they come to.',
    },
    {
      at: (story) => noted(story, 'readDone', 'c3', 2_300 * MS)?.row ?? null,
      say: 'Bread, eggs and milk. Nothing that was acknowledged is lost.',
    },
  ],
  predict: {
    at: (story) => story.intervention('heal'),
    question: 'The wall falls. One copy has eggs, two have bread. What will be in the cart in the end?',
    options: [
      {
        text: 'Bread: two copies against one',
        feedback: 'Copies do not vote. Two nodes have the same version, and it has not seen the other.',
      },
      {
        text: 'Eggs, bread and milk',
        feedback: 'Because both versions were kept until somebody saw both, and carts can be united.',
      },
      {
        text: 'Whichever was written last',
        feedback: 'That is the other policy. Then one shopper’s food is gone, and nobody was told.',
      },
    ],
    answer: (story) => {
      const { result = null } = cartRead(story) ?? {}
      if (isUnion(result)) return 1
      return JSON.stringify(result).includes('eggs') ? 2 : 0
    },
  },
  contrast,
  claims: [
    promisesHold,
    {
      text: 'Both shoppers are told that it is done before the heal',
      holds: (story) =>
        ['c1', 'c2'].every((id) => {
          const { outcome, completedUs } = operation(story, id) ?? {}
          return outcome === 'ok' && (completedUs ?? HEAL_US) < HEAL_US
        }),
    },
    {
      text: 'c3 is first given two carts',
      holds: (story) => noted(story, 'merges', 'c3')?.params[1] === 2,
    },
    {
      text: 'In the end the cart has bread, eggs and milk',
      holds: (story) => isUnion(cartRead(story)?.result),
    },
    {
      text: 'and so has every copy',
      holds: (story) => COPIES.every((id) => isUnion(copyAt(story, id, 'y'))),
    },
  ],
})
