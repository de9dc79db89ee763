// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

const YOUNG = 'Young, CQRS Documents, 2010'
const KAFKA = 'Kafka documentation, §4.6, message delivery semantics'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'offsetFirst',
    title: 'Commits the offset first',
    help: 'Whatever is chosen, a projector notes that it has the events before it has applied them. A crash between the two loses them.',
    breaks: 'nothingLost',
    paper: KAFKA,
  },
  {
    id: 'takesAnyBatch',
    title: 'Does not look where a batch begins',
    help: 'A projector takes whatever events arrive, even if there are others between them and the last one it has.',
    breaks: 'nothingLost',
    paper: KAFKA,
  },
  {
    id: 'ignoresNumber',
    title: 'Applies without looking at the number',
    help: 'A projector applies an event that its model has already. It comes again after a crash before the offset was committed.',
    breaks: 'nothingTwice',
    paper: 'Helland, ACM Queue 2012',
  },
  {
    id: 'shipsUnsynced',
    title: 'Sends events before its own disk has them',
    help: 'Read models may show what the writer forgets in a crash, and what then never happened.',
    breaks: 'isFold',
    paper: 'Gray and Reuter, ch. 1',
  },
  {
    id: 'rebuildsOnTop',
    title: 'Rebuilds onto what is there',
    help: 'The events are applied from the first one on, but the balances are not emptied before.',
    breaks: 'rebuildsSame',
    paper: YOUNG,
  },
  {
    id: 'neverAsksAgain',
    title: 'Asks for events once',
    help: 'A projector whose question or answer is lost waits for ever.',
    breaks: 'catchesUp',
    paper: KAFKA,
  },
  {
    id: 'ignoresToken',
    title: 'Does not wait for the reader’s write',
    help: 'A read that wants its own writes is answered at once all the same.',
    breaks: 'readYourWrites',
    paper: 'Terry et al., PDIS 1994',
  },
  {
    id: 'answersBeforeSync',
    title: 'Answers before the disk has it',
    help: 'The writer says that it is done when the event is only in memory; a crash in the next moment makes it untrue.',
    breaks: 'noLostWrite',
    paper: 'Gray and Reuter, ch. 1',
  },
  {
    id: 'noRequestKey',
    title: 'Does not know a command again',
    help: 'A command that comes twice makes two events.',
    breaks: 'onceOnly',
    paper: 'Helland, CIDR 2007',
  },
  {
    id: 'trustsReadModel',
    title: 'Decides by what the client has read',
    help: 'The writer does not look at its own state but at the balance that a read model showed the client.',
    breaks: 'noOverdraft',
    paper: YOUNG,
  },
  {
    id: 'snapshotOnly',
    title: 'Starts from the snapshot alone',
    help: 'After a crash the writer leaves out the events that came after its last snapshot.',
    breaks: 'stateIsFold',
    paper: YOUNG,
  },
]
