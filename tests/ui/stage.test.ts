// The stage keeps its promises at every size: nothing covers anything, messages move with time, links stop at walls.

import { describe, expect, test } from 'vitest'
import type { ClusterPicture } from '../../src/sim/picture.ts'
import { along, type Box, distance, dot, meetsCircle, overlap } from '../../src/ui/figures/shared/geometry.ts'
import { LARGE_SIZES, SIZES } from '../../src/ui/figures/shared/sizes.ts'
import { shareAt } from '../../src/ui/figures/stage/flights.ts'
import { afterArrow, stopsOf } from '../../src/ui/figures/stage/roving.ts'
import { type StageGeometry, stageGeometry } from '../../src/ui/figures/stage/stage.ts'
import { crossings, sideName } from '../../src/ui/figures/stage/walls.ts'
import { nodeWords } from '../../src/ui/figures/stage/words.ts'
import { CUTS, cutCluster } from './cuts.ts'
import { AT_US, aFlight, allLinks, aNode, aWall, healthy, isolateCluster, mockCluster } from './fixtures.ts'

const WIDE = [
  [900, 420],
  [1000, 352],
  [1440, 500],
  [2560, 900],
] as const
const NARROW = [
  [360, 272],
  [390, 320],
] as const

function draw(
  cluster: ClusterPicture,
  width: number,
  height: number,
  sizes = SIZES,
  atUs = AT_US,
): StageGeometry {
  return stageGeometry({ cluster, atUs, size: { width, height }, sizes, isUnsafe: false })
}

const STORIES: readonly (readonly [string, ClusterPicture])[] = [
  ['an election beside a wall', mockCluster],
  ['one way, a spring and a held message', isolateCluster],
  ['three and one', healthy(3, 1)],
  ['five and two', healthy(5, 2)],
]

function labelBoxes(geometry: StageGeometry): readonly (readonly [string, Box])[] {
  return [
    ...geometry.nodes.map((view) => [`label of ${view.node.id}`, view.label.box] as const),
    ...geometry.labels.map((label) => [`${label.key}: ${label.text}`, label.box] as const),
  ]
}

function collisions(geometry: StageGeometry): readonly string[] {
  const boxes = labelBoxes(geometry)
  const found: string[] = []
  for (const [i, [name, box]] of boxes.entries()) {
    for (const { node, place } of geometry.nodes)
      if (meetsCircle(box, place.at, place.radius)) found.push(`${name} on ${node.id}`)
    for (const [other, otherBox] of boxes.slice(i + 1))
      if (overlap(box, otherBox) > 0) found.push(`${name} on ${other}`)
  }
  return found
}

describe.each(STORIES)('%s', (_name, cluster) => {
  test.each(WIDE)('at %d by %d no label covers a node or another label', (width, height) => {
    expect(collisions(draw(cluster, width, height))).toEqual([])
  })

  test.each(NARROW)('at %d by %d no label covers a node or another label', (width, height) => {
    expect(collisions(draw(cluster, width, height))).toEqual([])
  })

  test.each([...WIDE, ...NARROW])('at %d by %d every node and label is on the stage', (width, height) => {
    const geometry = draw(cluster, width, height)
    const boxes = labelBoxes(geometry).map(([, box]) => box)
    for (const box of boxes) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(-1)
      expect(box.x + box.w).toBeLessThanOrEqual(width + 1)
      expect(box.y + box.h).toBeLessThanOrEqual(height + 1)
    }
    for (const { place } of geometry.nodes) {
      expect(place.at.x - place.radius).toBeGreaterThanOrEqual(0)
      expect(place.at.y + place.radius).toBeLessThanOrEqual(height)
    }
  })

  test('in the large type of a projector no label covers anything either', () => {
    expect(collisions(draw(cluster, 1400, 420, LARGE_SIZES))).toEqual([])
  })
})

test.each([
  [3, 1],
  [4, 4],
  [7, 2],
  [9, 4],
])('%d servers and %d clients stand apart', (servers, clients) => {
  for (const [width, height] of [...WIDE, ...NARROW, [800, 200] as const]) {
    const { nodes } = draw(healthy(servers, clients), width, height)
    for (const [i, a] of nodes.entries()) {
      for (const b of nodes.slice(i + 1)) {
        expect(distance(a.place.at, b.place.at), `${a.node.id} and ${b.node.id} at ${width}`).toBeGreaterThan(
          a.place.radius + b.place.radius,
        )
      }
    }
  }
})

test('where the words of a client would cover something, its name stands alone', () => {
  const long = '10 from a1 to a2, waiting 251 ms'
  const { nodes, ...rest } = healthy(5, 2)
  const talking = nodes.map((node) => (node.glyph === 'client' ? { ...node, caption: long } : node))
  const [low, roomy] = [180, 620].map((height) =>
    draw({ ...rest, nodes: talking }, height * 4, height, LARGE_SIZES),
  )
  const linesOf = (geometry: StageGeometry) =>
    geometry.nodes.filter(({ place }) => place.isClient).map(({ label }) => label.lines.length)
  expect(collisions(low!).filter((one) => one.startsWith('label of c'))).toEqual([])
  expect([linesOf(low!), linesOf(roomy!)]).toEqual([
    [1, 1],
    [2, 2],
  ])
})

