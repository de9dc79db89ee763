// Two clients, two lost messages: a request and an answer. Both see the same, which is nothing.

import { type Story, scenario } from '../../../src/sim/scenario.ts'
import { breaks, by, deposit, drop, isOk, logOf, MS, promisesHold, STEADY, topology } from './cluster.ts'

const eventsOf = (story: Story, client: string) =>
  logOf(story).filter((event) => event.client === client).length

export const exactlyOnce = scenario({
  id: 'events/exactly-once',
  sim: 'events',
  title: 'Can a message be delivered exactly once?',
  blurb: 'One request is lost on its way, one answer on its way back. To who asked, that looks the same.',
  question: 'c1 and c2 each deposit 10 and hear nothing. Should they ask again?',
  minutes: 3,
  seed: '1',
  topology: topology(1, 2),
  settings: STEADY,
  rules: [],
  interventions: [
    deposit('one', 100, 'c1', 10),
    deposit('two', 100, 'c2', 10, 'y'),
    drop('request-lost', 105, 'c1', 'w', 0),
    drop('answer-lost', 116, 'w', 'c2', 0),
  ],
  durationUs: 500 * MS,
  opensAt: (story) => story.intervention('one'),
  press: { label: 'Send both deposits', does: 'next' },
  beats: [
    { at: (story) => story.intervention('one'), say: 'c1 and c2 each want to deposit 10.' },
    { at: (story) => story.intervention('request-lost'), say: 'The request of c1 is lost.' },
    { at: (story) => story.first('appends')?.row ?? null, say: 'That of c2 arrives: it is event 1.' },
    { at: (story) => story.intervention('answer-lost'), say: 'But the answer to c2 is lost.' },
    {
      at: (story) => story.last('retries')?.row ?? null,
      say: 'Both have heard nothing, and cannot tell why. Not to ask again would lose one; so they ask again.',
    },
    {
      at: (story) => story.first('repeated')?.row ?? null,
      say: 'The request of c2 is there a second time. The writer finds its number in the log and only answers.',
    },
    {
      at: (story) => story.last('isDone')?.row ?? null,
      say: 'Delivered once and twice, done once each. The number made it so, not the network.',
    },
  ],
  predict: {
    at: (story) => story.intervention('answer-lost'),
    question: 'Soon both run out of patience. Which of them can tell whether its deposit is in the log?',
    options: [
      { text: 'c1', feedback: 'A lost request and a lost answer are the same silence.' },
      { text: 'c2', feedback: 'Its deposit is there, but it was never told.' },
      { text: 'Neither', feedback: 'All that a sender has is silence. It can ask again, or leave it.' },
    ],
    answer: (story) => {
      const row = story.first('retries')?.row ?? -1
      const told = (client: string) => (story.first('isDone', by(client))?.row ?? row) < row
      return told('c1') ? 0 : told('c2') ? 1 : 2
    },
  },
  contrast: {
    say: 'The same losses, and a writer that does not know a command again',
    change: { rules: ['noRequestKey'] },
    claims: [
      breaks('onceOnly', 'a command makes one event'),
      { text: 'c2 has deposited twice', holds: (story) => eventsOf(story, 'c2') === 2 },
      { text: 'c1 has deposited once', holds: (story) => eventsOf(story, 'c1') === 1 },
    ],
  },
  claims: [
    promisesHold,
    { text: 'Both are told', holds: (story) => isOk(story, 'c1', 0) && isOk(story, 'c2', 0) },
    { text: 'Both ask twice', holds: (story) => story.count('retries') === 2 },
    {
      text: 'There is one event of each',
      holds: (story) => eventsOf(story, 'c1') === 1 && eventsOf(story, 'c2') === 1,
    },
  ],
})
