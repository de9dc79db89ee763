// The provider says that it knows of no such charge. It does not say that there will be none.

import { scenario } from '../../../src/sim/scenario.ts'
import { breaks, isOk, MS, onMessage, operation, order, promisesHold, STEADY } from './cluster.ts'
import { PROVIDER, paid, paidTopology, REQUEST_MS } from './paid.ts'

export const noSuchCharge = scenario({
  id: 'transactions/no-such-charge',
  sim: 'transactions',
  title: 'The provider knows of no such charge. Is it off?',
  blurb: 'A question overtakes what it asks about.',
  question: 'The request to charge is late on its way, and the shop asks what became of it.',
  minutes: 3,
  after: 'transactions/taken-for-failed',
  seed: '1',
  topology: paidTopology(1),
  settings: { ...STEADY, protocol: 'orchestrated', unknownBy: 'lookup', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [
    order('order', 50, 'c1'),
    onMessage('late', REQUEST_MS, 'hold', 'card', PROVIDER),
    onMessage('arrives', 500, 'deliver', 'card', PROVIDER),
  ],
  durationUs: 800 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders, to be paid through psp.' },
    { at: (story) => story.intervention('late'), say: 'The request to charge is held up on its way.' },
    {
      at: (story) => story.first('asksProvider')?.row ?? null,
      say: 'No answer. The shop asks what became of it, and the question overtakes the request.',
    },
    {
      at: (story) => story.first('looksUp')?.row ?? null,
      say: 'psp has nothing under that key. That is true now, and says nothing of later.',
    },
    {
      at: (story) => story.first('charges', ({ params }) => params[3] === 2)?.row ?? null,
      say: 'So the shop asks for the same charge again, under the same key. Whichever comes first counts.',
    },
    { at: (story) => story.first('takes')?.row ?? null, say: 'psp takes 40, and the order goes on.' },
    { at: (story) => story.intervention('arrives'), say: 'Now the late request arrives.' },
    { at: (story) => story.last('keyKnown')?.row ?? null, say: 'The key is known. c1 pays once.' },
  ],
  contrast: {
    say: 'The same delay, and a shop that takes “no such charge” for never',
    change: { rules: ['lookupIsFinal'] },
    claims: [
      {
        text: 'c1 is told that its order was undone',
        holds: (story) => operation(story, 'c1', 0)?.outcome === 'fail',
      },
      { text: 'And c1 is charged all the same', holds: (story) => paid(story, 'c1') === 40 },
      breaks('chargesMatch', 'charged is what is booked'),
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 pays once', holds: (story) => paid(story, 'c1') === 40 },
    {
      text: 'psp knew of no charge when it was asked',
      holds: (story) => story.count('looksUp', ({ params }) => params[2] === 'none') === 1,
    },
    { text: 'c1 is told that all is done', holds: (story) => isOk(story, 'c1', 0) },
  ],
})
