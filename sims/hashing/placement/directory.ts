// A directory: a table says where each part is, and somebody keeps it. As the master of Ghemawat, Gobioff and Leung,
// "The Google File System", SOSP 2003, §2.6.
//
// Any part can be anywhere, so nothing moves unless somebody wants it to: a node that comes has nothing until it is
// given something. The price is a lookup, and a keeper that must be asked before anything is found.

import { dealOrphans } from './deal.ts'
import { dealtParts, placeParts } from './partitions.ts'
import { assertMembers, type Deal, type Scheme } from './placement.ts'

export const directory: Scheme = {
  id: 'directory',
  title: 'Directory',
  paper: 'The Google File System, SOSP 2003, §2.6',
  moves: 'least',
  isWeighted: true,
  deal(members, options, before) {
    assertMembers(members)
    return before === null || before.owners.length !== options.parts || before.starts !== undefined
      ? dealtParts(members, options)
      : dealOrphans(before, members)
  },
  place: (members, options, deal) => placeParts(members, deal ?? dealtParts(members, options)),
}

/** Gives one part to a node by hand. */
export function assigned(deal: Deal, part: number, owner: string): Deal {
  return { ...deal, owners: deal.owners.map((was, i) => (i === part ? owner : was)) }
}
