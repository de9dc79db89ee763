// Links between versions and sittings: what version 1 wrote still opens to the same event, a run that differs is told
// from which event on, and a branch comes with the runs it came from and what it was compared with.

import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { chaos } from '../../src/sim/chaos.ts'
import type { RunDocument } from '../../src/sim/document.ts'
import type { Command, Intervention } from '../../src/sim/engineTypes.ts'
import { markedAt } from '../../src/sim/marks.ts'
import { handId } from '../../src/sim/pack.ts'
import { seenIn } from '../../src/sim/see.ts'
import { pingSim } from './pingSim.ts'
import LINKS from './testdata/links-1.json' with { type: 'json' }
import LINKS_2 from './testdata/links-2.json' with { type: 'json' }

const open = async (text: string, sims = SIMS) => {
  const lab = createLocalLab(sims)
  await lab.open(text)
  return lab
}

const runOf = ({ at, fingerprint, marks, ...run }: RunDocument) => run

/** Some of them differ by now: `differs` says since when. */
describe('links written by version 1', () => {
  test('are here in every kind', () => {
    expect(LINKS.length).toBeGreaterThan(100)
    expect(new Set(LINKS.map(({ what }) => what.replace(/\d+/, 'n'))).size).toBeGreaterThan(15)
  })

  test.each(LINKS.map((each) => [each.what, each] as const))('%s', async (_what, each) => {
    const lab = await open(each.link)
    const { frame, trouble, branches } = lab.getState()
    if ('differs' in each) expect(trouble?.sentence).toMatch(/differs here, at or before event \d+\.$/)
    else {
      expect(trouble).toBeNull()
      expect([frame.row, frame.atUs, frame.fingerprint]).toEqual([each.row, each.atUs, each.fingerprint])
    }
    expect(runOf(await lab.moment())).toEqual({ ...each.document, disabled: [] })
    expect(branches).toHaveLength(1)
  })
})

describe('links written by version 2', () => {
  test.each(LINKS_2.map((each) => [each.what, each] as const))('%s', async (_what, each) => {
    const { frame, trouble, branches, compare } = (await open(each.link)).getState()
    expect(trouble).toBeNull()
    expect([frame.row, frame.atUs, frame.fingerprint]).toEqual([each.row, each.atUs, each.fingerprint])
    expect(branches.map(({ name, parent }) => [name, parent])).toEqual(each.branches)
    expect(branches.find(({ isCurrent }) => isCurrent)?.name).toBe(each.shown)
    expect(compare?.name ?? null).toBe(each.beside)
    expect(seenIn(each.link)).toEqual(each.see)
  })
})