test('nothing that happens moves a node', () => {
  const calm = draw({ ...mockCluster, flights: [], walls: [] }, 1000, 352)
  const busy = draw(mockCluster, 1000, 352)
  expect(busy.nodes.map((view) => view.place)).toEqual(calm.nodes.map((view) => view.place))
})

test('labels stay where they are while messages fly', () => {
  const early = draw(mockCluster, 1000, 352, SIZES, AT_US - 3_000)
  const late = draw(mockCluster, 1000, 352, SIZES, AT_US)
  expect(late.labels).toEqual(early.labels)
})

describe('a message in flight', () => {
  const flight = aFlight('n1', 'n2', { sentUs: 1_000, arrivesUs: 3_000 })

  test('has come a share of its way that is linear in time', () => {
    expect([1_000, 1_500, 2_000, 2_500, 3_000].map((us) => shareAt(flight, us))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ])
  })

  test('never leaves its ends', () => {
    expect([shareAt(flight, 0), shareAt(flight, 9_000)]).toEqual([0, 1])
  })

  test('waits half way while it is held', () => {
    expect(shareAt({ ...flight, isHeld: true }, 2_900)).toBe(0.5)
  })

  test('keeps to the right of one that comes towards it', () => {
    const cluster = { ...healthy(3, 0), flights: [aFlight('n1', 'n2'), aFlight('n2', 'n1')] }
    const [forth, back] = draw(cluster, 1000, 400).flights
    expect(forth && back && distance(forth.way.from, back.way.to)).toBeGreaterThan(6)
  })
})

describe('a wall', () => {
  const geometry = draw(mockCluster, 1000, 352)
  const [standing] = geometry.walls
  const wall = standing !== undefined && 'normal' in standing ? standing : null

  test('stands upright between the two sides when it can', () => {
    expect(Math.abs(wall?.normal.x ?? 0)).toBeCloseTo(1)
    for (const { node, place } of geometry.nodes) {
      const isBelow = wall?.picture.sides[0].includes(node.id)
      expect(dot(place.at, wall?.normal ?? { x: 0, y: 0 }) < (wall?.offset ?? 0), node.id).toBe(isBelow)
    }
  })

  test('stops the links it cuts, short of its faces', () => {
    const cut = geometry.links.filter((view) => view.link.cut === 'both')
    expect(cut.length).toBeGreaterThan(0)
    for (const view of cut) {
      for (const piece of view.pieces) {
        for (const end of [piece.from, piece.to]) {
          expect(Math.abs(dot(end, wall?.normal ?? end) - (wall?.offset ?? 0))).toBeGreaterThan(9)
        }
      }
    }
  })

  test('is where a message is lost that tries to cross it', () => {
    const lost = geometry.flights.find((view) => view.state === 'lost')
    const gap = Math.abs(
      dot(lost?.way.to ?? { x: 0, y: 0 }, wall?.normal ?? { x: 1, y: 0 }) - (wall?.offset ?? 0),
    )
    expect(gap).toBeGreaterThan(9)
    expect(gap).toBeLessThan(30)
  })

  test('is not drawn across links that are whole: those that are cut get a bar each', () => {
    const bridge = draw(isolateCluster, 1000, 380)
    expect(bridge.walls).toEqual([])
    expect(bridge.bars.map((bar) => [bar.a, bar.b, bar.cut])).toEqual([['n1', 'n4', 'forth']])
  })

  test('that no line can draw becomes bars, one for each link that is cut', () => {
    const ids = ['n1', 'n2', 'n3', 'n4']
    const isCut = (a: string, b: string) => ['n1', 'n3'].includes(a) !== ['n1', 'n3'].includes(b)
    const cluster: ClusterPicture = {
      nodes: ids.map((id) => aNode(id)),
      links: allLinks(ids, (a, b) => ({ cut: isCut(a, b) ? 'both' : 'none' })),
      walls: [aWall(['n1', 'n3'], ['n2', 'n4'])],
      flights: [],
    }
    const { walls, bars } = draw(cluster, 1000, 380)
    expect([walls.length, bars.length]).toEqual([0, 4])
  })
})

