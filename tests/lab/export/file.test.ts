// A run saved as a file and opened again is the same run, at the same moment; and the name of a file says what is in it.

import { describe, expect, test } from 'vitest'
import { SIMS } from '../../../src/app/registry.ts'
import { FORMATS, formatNamed } from '../../../src/lab/export/format.ts'
import { createHandle } from '../../../src/lab/handle.ts'
import { createLocalLab } from '../../../src/lab/local.ts'

const SCENARIOS = SIMS.flatMap(({ scenarios }) => scenarios.map(({ id }) => id))

async function broken(scenario: string) {
  const lab = createLocalLab(SIMS)
  await lab.open(scenario)
  await lab.seek({ us: 300_000 })
  await lab.inject({ kind: 'pause', node: lab.getState().frame.nodes[0]!.id })
  await lab.seek({ by: 'event', step: 1 })
  return lab
}

describe.each(SCENARIOS)('%s', (scenario) => {
  test('comes back with its fingerprint, here and at the end', async () => {
    const lab = await broken(scenario)
    const { name, text } = await lab.export('run')
    expect(name).toMatch(/^[\w-]+\.json$/)
    const other = createLocalLab(SIMS)
    const state = await other.open(text)
    expect(state.trouble).toBeNull()
    expect(state.frame.row).toBe(lab.getState().frame.row)
    expect(await other.fingerprint()).toBe(await lab.fingerprint())
    const ends = await Promise.all([lab, other].map((each) => each.seek({ us: 3_000_000 })))
    expect(ends[1]!.frame.fingerprint).toBe(ends[0]!.frame.fingerprint)
    expect((await other.export('run')).text).toBe((await lab.export('run')).text)
  })

  test('is exported the same from both', async () => {
    const lab = await broken(scenario)
    const other = createLocalLab(SIMS)
    await other.open((await lab.export('run')).text)
    for (const format of FORMATS) expect(await other.export(format)).toEqual(await lab.export(format))
  })
})

test('a run with a rule left out has a name that says so', async () => {
  const lab = createLocalLab(SIMS)
  await lab.open('#/raft/leader-dies?off=noDedup')
  expect((await lab.export('edn')).name).toBe('raft-leader-dies-unsafe.history.edn')
  await lab.open('raft/leader-dies')
  expect((await lab.export('shiviz')).name).toBe('raft-leader-dies.shiviz.log')
  await lab.inject({ kind: 'rule', rule: 'noDedup', broken: true })
  expect((await lab.export('history')).name).toBe('raft-leader-dies-unsafe.history.jsonl')
})

test('a format there is not is named', async () => {
  expect(formatNamed('xml')).toEqual({
    ok: false,
    error: 'unknown format: xml; try run, jsonl, edn, history, shiviz',
  })
  const netsplit = createHandle(createLocalLab(SIMS))
  await netsplit.load('raft/leader-dies')
  await expect(netsplit.export('xml' as never)).rejects.toThrow('unknown format: xml')
  expect((await netsplit.export('run')).name).toBe('raft-leader-dies.json')
})
