// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'promotesLaggard',
    title: 'Promotes the laggard',
    help: 'At every change, the master takes the one that has least of all replicas that answer.',
    breaks: 'noLostWrite',
    paper: 'Lamport, Malkhi and Zhou 2009',
  },
  {
    id: 'promotesTooFew',
    title: 'Promotes whoever answers first',
    help: 'At every change, the master takes the first replica that answers, wherever it comes from.',
    breaks: 'noLostWrite',
    paper: 'Lamport, Malkhi and Zhou 2009',
  },
  {
    id: 'noFencing',
    title: 'Does not fence the old primary',
    help: 'An old primary goes on when it hears of a new one, and replicas obey whoever sends.',
    breaks: 'onePrimary',
    paper: 'Budhiraja et al. 1993, Pb1',
  },
  {
    id: 'ignoresLease',
    title: 'Acts without a lease',
    help: 'A primary that no longer hears from the master answers all the same.',
    breaks: 'freshReads',
    paper: 'Gray and Cheriton 1989',
  },
  {
    id: 'answersBeforeSync',
    title: 'Acknowledges before the disk has it',
    help: 'Acknowledgements leave at once; a crash in the next moment makes them untrue.',
    breaks: 'noLostWrite',
    paper: 'Alsberg and Day 1976',
  },
  {
    id: 'fallsBackSilently',
    title: 'Falls back to asynchronous without a word',
    help: 'When the backups keep it waiting for 60 ms, the primary tells the client OK without them.',
    breaks: 'noLostWrite',
    paper: 'MySQL manual, semisynchronous replication',
  },
  {
    id: 'headAnswers',
    title: 'The head of a chain answers',
    help: 'The head tells the client OK as soon as it has the write, before the tail does.',
    breaks: 'noLostWrite',
    paper: 'van Renesse and Schneider 2004, §3',
  },
  {
    id: 'skipsGaps',
    title: 'Appends whatever comes',
    help: 'A replica does not look at what stands before new entries, so its log may have gaps.',
    breaks: 'updatePropagation',
    paper: 'van Renesse and Schneider 2004, §3',
  },
  {
    id: 'noDedup',
    title: 'Executes every copy of a request',
    help: 'Serial numbers are ignored, so a request that was retried or duplicated takes effect twice.',
    breaks: 'exactlyOnce',
    paper: 'Budhiraja et al. 1993, Pb4',
  },
  {
    id: 'ignoresToken',
    title: 'Ignores how far a client has seen',
    help: 'A replica answers at once, although the client brings a token of something newer.',
    breaks: 'readYourWrites',
    paper: 'Terry et al. 1994',
  },
  {
    id: 'dropsAlone',
    title: 'Throws away what was written alone',
    help: 'A replica that was cut off forgets its own writes when it is back, instead of handing them over.',
    breaks: 'noLostWrite',
    paper: 'DeCandia et al. 2007, §4.4',
  },
]
