// The command line as a person uses it: real processes, real exit codes, one JSON object where it is asked for.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { netsplit } from './netsplit.ts'

test('list names every scenario, setting and rule switch', async () => {
  const { status, out } = await netsplit(['list', '--json'])
  expect(status).toBe(0)
  const [raft] = JSON.parse(out).systems
  expect(raft.sim).toBe('raft')
  expect(raft.scenarios.length).toBeGreaterThanOrEqual(8)
  expect(raft.rules.length).toBeGreaterThanOrEqual(8)
})

test('run gives one JSON object with the figures of the run', async () => {
  const { status, out } = await netsplit(['run', 'raft/leader-dies', '--json'])
  expect(status).toBe(0)
  const report = JSON.parse(out)
  expect(report).toMatchObject({ scenario: 'raft/leader-dies', simulatedUs: 2_500_000, violations: [] })
  expect(report.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  expect(report.history).toEqual({ ok: 1, fail: 0, unknown: 0, pending: 0 })
})

test('a thrown switch breaks the promise, and the exit code says so', async () => {
  const { status, out } = await netsplit(['run', 'raft/leader-dies', '--switch', 'noDedup', '--json'])
  expect(status).toBe(1)
  expect(JSON.parse(out).violations[0].invariant).toBe('exactlyOnce')
})

test('settings, seed and length can be changed, and change the run', async () => {
  const args = ['run', 'raft/first-election', '--json', '--until', '900ms']
  const stock = JSON.parse((await netsplit(args)).out)
  const other = JSON.parse((await netsplit([...args, '--seed', '77', '--set', 'heartbeatUs=20ms'])).out)
  expect(stock.simulatedUs).toBe(900_000)
  expect(other.seed).toBe('77')
  expect(other.fingerprint).not.toBe(stock.fingerprint)
})

test('run --events prints a line for every event', async () => {
  const { out } = await netsplit(['run', 'raft/figure-8', '--events'])
  const events = JSON.parse((await netsplit(['run', 'raft/figure-8', '--json'])).out).events
  expect(out.split('\n').filter((line) => / ms {2}n\d|c\d/.test(line)).length).toBeGreaterThanOrEqual(events)
})

test('sweep prints the one command that reproduces the first violation, and that command does', async () => {
  const { status, out } = await netsplit([
    'sweep',
    'raft',
    '--seeds',
    '1..20',
    '--chaos',
    '--switch',
    'votesTwice',
    '--json',
  ])
  expect(status).toBe(1)
  const found = JSON.parse(out).violations.find(
    ({ invariant }: { invariant: string }) => invariant === 'electionSafety',
  )
  const again = await netsplit(found.reproduce.split(' -- ')[1].split(' '))
  expect(again.status).toBe(1)
  expect(again.out).toContain('electionSafety')
})

test('an interrupted sweep still prints what it found', async () => {
  const { out, status } = await netsplit(
    ['sweep', 'raft', '--seeds', '1..100000', '--chaos', '--json'],
    4_000,
  )
  expect(status).toBe(0)
  const tally = JSON.parse(out)
  expect(tally.whole).toBe(false)
  expect(tally.seeds).toBeGreaterThan(0)
})

test('verify finds every way to the end the same', async () => {
  const { status, out } = await netsplit(['verify', 'raft/two-leaders', '--json'])
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ scenario: 'raft/two-leaders', same: true })
})

test('replay runs a link, and a saved file, up to the playhead', async () => {
  const link = await netsplit(['replay', '#/raft/two-leaders?seed=7&t=3400ms', '--json'])
  expect(JSON.parse(link.out)).toMatchObject({
    scenario: 'raft/two-leaders',
    seed: '7',
    simulatedUs: 3_400_000,
  })
  const file = join(mkdtempSync(join(tmpdir(), 'netsplit-')), 'run.json')
  writeFileSync(file, '{ "v": 1, "sim": "raft", "scen')
  const broken = await netsplit(['replay', file])
  expect(broken.status).toBe(2)
  expect(broken.err).toContain('not complete JSON')
})

test('replay says from which event on a run is another than the link was made for', async () => {
  const link = '#/raft/leader-dies?seed=10&t=2000ms&f=0123456789abcdef&w=AAAAAA&v=2'
  const { status, out } = await netsplit(['replay', link])
  expect(status).toBe(1)
  expect(out).toContain('different by event 8')
})

test.each([
  [['run', 'raft/nope'], 'raft/nope'],
  [['run', 'raft/leader-dies', '--set', 'electionMinUs=5'], 'electionMinUs is 5'],
  [['run', 'raft/leader-dies', '--set', 'nonsense=1'], 'nonsense'],
  [['run', 'raft/leader-dies', '--set', 'preVote'], 'key=value'],
  [['run', 'raft/leader-dies', '--switch', 'beGood'], 'beGood'],
  [['run', 'raft/leader-dies', '--until', 'soon'], 'soon'],
  [['run', 'raft/leader-dies', '--frobnicate'], '--frobnicate'],
  [['sweep', 'raft', '--seeds', 'many'], 'many'],
  [['sweep', 'raft', '--seeds', '9..1'], '9..1'],
  [['sweep', 'raft'], '--seeds'],
  [['replay', '#/raft/two-leaders?seed=7&x=!!!'], 'x'],
  [['dance'], 'dance'],
])('bad input %j exits 2 and names the thing', async (args, named) => {
  const { status, err } = await netsplit(args)
  expect(status).toBe(2)
  expect(err).toContain(named)
})