describe('a wall that bends', () => {
  const LOW = [
    [816, 216],
    [816, 196],
    [1000, 300],
    [1440, 500],
  ] as const
  const servers = ['n1', 'n2', 'n3', 'n4', 'n5']
  /** Neighbours on the ring, each with any of the clients. */
  const arcs = [1, 2].flatMap((size) =>
    servers.flatMap((_, from) =>
      [[], ['c1'], ['c2'], ['c1', 'c2']].map((clients) => [
        ...Array.from({ length: size }, (_, i) => servers[(from + i) % 5]!),
        ...clients,
      ]),
    ),
  )

  test.each(LOW)('at %d by %d parts any neighbours from the rest, clients and all', (width, height) => {
    const unparted = arcs.filter((first) => {
      const second = [...servers, 'c1', 'c2'].filter((id) => !first.includes(id))
      return draw(cutCluster(first, second, {}, 2), width, height).walls.length === 0
    })
    expect(unparted).toEqual([])
  })

  test.each(LOW)('at %d by %d stands clear of what is whole, and between what is cut', (width, height) => {
    for (const first of arcs) {
      const second = [...servers, 'c1', 'c2'].filter((id) => !first.includes(id))
      const { walls, nodes, links } = draw(cutCluster(first, second, {}, 2), width, height)
      const [wall] = walls
      if (wall === undefined || !('border' in wall)) continue
      for (const point of wall.lines.flat())
        for (const { node, place } of nodes)
          expect(distance(point, place.at), `${first} by ${node.id}`).toBeGreaterThan(place.radius + 8)
      const crossed = (a: string, b: string) =>
        crossings({ from: placeOf(nodes, a), to: placeOf(nodes, b) }, wall).length
      for (const { link } of links) {
        const isServers = link.a.startsWith('n') && link.b.startsWith('n')
        if (link.cut === 'none' && isServers) expect(crossed(link.a, link.b)).toBe(0)
        if (link.cut !== 'none') expect(crossed(link.a, link.b) % 2, `${link.a} ${link.b}`).toBe(1)
      }
    }
  })

  test('has a gap where a client talks through it', () => {
    const first = ['n4', 'c1']
    const second = ['n1', 'n2', 'n3', 'n5', 'c2']
    const { walls, nodes, links } = draw(cutCluster(first, second, {}, 2), 816, 216)
    const [wall] = walls
    if (wall === undefined || !('border' in wall))
      throw new Error('n4 and c1 are parted by a wall that bends')
    const through = links.filter(({ link }) => link.cut === 'none')
    const met = through.flatMap(({ link }) =>
      crossings({ from: placeOf(nodes, link.a), to: placeOf(nodes, link.b) }, wall).map(({ share }) =>
        along(placeOf(nodes, link.a), placeOf(nodes, link.b), share),
      ),
    )
    for (const point of met)
      expect(Math.min(...wall.lines.flat().map((p) => distance(p, point)))).toBeGreaterThan(12)
  })

  test('does not move while messages fly', () => {
    const cluster = cutCluster(['n1'], ['n2', 'n3', 'n4', 'n5', 'c1', 'c2'], {}, 2)
    const [early, late] = [AT_US, AT_US + 9_000].map((us) => draw(cluster, 816, 216, SIZES, us).walls)
    expect(early).toEqual(late)
  })
})

function placeOf(nodes: StageGeometry['nodes'], id: string) {
  const view = nodes.find(({ node }) => node.id === id)
  if (view === undefined) throw new Error(`${id} is on the stage`)
  return view.place.at
}

test.each(CUTS)(
  '%s: every cut link is stopped, by a wall or by a bar, and no other link is',
  (_name, cluster) => {
    const { walls, bars, links } = draw(cluster, 1000, 380)
    for (const { link, pieces } of links) {
      const isBarred = bars.some((bar) => bar.a === link.a && bar.b === link.b)
      const isWalled = walls.some((wall) => {
        const [first, second] = wall.picture.sides
        return (
          [...first, ...second].includes(link.a) &&
          first.includes(link.a) !== first.includes(link.b) &&
          second.includes(link.a) !== second.includes(link.b)
        )
      })
      expect(isBarred || isWalled, `${link.a} ${link.b}`).toBe(link.cut !== 'none' || isWalled)
      if (link.cut === 'none' && !isWalled) expect(pieces).toHaveLength(1)
    }
  },
)

test('sides are named as a person would', () => {
  expect(sideName(['n1', 'n2', 'n3', 'n4'], ['n5'], 5)).toBe('everyone else')
  expect(sideName(['n1', 'n2', 'n3'], ['n4', 'n5'], 7)).toBe('n1–n3')
  expect(sideName(['n5', 'c2'], ['n1', 'n2', 'n3', 'n4', 'c1'], 7)).toBe('n5, c2')
})

test('a node is read out with its role, its term and its votes', () => {
  const candidate = mockCluster.nodes.find((node) => node.id === 'n2')
  expect(candidate && nodeWords(candidate)).toBe('n2, candidate, term 4, 1 of 3 votes')
})

test('arrow keys go from node to node as they stand', () => {
  const stops = stopsOf(draw(healthy(5, 0), 1000, 400))
  const top = stops[0]
  const go = (key: string) => top && afterArrow(key, top, stops, { all: false }).key
  expect(go('ArrowRight')).toBe('node n2')
  expect(go('ArrowLeft')).toBe('node n5')
  expect(go('ArrowUp')).toBe('node n1')
})

test('with Shift they reach messages too', () => {
  const stops = stopsOf(draw(healthy(5, 0), 1000, 400))
  const kinds = new Set<string>()
  let stop = stops[0]
  for (let i = 0; stop && i < 6; i++) {
    stop = afterArrow('ArrowDown', stop, stops, { all: true })
    kinds.add(stop.thing.kind)
  }
  expect(kinds.has('message') || kinds.has('link')).toBe(true)
})
