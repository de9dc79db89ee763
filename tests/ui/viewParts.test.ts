// What a link carries of the page: whatever is on show comes back, and what means nothing is named and costs nothing.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LabState } from '../../src/lab/lab.ts'
import { seenIn } from '../../src/sim/see.ts'
import { BARS } from '../../src/ui/commands/stages.ts'
import { PHONE_TABS, SIDE_TABS } from '../../src/ui/commands/views.ts'
import { LAYOUTS } from '../../src/ui/hooks/layout.ts'
import { createView, DIAGRAM, OPENING_VIEW, stagesOf, type View } from '../../src/ui/hooks/view.ts'
import { readView, writeView } from '../../src/ui/hooks/viewParts.ts'
import { createFakeLab } from './fakeLab.ts'
import { aKey, aPicture } from './ring/pictures.ts'

let state: LabState
beforeAll(async () => {
  const lab = createFakeLab()
  await lab.fingerprint()
  const { frame, ...rest } = lab.getState()
  const ring = aPicture({ keys: [aKey('post:001', 1), aKey('a,b', 2)] })
  state = { ...rest, frame: { ...frame, ring } }
})

const linkWith = (see: readonly string[]) =>
  `#/raft/leader-dies?${see.map((part) => `see=${encodeURIComponent(part)}`).join('&')}&v=2`
const opened = (see: readonly string[]): View => ({ ...createView().get(), ...readView(see, state).seen })

const things = () => {
  const { nodes, links, flights } = state.frame.cluster
  return fc.constantFrom<View['selection']>(
    null,
    ...nodes.map(({ id }) => ({ kind: 'node' as const, id })),
    ...links.map(({ a, b }) => ({ kind: 'link' as const, a, b })),
    ...flights.map(({ id }) => ({ kind: 'message' as const, id })),
  )
}
const ids = <T extends string>(tabs: readonly (readonly [T, string])[]) =>
  fc.constantFrom(...tabs.map(([id]) => id))

/** Closed, or open in any way: a stretch is kept to the microsecond and the thousandth of a column. */
const diagrams = () => {
  const from = fc.integer({ min: -5_000, max: 1_000_000 })
  const length = fc.integer({ min: 1, max: 500_000 })
  const open = fc.record<View['diagram']>({
    isOpen: fc.constant(true),
    mode: fc.constantFrom('time', 'event'),
    span: fc.option(fc.tuple(from, length).map(([start, long]) => ({ from: start, to: start + long }))),
    windowUs: fc.constant(null),
    hiddenMarks: fc.subarray(['heartbeat', 'vote', 'request']),
    hiddenNodes: fc.subarray(['n1', 'n3', 'c1']),
    isCollapsed: fc.boolean(),
    hasList: fc.boolean(),
  })
  return fc.oneof(fc.constant(DIAGRAM), fc.constant({ ...DIAGRAM, isOpen: false }), open)
}

test('1,000 random views come back from their links', () => {
  const views = fc.record({
    selection: things(),
    layout: ids(LAYOUTS),
    sideTab: ids(SIDE_TABS),
    phoneTab: ids(PHONE_TABS),
    spanUs: fc.integer({ min: 0, max: 9 }).map((power) => 25_000 * 2 ** power),
    diagram: diagrams(),
    stage: fc.option(fc.constantFrom(...stagesOf(state))),
    key: fc.constantFrom(null, 'post:001', 'a,b'),
    bars: ids(BARS),
  })
  fc.assert(
    fc.property(views, (shown) => {
      const view = { ...createView().get(), ...shown }
      const see = writeView(view, state)
      const link = linkWith(see)
      expect(seenIn(link)).toEqual(see)
      expect(readView(seenIn(link), state).problems).toEqual([])
      expect(opened(seenIn(link))).toEqual(view)
    }),
    { numRuns: 1_000, seed: 6 },
  )
})

test('a run as it opens says nothing of the view', () => {
  expect(writeView(createView().get(), state)).toEqual([])
  expect(writeView({ ...createView().get(), ...OPENING_VIEW }, state)).toEqual([])
})

test('a message that has gone is not written', () => {
  const view = { ...createView().get(), selection: { kind: 'message' as const, id: 999_999 } }
  expect(writeView(view, state)).toEqual([])
})

describe('what means nothing is named, and the rest holds', () => {
  test.each([
    ['tab:zzz', `tab is zzz: it must be one of ${SIDE_TABS.map(([id]) => id).join(', ')}`],
    ['layout:flying', 'layout is flying: it must be one of learning, debugging, presenting'],
    ['diagram:maybe', 'diagram is maybe: maybe means nothing here'],
    ['phone:', 'phone is : it must be one of cluster, time, log, why'],
    ['span:5ms', 'span is 5ms: it must be between 25ms and 12800ms'],
    ['span:soon', 'span is soon: it must be between 25ms and 12800ms'],
    ['select:node:n77', 'select is node:n77: there is no such thing at this moment'],
    ['select:link:n1', 'select is link:n1: there is no such thing at this moment'],
    ['select:message:x', 'select is message:x: there is no such thing at this moment'],
    ['select:constructor', 'select is constructor: there is no such thing at this moment'],
    [
      'mood:blue',
      'unknown part of the view: mood; try select, layout, tab, phone, span, diagram, stage, key, bars',
    ],
    ['', 'unknown part of the view: ; try select, layout, tab, phone, span, diagram, stage, key, bars'],
    ['diagram:time,sideways', 'diagram is time,sideways: sideways means nothing here'],
    ['diagram:event,9..3', 'diagram is event,9..3: 9..3 means nothing here'],
    ['diagram:time,-n9', 'diagram is time,-n9: -n9 means nothing here'],
  ])('%s', (part, problem) => {
    const { seen, problems } = readView(['tab:feed', part], state)
    expect([seen, problems]).toEqual([{ sideTab: 'feed' }, [problem]])
  })

  test('10,000 mangled parts never throw', () => {
    const words = fc.constantFrom('select', 'tab', 'span', 'node', 'link', 'n1', ':', '12', 'ms', '__proto__')
    const mangled = fc.array(fc.oneof(words, fc.string({ maxLength: 3, unit: 'binary' })), { maxLength: 7 })
    fc.assert(
      fc.property(mangled, (pieces) => {
        const { seen, problems } = readView([pieces.join('')], state)
        expect(Object.keys(seen).length + problems.length).toBe(1)
      }),
      { numRuns: 10_000, seed: 7 },
    )
  })
})

test('a figure of a placement means nothing where nothing is placed, nor a key that is not there', () => {
  const { frame, ...rest } = state
  const bare = { ...rest, frame: { ...frame, ring: null } }
  expect(writeView({ ...createView().get(), stage: 'table', key: 'post:001' }, bare)).toEqual([])
  expect(readView(['stage:table', 'key:post:001'], bare)).toEqual({
    seen: {},
    problems: [
      'stage is table: this run has nothing but its cluster',
      'key is post:001: there is no such key',
    ],
  })
  expect(readView(['stage:globe', 'key:post:7'], state).problems).toEqual([
    'stage is globe: it must be one of cluster, ring, ruler, loads, table, schemes',
    'key is post:7: there is no such key',
  ])
})
