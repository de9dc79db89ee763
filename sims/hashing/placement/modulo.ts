// Modulo N: the hash divided by the number of nodes, and the rest says which. It balances as well as anything, and
// when the number changes nearly every key has another rest: n of n + 1 move. What consistent hashing was made for.

import { assertMembers, fromThere, type Scheme } from './placement.ts'

export const modulo: Scheme = {
  id: 'modulo',
  title: 'Modulo N',
  paper: 'the folklore that Karger et al., STOC 1997, §1, sets out from',
  moves: 'most',
  isWeighted: false,
  deal: null,
  place(members) {
    assertMembers(members)
    return {
      members,
      owner: (hash) => hash % members.length,
      preference: (hash) => fromThere(hash % members.length, members.length),
    }
  },
}
