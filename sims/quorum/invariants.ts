// The promises. Each is made to operations answered by full quorums of the N; what a person chooses to do without is
// named, so that nobody takes a tick for a promise that was never made.

import type { InvariantSpec } from '../../src/sim/define.ts'
import { settingsIn } from './settings.ts'

export const invariants: readonly InvariantSpec[] = [
  {
    id: 'freshReads',
    title: 'Reads see every finished write',
    formal:
      'Regular register: a read by R copies, begun after a write on W copies ended, with R+W > N, returns it or a newer one.',
    paper: 'Gifford 1979; Dynamo §4.5',
    broken: '{0} was read as {1}, although {2} had been acknowledged {3:ms} before',
    unless: (settings) => (meets(settings) ? null : 'R+W is not more than N'),
  },
  {
    id: 'noInversion',
    title: 'Reads never go back',
    formal:
      'Atomic register: a read that begins after another has ended returns nothing older, if reads write back and R+W > N.',
    paper: 'Attiya, Bar-Noy and Dolev 1995',
    broken: '{0} was read as {1}, after {3} had read {2}',
    unless: (settings) => {
      if (!settingsIn(settings).writeBack) return 'reads do not write back'
      return meets(settings) ? null : 'R+W is not more than N'
    },
  },
  {
    id: 'noLostWrite',
    title: 'No acknowledged write is lost',
    formal:
      'Durability: an acknowledged write stays on some disk until a write that knew of it takes its place; where the last writer wins, one of two at the same time may go.',
    paper: 'Dynamo §4.4, §4.6',
    broken: 'The write {0} was acknowledged and is lost: {1} took its place without having seen it',
    unless: (settings) => {
      const { conflicts, whenCutOff } = settingsIn(settings)
      if (conflicts !== 'lww') return null
      if (whenCutOff === 'answer') return 'the last writer wins, also over what it could not see'
      return meets(settings) ? null : 'the last writer wins, and R+W is not more than N'
    },
  },
  {
    id: 'forwardOnly',
    title: 'A copy only moves forward',
    formal: 'Monotone copies: a version leaves a node only for one that replaces it.',
    paper: 'Dynamo §4.4',
    broken: '{0} dropped {1}={2} for {3}, which does not replace it',
  },
  {
    id: 'trueSiblings',
    title: 'Siblings are real conflicts',
    formal:
      'Causality: of two siblings neither was acknowledged before the writer of the other asked a quorum that met it.',
    paper: 'Dynamo §4.4',
    broken:
      '{0} keeps siblings of {1}: {2} and {3}, although the second was written by one who could see the first',
    unless: (settings) =>
      settingsIn(settings).conflicts === 'lww' ? 'the last writer wins, so there are none' : null,
  },
  {
    id: 'repairs',
    title: 'Reads repair what they find',
    formal: 'Read repair: if nothing is broken, every copy soon has what a read was shown.',
    paper: 'Dynamo §5',
    broken: '{0} still has {1}={2}, although a read was shown {3}',
    unless: (settings) => (settingsIn(settings).asks === 'all' ? null : 'a read looks at some copies only'),
  },
  {
    id: 'converges',
    title: 'Copies agree in the end',
    formal:
      'Convergence: if nothing has been broken for long enough, every acknowledged write is on all N copies.',
    paper: 'Dynamo §4.7',
    broken: '{0} still has {1}={2}, although {3} was acknowledged and nothing has been broken since',
    unless: (settings) => (settingsIn(settings).exchangeEveryUs === 0 ? 'anti-entropy is off' : null),
  },
]

function meets(settings: Parameters<typeof settingsIn>[0]): boolean {
  const { n, r, w } = settingsIn(settings)
  return Math.min(r, n) + Math.min(w, n) > n
}
