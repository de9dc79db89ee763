// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'quorumsMiss',
    title: 'Reads wait for too few',
    help: 'A read takes so few answers that R+W is no more than N, and may miss every copy that has the write.',
    breaks: 'freshReads',
    paper: '§4.5',
  },
  {
    id: 'countsStandIns',
    title: 'Counts stand-ins as copies',
    help: 'A node that only keeps a hint counts towards R and W as if it were one of the N.',
    breaks: 'freshReads',
    paper: '§4.6',
  },
  {
    id: 'trustsClock',
    title: 'Lets clocks decide',
    help: 'Where the last writer wins, a write asks nobody before: its stamp is the time on its coordinator’s clock.',
    breaks: 'noLostWrite',
    paper: '§4.4',
  },
  {
    id: 'unawaitedWriteBack',
    title: 'Answers before it has written back',
    help: 'What a read found is sent to the other copies, but the reader is told before they have it.',
    breaks: 'noInversion',
    paper: 'Attiya, Bar-Noy and Dolev',
  },
  {
    id: 'answersBeforeSync',
    title: 'Acknowledges before the disk has it',
    help: 'Copies acknowledge at once; a crash in the next moment makes it untrue.',
    breaks: 'freshReads',
    paper: '§4.5, §5',
  },
  {
    id: 'hintsUnconfirmed',
    title: 'Forgets a hint once it is sent',
    help: 'A hint is dropped when it is sent home, though nobody knows that it arrived.',
    breaks: 'noLostWrite',
    paper: '§4.6',
  },
  {
    id: 'lastArrivalWins',
    title: 'Keeps whatever came last',
    help: 'A copy does not compare versions: what arrives replaces what is there, however old it is.',
    breaks: 'forwardOnly',
    paper: '§4.4',
  },
  {
    id: 'forgetsContext',
    title: 'Writes without context',
    help: 'A version does not say what its writer had seen, so nothing is ever known to be replaced by it.',
    breaks: 'trueSiblings',
    paper: '§4.4',
  },
  {
    id: 'noReadRepair',
    title: 'Leaves old copies as they are',
    help: 'A read that sees that a copy is old does not send it what it lacks.',
    breaks: 'repairs',
    paper: '§5',
  },
  {
    id: 'digestsCountKeys',
    title: 'Compares keys, not versions',
    help: 'The hash trees tell which keys there are, not which versions, so copies that differ look the same.',
    breaks: 'converges',
    paper: '§4.7',
  },
]
