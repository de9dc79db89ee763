// Rendezvous hashing, or highest random weight. Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit
// Rates", IEEE/ACM Transactions on Networking 1998; weights after Schindelhauer and Schomaker, SPAA 2005.
//
// Every node draws a number for every key, from both names; the highest draw has the key. Who loses a node falls back
// on the second highest, which is another one for every key, so the heirs share evenly. Looking costs a draw a node.

import { ln } from '../../../src/engine/ln.ts'
import { mix32, murmur3 } from './hash.ts'
import { assertMembers, type Member, type Scheme } from './placement.ts'

export const rendezvous: Scheme = {
  id: 'rendezvous',
  title: 'Rendezvous, highest random weight',
  paper: 'Thaler and Ravishankar, ToN 1998; Schindelhauer and Schomaker, SPAA 2005',
  moves: 'least',
  isWeighted: true,
  deal: null,
  place(members, { salt }) {
    assertMembers(members)
    const seeds = members.map(({ id }) => murmur3(id, salt ^ 0x2545f491))
    const isEven = members.every(({ weight }) => weight === members[0]!.weight)
    // With equal weights the order of the scores is the order of the draws.
    const score = isEven
      ? (hash: number, i: number) => drawOf(hash, seeds[i]!)
      : (hash: number, i: number) => weighted(drawOf(hash, seeds[i]!), members[i]!)
    return {
      members,
      owner(hash) {
        let best = 0
        let highest = score(hash, 0)
        for (let i = 1; i < members.length; i++) {
          const own = score(hash, i)
          if (own > highest) {
            best = i
            highest = own
          }
        }
        return best
      },
      preference(hash) {
        const scores = members.map((_, i) => score(hash, i))
        return members.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
      },
    }
  },
}

function drawOf(hash: number, seed: number): number {
  return mix32(hash ^ mix32(seed + hash))
}

/** The chance of the highest score is each one's weight over the sum of all. */
function weighted(draw: number, { weight }: Member): number {
  return -weight / ln((draw + 0.5) / 4_294_967_296)
}
