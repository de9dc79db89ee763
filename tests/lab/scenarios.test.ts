// What the lab promises of every scenario there is: exact seeks, links that restore, sentences for all that happens.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { createWorld } from '../../src/engine/world.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'

const all = SIMS.flatMap((sim) => sim.scenarios.map((scenario) => [scenario.id, { sim, scenario }] as const))

/** As it travels to the page: columns go as their bytes. */
function sizeOf(frame: object): number {
  let bytes = 0
  const rest = JSON.stringify(frame, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value
    bytes += value.byteLength
    return null
  })
  return rest.length + bytes
}

describe.each(all)('%s', (_id, place) => {
  const { sim, scenario } = place
  const open = () => sittingWith(SIMS, place)

  test('200 seeks equal fresh runs to there', () => {
    const sitting = open()
    const settings = startSettings(sim, scenario, {})
    const fresh = createWorld(
      worldSpec(sim, scenario, scenario.seed, settings, scenario.rules, scenario.interventions),
    )
    const prints = [fresh.fingerprint()]
    while (prints.length <= sitting.state.frame.rows && fresh.step()) prints.push(fresh.fingerprint())
    fc.assert(
      fc.property(fc.integer({ min: -1, max: sitting.state.frame.rows - 1 }), (row) => {
        sitting.seek({ row })
        expect(sitting.fingerprint()).toBe(prints[row + 1])
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  test('every event has a sentence of at most 25 words, and a cause that came before it', () => {
    const sitting = open()
    for (const line of sitting.feed(0, sitting.state.frame.rows)) {
      for (const text of [line.text, ...line.also]) {
        expect(text).not.toMatch(/\{|undefined|\[object|[.!]$/)
        expect([text, text.split(' ').length <= 25]).toEqual([text, true])
      }
      expect(line.cause ?? -1).toBeLessThan(line.row)
    }
  })

  test('Next alone goes from the opening through every beat to the end', () => {
    const sitting = open()
    const { beats, endUs } = sitting.state.run
    const openedAt = sitting.state.frame.row
    const told: string[] = []
    for (let n = 0; n <= beats.length; n++) {
      sitting.seek({ by: 'beat', step: 1 })
      if (sitting.state.say !== null) told.push(sitting.state.say)
    }
    expect(told).toEqual(beats.filter(({ row }) => row > openedAt).map(({ say }) => say))
    expect(sitting.state.frame.atUs).toBe(endUs)
  })

  test('the story can be told whatever of it is left out', () => {
    const ids = scenario.interventions.map(({ id }) => id)
    for (const without of [ids, ids.slice(0, ids.length / 2), ids.slice(ids.length / 2)]) {
      const sitting = open()
      sitting.setInterventions([], without)
      sitting.seek({ to: 'end' })
      expect(sitting.state.trouble).toBeNull()
    }
  })

  test('a moment broken by hand comes back from its link', async () => {
    const lab = createLocalLab(SIMS)
    await lab.open(scenario.id)
    await lab.seek({ us: Math.floor(scenario.durationUs / 3) })
    const items = [...(await lab.menu(null)), ...(await lab.menu(scenario.topology[0]!.id))]
    for (const { command } of items.slice(0, 6)) await lab.inject(command)
    await lab.seek({ us: Math.floor(scenario.durationUs / 2) })
    const { frame, trouble } = lab.getState()
    expect(trouble).toBeNull()
    const other = createLocalLab(SIMS)
    const restored = await other.open(await lab.link())
    expect([restored.trouble, restored.frame.row, restored.frame.fingerprint]).toEqual([
      null,
      frame.row,
      frame.fingerprint,
    ])
  })

  test('every tenth moment can be drawn, and is plain data', () => {
    const sitting = open()
    for (let row = -1; row < sitting.state.frame.rows; row += 10) {
      sitting.seek({ row })
      const { frame } = sitting.state
      expect(structuredClone(frame)).toEqual(frame)
      expect(sizeOf(frame)).toBeLessThan(100_000)
    }
  })
})
