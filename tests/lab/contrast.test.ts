// A contrast is one edit like any other: it can be undone, survives in the link, and tells only what its run shows.
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { createLocalLab } from '../../src/lab/local.ts'

const contrasted = SIMS.flatMap((sim) => sim.scenarios).filter(({ contrast }) => contrast !== undefined)

async function opened(id: string) {
  const lab = createLocalLab(SIMS)
  await lab.open(`#/${id}`)
  return lab
}

test('there are contrasts to try', () => {
  expect(contrasted.length).toBeGreaterThanOrEqual(8)
})

describe.each(contrasted.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  const held = (scenario.contrast?.claims ?? []).map(({ text }) => `${text}.`).join(' ')

  test('opens at its beginning with the change in it, and undo gives back run and place', async () => {
    const lab = await opened(id)
    const before = await lab.seek({ to: 'end' })
    const after = await lab.contrast()
    expect(after.isContrast).toBe(true)
    expect(after.lastAction).toBe(scenario.contrast?.say)
    expect(after.frame.row).toBe(lab.getState().run.beats[0]?.row)
    const back = await lab.contrast(false)
    expect(back.isContrast).toBe(false)
    expect(back.canUndo).toBe(false)
    expect(back.frame.row).toBe(before.frame.row)
    expect(back.frame.fingerprint).toBe(before.frame.fingerprint)
  })

  test('tells the story as far as both runs are the same, then what the change shows', async () => {
    const lab = await opened(id)
    const stock = lab.getState().run.beats
    const { run, prediction } = await lab.contrast()
    const told = run.beats.map(({ say }) => say)
    expect(told.at(-1)).toBe(held)
    const same = told.slice(0, told.indexOf('From here on this run is not the stock one.'))
    expect(same.length).toBeGreaterThan(0)
    expect(same[0]).toBe(`${scenario.contrast?.say}.`)
    expect(same.slice(1)).toEqual(stock.slice(1, same.length).map(({ say }) => say))
    expect(told.length).toBeLessThan(stock.length + 2)
    expect(prediction).toBeNull()
  })

  test('survives in the link, and can be taken out of it', async () => {
    const lab = await opened(id)
    await lab.contrast()
    const { frame } = await lab.seek({ to: 'end' })
    const there = createLocalLab(SIMS)
    const arrived = await there.open(await lab.link())
    expect(arrived).toMatchObject({ isContrast: true, trouble: null })
    expect(arrived.frame.fingerprint).toBe(frame.fingerprint)
    const stock = await there.contrast(false)
    expect(stock.isContrast).toBe(false)
    const plain = await (await opened(id)).seek({ row: stock.frame.row })
    expect(stock.frame.fingerprint).toBe(plain.frame.fingerprint)
  })
})

test('what else was changed stays, and the same contrast twice is one edit', async () => {
  const lab = await opened('raft/leader-dies')
  await lab.inject({ kind: 'slow', node: 'n3', serviceUs: 5_000 })
  await lab.contrast()
  const { run } = await lab.contrast()
  expect(run.interventions.filter(({ isPlanned }) => !isPlanned)).toHaveLength(1)
  await lab.seek({ to: 'end' })
  await lab.inject({ kind: 'crash', node: 'n4' })
  const back = await lab.contrast(false)
  expect(back.isContrast).toBe(false)
  expect(back.run.interventions.filter(({ isPlanned }) => !isPlanned)).toHaveLength(2)
  expect(back.lastAction).toBe('Back to the stock run')
})
