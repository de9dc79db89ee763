// A lost request and a lost answer: in one nobody was charged, in the other somebody was, and who asked sees the same. There is
// no delivery exactly once. There is asking again, and a receiver that knows what it has done.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { isOk, MS, onMessage, order, promisesHold, STEADY } from './cluster.ts'
import { ANSWER_MS, PROVIDER, paid, paidTopology, REQUEST_MS } from './paid.ts'

/** All that the site has seen when it loses patience, in both. */
const SEEN = 'logs charging, charges c1.1/2, outcomeUnknown c1.1/2'

function seenByCard(story: Story): string {
  const end = story.first('outcomeUnknown')?.row ?? 0
  return story.notes
    .filter(({ node, row }) => node === 'card' && row <= end)
    .slice(0, 3)
    .map(({ code, params }) => `${code} ${params[0]}`)
    .join(', ')
}

const chargesSoFar = (story: Story) => {
  const atUs = story.first('outcomeUnknown')?.atUs ?? 0
  return story.count('takes', (note) => note.atUs < atUs)
}

const looksTheSame = {
  text: `The card site has seen this: ${SEEN}`,
  holds: (story: Story) => seenByCard(story) === SEEN,
}
const endsTheSame = {
  text: 'Asked again, c1 has paid once and has its order',
  holds: (story: Story) => paid(story, 'c1') === 40 && isOk(story, 'c1', 0),
}

export const lostEitherWay = scenario({
  id: 'transactions/lost-either-way',
  sim: 'transactions',
  title: 'The request was lost, or the answer. Who can tell?',
  blurb: 'Here the request is lost, beside it the answer. The one who asked sees no difference.',
  question: 'Can a message be delivered exactly once?',
  minutes: 3,
  after: 'transactions/unknown-payment',
  seed: '1',
  topology: paidTopology(1),
  settings: { ...STEADY, protocol: 'orchestrated', clientTimeoutUs: 2_000 * MS },
  rules: [],
  interventions: [order('order', 50, 'c1'), onMessage('lost', REQUEST_MS, 'drop', 'card', PROVIDER)],
  durationUs: 600 * MS,
  opensAt: (story) => story.intervention('order'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    { at: (story) => story.intervention('order'), say: 'c1 orders, to be paid through psp.' },
    { at: (story) => story.first('charges')?.row ?? null, say: 'The card site asks psp for 40, and waits.' },
    {
      at: (story) => story.intervention('lost'),
      say: 'The request is lost, and psp hears of nothing. In the run beside this one the answer is lost instead.',
    },
    {
      at: (story) => story.first('outcomeUnknown')?.row ?? null,
      say: 'All that the site has seen is its own question, and silence. Both runs look like that from here.',
    },
    {
      at: (story) => story.first('charges', ({ params }) => params[3] === 2)?.row ?? null,
      say: 'Not asking again would lose the charge here. Asking again would double it there, but for the key.',
    },
    {
      at: (story) => story.first('takes')?.row ?? null,
      say: 'psp takes 40. Had it done so before, it would know the key, and take nothing.',
    },
    {
      at: (story) => story.first('isDone')?.row ?? null,
      say: 'Nothing is delivered exactly once. It is sent until it is answered, and known by its key.',
    },
  ],
  predict: {
    at: (story) => story.intervention('lost'),
    question: 'What could tell the shop whether it was the request that was lost, or the answer?',
    options: [
      {
        text: 'How long it waits',
        feedback: 'However long: nothing comes either way, and a late answer looks like a lost one.',
      },
      {
        text: 'An acknowledgement by psp before it answers',
        feedback: 'That is a message too, and can be lost as well. The last one never knows.',
      },
      {
        text: 'Nothing that it sees by itself',
        feedback: 'It saw one message leave and none come. Only psp knows, and it has to be asked again.',
      },
    ],
    answer: (story) => (seenByCard(story) === SEEN ? 2 : 0),
  },
  contrast: {
    say: 'The same order, and the answer is lost instead of the request',
    change: { without: ['lost'], add: [onMessage('answer', ANSWER_MS, 'drop', PROVIDER, 'card')] },
    claims: [
      looksTheSame,
      { text: 'But c1 has paid by then', holds: (story) => chargesSoFar(story) === 1 },
      endsTheSame,
      promisesHold,
    ],
  },
  claims: [
    looksTheSame,
    { text: 'c1 has paid nothing by then', holds: (story) => chargesSoFar(story) === 0 },
    endsTheSame,
    promisesHold,
  ],
})
