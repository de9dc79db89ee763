// What the directory makes of the settings: the layout that is asked for. Rules that are left out are left out here.

import type { Settings } from '../../src/engine/process.ts'
import { evenStarts } from './keys.ts'
import { type Layout, optionsOf } from './layout.ts'
import type { Member } from './placement/placement.ts'
import { schemeOf } from './placement/schemes.ts'
import { settingsOf } from './state.ts'

interface Asked {
  readonly settings: Settings
  readonly broken: Readonly<Record<string, boolean>>
}

/** More than any node will ever hold: no lid at all. */
const NO_LID = 1_000

/** `before` is what is so; parts are dealt from how they were dealt there. */
export function planLayout(
  asked: Asked,
  members: readonly Member[],
  salt: number,
  before: Layout | null,
): Layout {
  const { broken } = asked
  const { scheme, tokens, parts, epsilon, copies, isSpread, apart, writes, reads, partitionBy, posts } =
    settingsOf(asked)
  const count = before?.posts ?? posts
  const layout: Layout = {
    scheme: broken.byModulo === true ? 'modulo' : scheme,
    members,
    tokens: broken.oneToken === true ? 1 : tokens,
    parts,
    epsilon: broken.ignoresLid === true ? NO_LID : epsilon,
    salt,
    copies,
    isSpread: isSpread && broken.sameHosts !== true,
    ...(apart === 'host' ? {} : { apart }),
    writes,
    reads,
    partitionBy,
    posts: count,
    starts: scheme === 'ranges' ? evenStarts(count, partitionBy, parts) : [''],
    deal: null,
  }
  return { ...layout, deal: dealFor(layout, before) }
}

/** Parts stay with who has them as long as they are the same parts. */
function dealFor(layout: Layout, before: Layout | null): Layout['deal'] {
  const { deal } = schemeOf(layout.scheme)
  if (deal === null) return null
  const isSame =
    before !== null &&
    before.scheme === layout.scheme &&
    before.parts === layout.parts &&
    before.partitionBy === layout.partitionBy
  return deal(layout.members, optionsOf(layout), isSame ? before.deal : null)
}
