// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'byModulo',
    title: 'Places keys by modulo',
    help: 'Whatever is chosen, the hash is divided by the number of nodes. With every node that comes or goes, nearly all keys move.',
    breaks: 'leastMoved',
    paper: 'Karger et al., STOC 1997',
  },
  {
    id: 'oneToken',
    title: 'One point a node',
    help: 'Whatever is asked for, each node has one point on the ring, and so one arc, which may be long.',
    breaks: 'fairShares',
    paper: 'Dynamo, SOSP 2007, §4.2',
  },
  {
    id: 'sameHosts',
    title: 'Takes the next nodes for copies',
    help: 'The next nodes on the ring keep the copies, even if they are on one host.',
    breaks: 'apart',
    paper: 'Dynamo, SOSP 2007, §4.3',
  },
  {
    id: 'ignoresLid',
    title: 'Full nodes take more',
    help: 'With bounded loads, a node that is full keeps what should go on to the next.',
    breaks: 'loadBound',
    paper: 'Mirrokni et al., SODA 2018',
  },
  {
    id: 'forgetsDuringMove',
    title: 'Forgets what is written during a move',
    help: 'Writes go to those who had the key. Who is to have it copies it once, and misses what was written after.',
    breaks: 'noLostWrite',
    paper: 'Dynamo, SOSP 2007, §4.9',
  },
  {
    id: 'dropsEarly',
    title: 'Deletes before the new owner has it',
    help: 'A node that hears that a key is another’s now deletes its own copy at once.',
    breaks: 'noLostWrite',
    paper: 'Vertical Paxos, PODC 2009',
  },
  {
    id: 'settlesEarly',
    title: 'Ends the move with the first to be ready',
    help: 'The directory does not wait until all members have their keys.',
    breaks: 'noLostWrite',
    paper: 'Vertical Paxos, PODC 2009',
  },
  {
    id: 'noForwarding',
    title: 'Answers for keys of others',
    help: 'A node that is asked for a key which is not its own does not hand the request on; it answers from what it has.',
    breaks: 'freshReads',
    paper: 'Dynamo, SOSP 2007, §4.8',
  },
  {
    id: 'ignoresEpochs',
    title: 'Does not compare epochs',
    help: 'Copies answer whoever asks, by whatever view. A quorum may be put together from two of them.',
    breaks: 'freshReads',
    paper: 'Vertical Paxos, PODC 2009',
  },
  {
    id: 'oneIsEnough',
    title: 'Is content with one copy',
    help: 'A read or a write is answered as soon as one copy has said, however many should.',
    breaks: 'freshReads',
    paper: 'Dynamo, SOSP 2007, §4.5',
  },
  {
    id: 'answersBeforeSync',
    title: 'Answers before the disk has it',
    help: 'A copy says that it has stored a write when it has only heard of it; a crash in the next moment makes it untrue.',
    breaks: 'noLostWrite',
    paper: 'Gray and Reuter, ch. 1',
  },
  {
    id: 'announcesBeforeSync',
    title: 'Announces before its own disk has it',
    help: 'The directory tells everybody of a view that it may forget, and then gives its number to another.',
    breaks: 'oneOwner',
    paper: 'Vertical Paxos, PODC 2009',
  },
]
