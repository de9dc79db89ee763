// Two-phase commit when nothing breaks: one order to which all say yes, and one to which one says no. And a vote that is lost.

import { type Story, type StoryNote, scenario } from '../../../src/sim/scenario.ts'
import {
  isOk,
  isQuiet,
  MS,
  onMessage,
  operation,
  order,
  promisesHold,
  STEADY,
  shop,
  tookUs,
  topology,
  valueAt,
} from './cluster.ts'

const ORDER_MS = 50
/** The vote of the stock on the first order is on its way. */
const VOTE_MS = ORDER_MS + 45
const SECOND_MS = 250
const VOTE_TIMEOUT_MS = 250
/** From the stock to k1: that the work is done, and then the vote. */
const VOTE = 1

const first = ({ params }: StoryNote) => params[0] === 'c1.1'
const second = ({ params }: StoryNote) => params[0] === 'c2.1'
/** The last site has come to this with an order. */
const last = (story: Story, code: string, which: (note: StoryNote) => boolean) =>
  story.last(code, which)?.row ?? null

export const oneSaysNo = scenario({
  id: 'transactions/one-says-no',
  sim: 'transactions',
  title: 'Two say yes, one says no. What happens to the two?',
  blurb:
    'Two-phase commit, step by step, when nobody dies: an order that goes through, and one that does not.',
  question: 'One item is left, and two order it. How do three databases come to the same answer?',
  minutes: 3,
  seed: '1',
  topology: topology(shop(1), 2),
  settings: { ...STEADY, voteTimeoutUs: VOTE_TIMEOUT_MS * MS },
  rules: [],
  interventions: [order('first', ORDER_MS, 'c1'), order('second', SECOND_MS, 'c2')],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.intervention('first'),
  press: { label: 'Place the order', does: 'next' },
  beats: [
    {
      at: (story) => story.intervention('first'),
      say: 'c1 orders. k1 hands out the parts: an item from the stock, money from the card, a courier.',
    },
    {
      at: (story) => last(story, 'worked', first),
      say: 'Each locks its rows and works out what they are to become. Nobody else sees anything of it.',
    },
    {
      at: (story) => last(story, 'asksToPrepare', first),
      say: 'Phase one. k1 asks: can you keep your part, whatever happens to you?',
    },
    {
      at: (story) => last(story, 'votesYes', first),
      say: 'Each writes its promise to its log, waits for the disk, and votes yes.',
    },
    {
      at: (story) => last(story, 'decides', first),
      say: 'All said yes. k1 writes “commit” to its log: that is the moment at which it is decided.',
    },
    {
      at: (story) => last(story, 'commits', first),
      say: 'Phase two. Told so, each makes its change, lets go of its locks, and acknowledges.',
    },
    {
      at: (story) => story.intervention('second'),
      say: 'c2 orders as well. Nothing is left in stock.',
    },
    { at: (story) => last(story, 'votesNo', second), say: 'Asked to prepare, the stock votes no.' },
    {
      at: (story) => last(story, 'decides', second),
      say: 'One no is enough: k1 decides to abort. It need not write that down, for an abort is presumed.',
    },
    {
      at: (story) => last(story, 'aborts', second),
      say: 'Card and courier drop what they had promised. No money has moved, no courier is booked.',
    },
  ],
  predict: {
    at: (story) => last(story, 'votesNo', second),
    question: 'The stock says no to c2. Card and courier have promised their part. What becomes of that?',
    options: [
      {
        text: 'They keep it: they said yes',
        feedback: 'Then c2 would have paid for nothing. A yes is a promise to follow, not a decision.',
      },
      {
        text: 'They drop it as well',
        feedback: 'All or nothing. They are told to abort, and undo what nobody has seen.',
      },
      {
        text: 'They wait until an item is in stock again',
        feedback: 'Nobody waits for that: a no is final, and the order is over.',
      },
    ],
    answer: (story) => (valueAt(story, 'card', 'c2') === 1_000 && isQuiet(story) ? 1 : 0),
  },
  contrast: {
    say: 'The stock says yes to c1, and its vote is lost on the way',
    change: { add: [onMessage('lost', VOTE_MS, 'drop', 'stock', 'k1', VOTE)] },
    claims: [
      promisesHold,
      {
        text: 'What was not heard counts as a no: c1 is refused, although all had said yes',
        holds: (story) =>
          operation(story, 'c1', 0)?.outcome === 'fail' && story.count('votesYes', first) === 3,
      },
      {
        text: 'It took as long as the coordinator has patience',
        holds: (story) => (tookUs(operation(story, 'c1', 0)) ?? 0) > VOTE_TIMEOUT_MS * MS,
      },
      { text: 'The item goes to c2 instead', holds: (story) => isOk(story, 'c2', 0) },
    ],
  },
  claims: [
    promisesHold,
    { text: 'c1 has its order', holds: (story) => isOk(story, 'c1', 0) },
    {
      text: 'c2 is refused, and has paid nothing',
      holds: (story) =>
        operation(story, 'c2', 0)?.outcome === 'fail' && valueAt(story, 'card', 'c2') === 1_000,
    },
    {
      text: 'One item, one payment and one courier are gone',
      holds: (story) =>
        valueAt(story, 'stock', 'item') === 0 &&
        valueAt(story, 'card', 'c1') === 960 &&
        valueAt(story, 'courier', 'slot') === 49,
    },
    { text: 'Nobody holds a lock, and nobody is in doubt', holds: isQuiet },
  ],
})
