// Messages between lanes: where the lines of those that have ended begin and end, and which of them stay quiet.
import { expect, test } from 'vitest'
import type { TrailPicture } from '../../src/sim/picture.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'
import { type TimePaneInput, timePaneGeometry } from '../../src/ui/figures/timePane/timePane.ts'
import { trailPaths } from '../../src/ui/figures/timePane/trailPaths.ts'
import { aFlight, mockFaultSpans } from './fixtures.ts'

function trail(id: number, more: Partial<TrailPicture> = {}): TrailPicture {
  return {
    id,
    from: 'n1',
    to: 'n2',
    sentUs: 1_100_000,
    endUs: 1_120_000,
    mark: 'request',
    hue: 3,
    lost: null,
    ...more,
  }
}

function drawn(trails: readonly TrailPicture[], more: Partial<TimePaneInput> = {}) {
  const input: TimePaneInput = {
    nodes: ['n1', 'n2', 'n3'],
    clients: ['c1'],
    lanes: [],
    operations: [],
    truth: [],
    flights: [],
    trails,
    holds: [],
    records: [],
    faultSpans: [],
    fromUs: 1_000_000,
    toUs: 1_400_000,
    atUs: 1_352_000,
    ...more,
  }
  return timePaneGeometry(input, 800, SIZES)
}

const middleOf = (geometry: ReturnType<typeof drawn>, id: string) => {
  const row = geometry.rows.find((each) => each.id === id)!
  return row.y + row.h / 2
}

test('a line runs from the sender’s lane when it was sent to the receiver’s when it arrived', () => {
  const geometry = drawn([trail(1)])
  const [view] = geometry.trails
  expect(view?.from).toEqual({ x: 200, y: middleOf(geometry, 'n1') })
  // The tip of the mark touches the lane: its middle stands a mark's half before it.
  expect(Math.hypot(view!.at.x - 240, view!.at.y - middleOf(geometry, 'n2'))).toBeCloseTo(4.5)
})

test('nothing is drawn that ends after the needle, or twice while it is also a flight', () => {
  expect(drawn([trail(1, { endUs: 1_353_000 })]).trails).toEqual([])
  const flight = aFlight('n1', 'n2', { id: 7, sentUs: 1_340_000, arrivesUs: 1_350_000 })
  const geometry = drawn([trail(7)], { flights: [flight] })
  expect([geometry.trails.length, geometry.flights.length]).toEqual([0, 1])
})

test('what begins left of the window is cut at its edge, and what ended there is left out', () => {
  const [view] = drawn([trail(1, { sentUs: 980_000, endUs: 1_020_000 })]).trails
  expect(view?.from.x).toBeCloseTo(0)
  expect(drawn([trail(1, { sentUs: 900_000, endUs: 950_000 })]).trails).toEqual([])
})

test('a lost one ends on its way', () => {
  const geometry = drawn([trail(1, { endUs: 1_110_000, lost: { share: 0.5, reason: 'lost at the cut' } })])
  const [view] = geometry.trails
  expect(view?.isLost).toBe(true)
  expect(view?.at.y).toBeCloseTo((middleOf(geometry, 'n1') + middleOf(geometry, 'n2')) / 2)
})

test('heartbeats are few paths, however many, and no fence when much time is shown', () => {
  const beats = Array.from({ length: 60 }, (_, i) =>
    trail(i, { mark: 'heartbeat', sentUs: 1_010_000 + i * 5_000, endUs: 1_016_000 + i * 5_000 }),
  )
  const paths = trailPaths(drawn(beats).trails)
  expect(paths).toHaveLength(1)
  expect(paths[0]?.isQuiet).toBe(true)
  expect(paths[0]?.lines.match(/M/g)).toHaveLength(60)
  expect(drawn(beats, { fromUs: 0, toUs: 6_400_000 }).trails).toEqual([])
})

test('each kind of message has its own mark, in few paths', () => {
  const marks = ['request', 'reply', 'vote', 'granted', 'refusal'] as const
  const [paths, ...others] = trailPaths(drawn(marks.map((mark, i) => trail(i, { mark }))).trails)
  expect(others).toEqual([])
  const count = (path: string | undefined) => path?.match(/M/g)?.length ?? 0
  expect([count(paths?.lines), count(paths?.solid), count(paths?.hollow), count(paths?.bars)]).toEqual([
    5, 2, 2, 1,
  ])
})

test('a crash is said beside its lane instead of on a bar of its own', () => {
  const { spans, words } = drawn([], { faultSpans: mockFaultSpans })
  expect(spans.map(({ title }) => title)).toEqual(['n5 cut off'])
  expect(words.map(({ text }) => text)).toEqual(['n1 crashed'])
})