describe('a run of another version', () => {
  const otherAt = (link: string, nth: number) => {
    const url = new URLSearchParams(link.split('?')[1])
    const marks = url.get('w')!.match(/.{3}/g)!
    const changed = marks.map((mark, n) => (n < nth ? mark : mark === 'AAA' ? 'BBB' : 'AAA'))
    url.set('w', changed.join(''))
    if (url.has('f')) url.set('f', '0123456789abcdef')
    return `${link.split('?')[0]}?${url}`
  }
  const sentence = async (link: string) => (await open(link, [pingSim])).getState().trouble?.sentence ?? null

  test('is told from which event on it differs', async () => {
    const lab = await open('ping/pings', [pingSim])
    await lab.seek({ row: 99 })
    const link = await lab.link()
    expect(await sentence(link)).toBeNull()
    const WORDS = 'This run was recorded with another version:'
    expect(await sentence(otherAt(link, 0))).toBe(`${WORDS} different by event 8.`)
    expect(await sentence(otherAt(link, 1))).toBe(`${WORDS} the same up to event 8, different by event 12.`)
    expect(await sentence(otherAt(link, 5))).toBe(`${WORDS} the same up to event 32, different by event 48.`)
    expect(await sentence(otherAt(link, 99))).toBe(
      `${WORDS} the same up to event 96, different by event 100.`,
    )
  })

  test('with marks from the start is noticed too, where something was done to it', async () => {
    const lab = await open('ping/pings', [pingSim])
    await lab.seek({ row: 50 })
    await lab.inject({ kind: 'crash', node: 'n1' })
    const link = await lab.link({ at: 'start' })
    expect(link).not.toContain('f=')
    expect(await sentence(link)).toBeNull()
    expect(await sentence(otherAt(link, 2))).toMatch(/the same up to event 12, different by event 16\.$/)
  })

  test('really differs in that stretch: seeds that part are found to part where their traces do', async () => {
    const ofSeed = async (seed: string) => {
      const lab = await open(`raft/leader-dies?seed=${seed}&t=2s`)
      return { rows: await lab.feed(0, 200), link: await lab.link() }
    }
    const [nine, ten] = [await ofSeed('9'), await ofSeed('10')]
    const first = nine.rows.findIndex((line, i) => JSON.stringify(line) !== JSON.stringify(ten.rows[i]))
    const words = (await open(nine.link.replace('?', '?seed=10&'))).getState().trouble?.sentence ?? ''
    const [same, differs] = words.match(/[\d,]+/g)!.map((text) => Number(text.replaceAll(',', '')))
    expect(first).toBeGreaterThan(0)
    expect(differs).toBeGreaterThan(first)
    expect(same).toBeLessThanOrEqual(first)
  })
})

test('100 faults, on a branch beside another, with marks and a view, fit into 2,000 characters', async () => {
  const servers = ['n1', 'n2', 'n3', 'n4', 'n5']
  const see = ['select:node:n3', 'tab:outline', 'span:12800ms', 'layout:presenting', 'phone:cluster']
  const drawn = { servers, everyone: [...servers, 'c1', 'c2'], provocations: [], timer: 'election' }
  for (let seed = 1; seed <= 20; seed++) {
    const list = chaos({ ...drawn, seed: String(seed), fromUs: 1_000, untilUs: 60_000_000 }).slice(0, 100)
    const lab = await open('raft/leader-dies')
    await lab.inject({ kind: 'pause', node: 'n4' })
    await lab.branch('main')
    await lab.setInterventions(list.map((one, i) => ({ ...one, id: handId(i + 1), do: numbered(one, list) })))
    await lab.seek({ us: list.at(-1)!.atUs })
    await lab.compare({ branch: 'b1' })
    const link = await lab.link({ see })
    expect(lab.getState()).toMatchObject({ trouble: null, compare: { name: 'Pause n4' } })
    expect(list).toHaveLength(100)
    expect(link.length, `seed ${seed}`).toBeLessThanOrEqual(2_000)
  }
})

/** A heal names its fault by the id that it has by hand. */
function numbered(one: Intervention, list: readonly Intervention[]): Command {
  if (one.do.kind !== 'heal' || one.do.fault === undefined) return one.do
  const { fault } = one.do
  return { kind: 'heal', fault: handId(list.findIndex(({ id }) => id === fault) + 1) }
}

test('marks are taken ever further apart', () => {
  expect(Array.from({ length: 8 }, (_, n) => markedAt(n))).toEqual([8, 12, 16, 24, 32, 48, 64, 96])
})

