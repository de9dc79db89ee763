// The rules that can be left out, each with the promise that breaks without it.

import type { RuleSwitch } from '../../src/sim/define.ts'

export const rules: readonly RuleSwitch[] = [
  {
    id: 'abortsAfterYes',
    title: 'Aborts by timeout after a yes',
    help: 'A participant that has voted yes and hears nothing aborts alone, although the others may have committed.',
    breaks: 'ac1',
    paper: 'Gray 1978',
  },
  {
    id: 'tellsBeforeForce',
    title: 'Tells before the decision is on disk',
    help: 'The coordinator sends the outcome first and forces it to its log then. A crash between the two forgets it.',
    breaks: 'ac1',
    paper: 'Mohan, Lindsay and Obermarck, §2',
  },
  {
    id: 'votesBeforeForce',
    title: 'Votes before the promise is on disk',
    help: 'A participant votes yes first and forces its promise to its log then. A crash between the two forgets it.',
    breaks: 'ac1',
    paper: 'Mohan, Lindsay and Obermarck, §2',
  },
  {
    id: 'forgetsPrepared',
    title: 'Forgets its promises on restart',
    help: 'A participant that restarts lets go of what it had voted yes for.',
    breaks: 'ac1',
    paper: 'Gray 1978',
  },
  {
    id: 'forgetsCommit',
    title: 'Forgets a commit too early',
    help: 'The coordinator does not wait for acknowledgements of a commit. Who asks later is told what is presumed: abort.',
    breaks: 'ac1',
    paper: 'Mohan, Lindsay and Obermarck, §3',
  },
  {
    id: 'obeysLastWord',
    title: 'Obeys the last word',
    help: 'A participant that has committed aborts when it is told so, by an answer that was long on its way.',
    breaks: 'ac2',
    paper: 'Bernstein, Hadzilacos and Goodman, §7.3',
  },
  {
    id: 'ignoresNo',
    title: 'Counts a no as a yes',
    help: 'The coordinator commits when all have voted, whatever they said.',
    breaks: 'ac3',
    paper: 'Gray 1978',
  },
  {
    id: 'impatient',
    title: 'Takes a vote on its way for a no',
    help: 'The coordinator decides at the first vote: who has not voted by then is counted as no.',
    breaks: 'ac4',
    paper: 'Bernstein, Hadzilacos and Goodman, §7.3',
  },
  {
    id: 'neverAsks',
    title: 'Never asks what became of it',
    help: 'A participant in doubt only waits. If the outcome got lost on the way, it waits for ever.',
    breaks: 'ac5',
    paper: 'Bernstein, Hadzilacos and Goodman, §7.4',
  },
  {
    id: 'readLocksEarly',
    title: 'Lets go of read locks early',
    help: 'A row that was read is free again at once, while other rows of the same transaction are still being read.',
    breaks: 'oneTotal',
    paper: 'Eswaran, Gray, Lorie and Traiger 1976',
  },
  {
    id: 'letsGoAtVote',
    title: 'Lets go of all locks at the vote',
    help: 'Others read and write the rows before it is known what they hold.',
    breaks: 'oneTotal',
    paper: 'Eswaran, Gray, Lorie and Traiger 1976',
  },
  {
    id: 'noRequestKey',
    title: 'Does a repeated request again',
    help: 'A request that comes twice is carried out twice: the coordinator does not look at its name.',
    breaks: 'onceOnly',
    paper: 'Helland 2007',
  },
]
