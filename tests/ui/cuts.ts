// The named shapes of a cut, as pictures: for the tests of the stage and for looking at it.

import type { ClusterPicture, WallPicture } from '../../src/sim/picture.ts'
import { aWall, healthy } from './fixtures.ts'

/** Five servers and their clients under a cut between two sides. */
export function cutCluster(
  first: readonly string[],
  second: readonly string[],
  more: Partial<WallPicture> = {},
  clients = 1,
): ClusterPicture {
  const base = healthy(5, clients)
  const wall = aWall(first, second, more)
  const cut = new Set(wall.links.map(([a, b]) => `${a} ${b}`))
  const cutOf = (a: string, b: string) => {
    const [forth, back] = [cut.has(`${a} ${b}`), cut.has(`${b} ${a}`)]
    return forth && back
      ? ('both' as const)
      : forth
        ? ('forth' as const)
        : back
          ? ('back' as const)
          : ('none' as const)
  }
  return {
    ...base,
    walls: [wall],
    links: base.links.map((link) => ({ ...link, cut: cutOf(link.a, link.b) })),
  }
}

/** Each server still hears a majority, but no two the same one: neighbours on the ring alone are linked. */
export const majoritiesRing: ClusterPicture = (() => {
  const pairs = [
    ['n1', 'n3'],
    ['n1', 'n4'],
    ['n2', 'n4'],
    ['n2', 'n5'],
    ['n3', 'n5'],
  ] as const
  const links = pairs.flatMap(
    ([a, b]) =>
      [
        [a, b],
        [b, a],
      ] as const,
  )
  return cutCluster([], [], { name: 'majorities in a ring', links })
})()

export const CUTS: readonly (readonly [string, ClusterPicture])[] = [
  ['n5 cut off', cutCluster(['n5'], ['n1', 'n2', 'n3', 'n4'])],
  ['halves', cutCluster(['n1', 'n2'], ['n3', 'n4', 'n5'])],
  ['the bridge n3', cutCluster(['n1', 'n2'], ['n4', 'n5'])],
  ['majorities in a ring', majoritiesRing],
  [
    'the leader hears nobody',
    cutCluster(['n2', 'n3', 'n4', 'n5'], ['n1'], {
      isOneWay: true,
      links: ['n2', 'n3', 'n4', 'n5'].map((id) => [id, 'n1'] as const),
    }),
  ],
  [
    'two cuts',
    {
      ...cutCluster(['n5'], ['n1', 'n2', 'n3', 'n4']),
      walls: [
        aWall(['n5'], ['n1', 'n2', 'n3', 'n4']),
        aWall(['n3'], ['n1', 'n2', 'n4', 'n5'], { fault: 'f9' }),
      ],
    },
  ],
]
