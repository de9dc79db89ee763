// The registry is the one source of commands: no key is taken twice, every fault is in it, and what cannot be done
// says why.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GROUPS } from '../../src/ui/commands/action.ts'
import { formSpec } from '../../src/ui/commands/faultForms.ts'
import { actionsOn } from '../../src/ui/commands/faults.ts'
import { linksInWords, list } from '../../src/ui/commands/names.ts'
import { offersOf } from '../../src/ui/commands/offers.ts'
import { placeOf } from '../../src/ui/commands/place.ts'
import { actionFor, actionsNow, paletteActions } from '../../src/ui/commands/registry.ts'
import { NO_OFFERS, type Offers } from '../../src/ui/hooks/offers.ts'
import type { Session } from '../../src/ui/hooks/session.ts'
import { createStore } from '../../src/ui/hooks/store.ts'
import { createView } from '../../src/ui/hooks/view.ts'
import { createFakeLab } from './fakeLab.ts'

function session(): Session {
  const lab = createFakeLab()
  return {
    lab,
    player: {
      getPlaying: () => ({ isPlaying: false, direction: 1, rate: 3 }),
      pause: vi.fn(),
      seek: vi.fn(),
    } as unknown as Session['player'],
    view: createView(),
    prefs: createStore({
      theme: 'system' as const,
      isLarge: false,
      keysOn: true,
      layout: 'learning' as const,
      sizes: {},
    }) as unknown as Session['prefs'],
    shelves: createStore({ list: [] }),
    offers: createStore(NO_OFFERS),
    startFutures: () => [],
    startSpare: () => ({ lab, end: () => {} }),
  }
}

let mine: Session
let offers: Offers

beforeEach(async () => {
  mine = session()
  offers = {
    of: offersOf(mine),
    onSelection: await mine.lab.menu('n3'),
    onClient: { id: 'c1', items: await mine.lab.menu('c1') },
    onAnything: await mine.lab.menu(null),
  }
})
afterEach(() => vi.restoreAllMocks())

describe('keys', () => {
  it('mean the selection when there is one', () => {
    mine.view.set({ selection: { kind: 'node', id: 'n3' } })
    expect(actionFor('x', actionsNow(mine, offers))?.full).toBe('Crash n3')
    expect(actionFor('i', actionsNow(mine, offers))?.full).toBe('Cut n3 off')
    mine.view.set({ selection: { kind: 'message', id: 1 } })
    expect(actionFor('d', actionsNow(mine, offers))?.full).toBe('Drop: RequestVote from n2 to n1')
  })

  it('ask for a selection when there is none', () => {
    expect(actionFor('x', actionsNow(mine, NO_OFFERS))?.why).toBe('select a node or a link first')
  })

  it('write through a client whatever is selected', () => {
    expect(actionFor('w', actionsNow(mine, offers))?.full).toBe('Write x=8 (c1)')
  })

  it('restart what is down', async () => {
    await mine.lab.inject({ kind: 'crash', node: 'n3' })
    mine.view.set({ selection: { kind: 'node', id: 'n3' } })
    expect(actionFor('x', actionsNow(mine, offers))?.full).toBe('Restart n3')
  })
})

describe('faults', () => {
  const kindsOf = async (target: Parameters<typeof actionsOn>[1]) => {
    const injected = vi.spyOn(mine.lab, 'inject')
    for (const action of actionsOn(mine, target, []))
      if (action.why === null && !action.title.endsWith('…')) action.run()
    return injected.mock.calls.map(([command]) => command.kind)
  }

  it('can all be put on a node', async () => {
    expect(new Set(await kindsOf({ kind: 'node', id: 'n3' }))).toEqual(
      new Set(['crash', 'pause', 'cut', 'lyingDisk']),
    )
  })

  it('can all be put on a link', async () => {
    expect(new Set(await kindsOf({ kind: 'link', a: 'n1', b: 'n2' }))).toEqual(new Set(['cut', 'hold']))
  })

  it('can all be done to a message', async () => {
    expect(await kindsOf({ kind: 'message', id: 1 })).toEqual(['message', 'message', 'message', 'message'])
  })

  it('with numbers make the command they name', () => {
    for (const kind of ['latency', 'loss', 'duplicate', 'reorder'] as const)
      expect(formSpec({ kind, links: 'all' }).make({})).toMatchObject({ kind, links: 'all' })
    for (const kind of ['slow', 'slowDisk', 'clock'] as const)
      expect(formSpec({ kind, node: 'n1' }).make({})).toMatchObject({ kind, node: 'n1' })
  })

  it('are all in the palette, for every node', () => {
    const titles = paletteActions(mine, offers).map(({ full }) => full)
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) expect(titles).toContain(`Crash ${id}`)
    expect(titles).toContain('Lose messages everywhere…')
    expect(titles).toContain('Cut: Into halves')
  })
})

describe('the palette', () => {
  it('lists each command once, and only what can be done', () => {
    const ids = paletteActions(mine, offers).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(
      paletteActions(mine, offers).every(({ why, group }) => why === null && GROUPS.includes(group)),
    ).toBe(true)
  })
})

describe('words', () => {
  it('name a link once when both directions are meant', () => {
    expect(
      linksInWords([
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'd'],
      ]),
    ).toBe('a↔b, c→d')
  })

  it('list names as people do', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ])
  })

  it('take a place as it is printed', () => {
    expect(placeOf('1,412 ms')).toEqual({ us: 1_412_000 })
    expect(placeOf('1.5 s')).toEqual({ us: 1_500_000 })
    expect(placeOf('Event 143 of 240')).toEqual({ row: 142 })
    expect(placeOf('yesterday')).toBeNull()
  })
})
