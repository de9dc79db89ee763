// A sixth node joins while clients read and write. The keys that its points cut off move to it, a few at a time; no
// other key moves, and no answer is wrong meanwhile.

import { scenario } from '../../../src/sim/scenario.ts'
import { placementOf } from '../layout.ts'
import { join, MS, nodeNamed, promisesHold, topology, viewOf } from './cluster.ts'

const OPENS_MS = 280
const JOIN_MS = 300

export const nodeJoins = scenario({
  id: 'hashing/node-joins',
  sim: 'hashing',
  title: 'How many keys have to move?',
  blurb: 'Five nodes share the keys by a hash ring. A sixth joins, under live reads and writes.',
  question: 'A sixth node joins five. How many keys have to move, and where from?',
  minutes: 4,
  seed: '3',
  topology: topology({
    nodes: 5,
    spares: 1,
    clients: 3,
    domains: ['rack 1', 'rack 1', 'rack 2', 'rack 2', 'rack 3', 'rack 3'],
  }),
  settings: { workloadEveryUs: 40 * MS },
  rules: [],
  interventions: [join('join', JOIN_MS, 'n6')],
  durationUs: 1_200 * MS,
  opensAt: (story) => story.at(OPENS_MS * MS),
  press: { label: 'Let n6 join', does: 'next' },
  beats: [
    {
      at: (story) => story.at(OPENS_MS * MS),
      say: 'Five nodes share the keys. Who keeps a key is worked out from the list of members, by everybody alike.',
    },
    {
      at: (story) => story.intervention('join'),
      say: 'n6 is told to join, and asks the directory for a place.',
    },
    {
      at: (story) => story.first('announces')?.row ?? null,
      say: 'A new view: six members now, five before. Only the arcs before n6’s points change hands.',
    },
    {
      at: (story) => story.first('sendsKeys')?.row ?? null,
      say: 'The keys themselves must travel. Each of the five sends n6 what is now n6’s, and nothing else.',
    },
    {
      at: (story) => story.last('ready')?.row ?? null,
      say: 'The last member has all that the new view gives it.',
    },
    {
      at: (story) => story.first('settles', undefined, JOIN_MS * MS)?.row ?? null,
      say: 'The move is over. Now, and not before, the old copies are deleted.',
    },
  ],
  predict: {
    at: (story) => story.intervention('join'),
    question: 'n6 joins five nodes. What share of all keys moves?',
    options: [
      {
        text: 'None: that is what consistent hashing is for',
        feedback: 'Then n6 would keep nothing. It must get a share from somewhere.',
      },
      {
        text: 'About a sixth, all of it to n6',
        feedback: 'n6 takes its fair share from the others, and no key moves between two of them.',
      },
      {
        text: 'About five sixths',
        feedback: 'That is what placing by the hash modulo the number of nodes would move.',
      },
    ],
    answer: (story) => {
      const moves = story.first('changesHands')
      const share = Number(moves?.params[0]) / Number(moves?.params[1])
      return share === 0 ? 0 : share < 0.5 ? 1 : 2
    },
  },
  contrast: {
    say: 'The same join, with keys placed by their hash modulo the number of nodes',
    change: { rules: ['byModulo'] },
    claims: [
      {
        text: 'More than seven of ten keys move, most of them between nodes that were there before',
        holds: (story) => {
          const moves = story.first('changesHands')
          return Number(moves?.params[0]) / Number(moves?.params[1]) > 0.7
        },
      },
    ],
  },
  claims: [
    promisesHold,
    {
      text: 'Keys move, and fewer than a third of them',
      holds: (story) => {
        const moves = story.first('changesHands')
        const share = Number(moves?.params[0]) / Number(moves?.params[1])
        return share > 0 && share < 1 / 3
      },
    },
    {
      text: 'In the end n6 keeps what the view gives it, and the others nothing of that',
      holds: (story) => {
        const { now } = viewOf(story)
        const keys = Object.keys(nodeNamed(story, 'n6').disk.data)
        const isElsewhere = (key: string) =>
          story.nodes.some(({ id, process, disk }) => process === 'store' && id !== 'n6' && key in disk.data)
        return keys.length > 0 && placementOf(now).members.length === 6 && !keys.some(isElsewhere)
      },
    },
    {
      text: 'The move ends',
      holds: (story) => viewOf(story).was === null && viewOf(story).epoch === 3,
    },
  ],
})
