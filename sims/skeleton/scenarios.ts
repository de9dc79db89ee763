// The story told over the register. A lesson never says what its run does not show: its claims are tests.

import { scenario } from '../../src/sim/scenario.ts'

const MS = 1000

export const powerCut = scenario({
  id: 'skeleton/power-cut',
  sim: 'skeleton',
  title: 'Is a write safe once the server has it?',
  blurb: 'One server, one value, and a power cut at the worst moment.',
  question: 'The power fails between writing and syncing. What may the client believe?',
  minutes: 2,
  seed: '1',
  topology: [
    { id: 'n1', process: 'register' },
    { id: 'c1', process: 'client' },
    { id: 'c2', process: 'client' },
  ],
  settings: {},
  rules: [],
  // SKELETON: what happens, as timed data. The write is at n1 by 23 ms and on its disk by 33 ms at the latest.
  interventions: [
    { id: 'write', atUs: 20 * MS, do: { kind: 'tell', node: 'c1', order: { name: 'write', value: 7 } } },
    { id: 'power-cut', atUs: 28 * MS, do: { kind: 'crash', node: 'n1' } },
    { id: 'power-back', atUs: 60 * MS, do: { kind: 'restart', node: 'n1' } },
  ],
  durationUs: 200 * MS,
  opensAt: (story) => story.at(10 * MS),
  press: { label: 'Let c1 write 7', does: 'next' },
  // SKELETON: beats wait on meanings, never on clock times.
  beats: [
    { at: (story) => story.first('writes')?.row ?? null, say: 'c1 asks to write 7.' },
    {
      at: (story) => story.first('stored')?.row ?? null,
      say: 'n1 has written it, but not to the disk itself yet.',
    },
    { at: (story) => story.intervention('power-cut'), say: 'The power fails. What was not synced is gone.' },
    { at: (story) => story.first('restarted')?.row ?? null, say: 'n1 is back, without the write.' },
    { at: (story) => story.first('retries')?.row ?? null, say: 'c1 was never answered, so it asks again.' },
    {
      at: (story) => story.first('answered')?.row ?? null,
      say: 'Now the write is on disk, and c1 may believe it.',
    },
  ],
  predict: {
    at: (story) => story.intervention('power-cut'),
    question: 'Was c1 told that its write succeeded?',
    options: [
      { text: 'Yes', feedback: 'Then it would believe a write that no longer exists.' },
      { text: 'No', feedback: 'The answer waits for the disk, so it died with the server.' },
    ],
    answer: (story) => {
      const told = story.first('answered')
      return told !== null && told.row < (story.intervention('power-cut') ?? 0) ? 0 : 1
    },
  },
  contrast: {
    say: 'The same run, but n1 answers before its disk has the write',
    change: { rules: ['answersBeforeSync'] },
    claims: [
      {
        text: 'c1 was told, and the write is lost',
        holds: (story) => story.violations.some(({ invariant }) => invariant === 'noLostWrite'),
      },
    ],
  },
  claims: [
    { text: 'Every promise holds', holds: (story) => story.violations.length === 0 },
    {
      text: 'c1 is answered only after the power is back',
      holds: (story) => {
        const told = story.first('answered')
        return told !== null && told.atUs > 60 * MS
      },
    },
    {
      text: 'In the end n1 holds 7',
      holds: (story) => story.nodes.find(({ id }) => id === 'n1')?.disk.value === 7,
    },
  ],
})