describe('a branch in a link', () => {
  /** main — Crash n1 — Pause n2, and beside it Crash n3 from main. */
  async function grown() {
    const lab = await open('ping/pings', [pingSim])
    await lab.seek({ us: 60_000 })
    await lab.inject({ kind: 'crash', node: 'n1' })
    await lab.seek({ us: 200_000 })
    await lab.seek({ us: 100_000 })
    await lab.inject({ kind: 'pause', node: 'n2' })
    await lab.branch('main')
    await lab.seek({ us: 80_000 })
    await lab.inject({ kind: 'crash', node: 'n3' })
    return lab
  }
  const tree = ({
    branches,
  }: {
    branches: readonly { name: string; parent: string | null; forkUs: number }[]
  }) => branches.map(({ name, parent, forkUs }) => [name, parent, forkUs])

  test('opens as the branch on show, with its name, its parents and the main line', async () => {
    const lab = await grown()
    await lab.branch('b2')
    await lab.renameBranch('b2', 'what if n2 slept')
    const there = await open(await lab.link(), [pingSim])
    const { branches, frame, trouble } = there.getState()
    expect(trouble).toBeNull()
    expect(branches.find(({ isCurrent }) => isCurrent)?.name).toBe('what if n2 slept')
    expect(tree({ branches })).toEqual([
      ['main', null, 0],
      ['Crash n1', 'main', 60_000],
      ['what if n2 slept', 'b1', 100_000],
    ])
    expect(frame).toEqual(lab.getState().frame)
    const main = await there.branch('main')
    expect(main.run.interventions).toEqual((await lab.branch('main')).run.interventions)
    expect((await there.branch('b1')).run.interventions).toEqual((await lab.branch('b1')).run.interventions)
  })

  test('brings what it is compared with', async () => {
    const lab = await grown()
    await lab.branch('b2')
    await lab.compare({ branch: 'b3' })
    const link = await lab.link()
    const { compare, branches } = (await open(link, [pingSim])).getState()
    expect(compare).toEqual({ ...lab.getState().compare, against: { branch: 'b3' } })
    expect(branches.map(({ name }) => name)).toEqual(['main', 'Crash n1', 'Pause n2', 'Crash n3'])
    expect(await (await open(link, [pingSim])).link()).toBe(link)
  })

  test('can be compared with itself under other settings', async () => {
    const lab = await open('ping/pings', [pingSim])
    await lab.compare({ name: 'slow beats', settings: { beatUs: 40_000 } })
    const link = await lab.link()
    const there = (await open(link, [pingSim])).getState()
    expect(there.compare?.against).toEqual({ name: 'slow beats', settings: { beatUs: 40_000 } })
    expect(there.compare?.frame).toEqual(lab.getState().compare?.frame)
    expect(await (await open(link, [pingSim])).link()).toBe(link)
  })

  test('in the sitting it came from is found again, not made anew', async () => {
    const lab = await grown()
    const link = await lab.link()
    await lab.branch('b1')
    const before = lab.getState().branches.length
    const { branches } = await lab.open(link)
    expect(branches).toHaveLength(before)
    expect(branches.find(({ isCurrent }) => isCurrent)?.id).toBe('b3')
  })

  test('in another sitting of the scenario grows beside what is there', async () => {
    const link = await (await grown()).link()
    const lab = await open('ping/pings?seed=77', [pingSim])
    await lab.inject({ kind: 'pause', node: 'n3' })
    const { branches } = await lab.open(link)
    expect(tree({ branches })).toEqual([
      ['main', null, 0],
      ['Pause n3', 'main', 0],
      ['opened', 'main', 0],
      ['Crash n3', 'b2', 80_000],
    ])
    expect((await lab.branch('main')).seed).toBe('77')
  })

  test('of a main line alone is not written: the link stays readable', async () => {
    const lab = await grown()
    await lab.branch('main')
    await lab.seek({ us: 500_000 })
    expect(await lab.link()).toMatch(/^#\/ping\/pings\?t=500ms&f=[0-9a-f]{16}&w=[\w-]+&v=2$/)
    expect(await lab.link({ at: 'start' })).toBe('#/ping/pings')
  })

  test('that cannot be read is named, and the run is opened without it', async () => {
    const document = [[[0, 60_000, 0, 0, 'n1']], {}, [], [[['main', 5, 0]], 0]]
    const x = `j${btoa(JSON.stringify(document)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`
    const { trouble, run, branches } = (await open(`#/ping/pings?x=${x}`, [pingSim])).getState()
    expect(trouble?.sentence).toBe('The branches in x cannot be read: they were left out.')
    expect([run.interventions.filter(({ isPlanned }) => !isPlanned).length, branches.length]).toEqual([1, 1])
  })
})
