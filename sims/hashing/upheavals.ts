// What operators do to the store while it runs, besides letting nodes in and out. Random runs draw from it: every way to
// place keys must be reachable from every other, under load and under faults.

import type { Command } from '../../src/engine/intervention.ts'
import { postName } from './keys.ts'
import { SCHEMES } from './placement/schemes.ts'

const set = (key: string, ...values: readonly (string | number | boolean)[]): Command[] =>
  values.map((value) => ({ kind: 'set', key, value }))

/** Topologies call the directory so. */
const tell = (name: string, more: Readonly<Record<string, string | number>>): Command => ({
  kind: 'tell',
  node: 'dir',
  order: { name, ...more },
})

export const upheavals: readonly Command[] = [
  ...set('scheme', ...SCHEMES.map(({ id }) => id), 'ring'),
  ...set('tokens', 1, 8, 100),
  ...set('parts', 12, 48, 96),
  ...set('copies', 1, 2, 3, 5),
  ...set('isSpread', true, false),
  ...set('apart', 'host', 'zone'),
  ...set('writes', 'majority', 'all'),
  ...set('reads', 'one', 'majority'),
  ...set('partitionBy', 'post', 'user', 'region', 'day'),
  ...set('meanwhile', 'forward', 'wait', 'miss'),
  ...set('clientCacheUs', 0, 300_000),
  ...set('salts', 1, 3),
  ...['n1', 'n2', 'n3', 'n4'].flatMap((node) => [
    tell('weigh', { node, weight: 0.5 }),
    tell('weigh', { node, weight: 3 }),
    tell('split', { key: postName(7), node }),
    tell('assign', { part: 3, node }),
    tell('remove', { node }),
  ]),
]
