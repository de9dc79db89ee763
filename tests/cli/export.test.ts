// Exports from the command line: from a scenario, a link and a file, in every format, to the output or to a file.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEdn } from '../lab/export/ednReader.ts'
import { clockProblems, readLog } from '../lab/export/shivizReader.ts'
import { netsplit } from './netsplit.ts'

const folder = mkdtempSync(join(tmpdir(), 'netsplit-'))
const LINK = '#/raft/two-leaders?seed=7&t=900ms'

async function exported(source: string, as: string, ...options: readonly string[]): Promise<string> {
  const { status, out, err } = await netsplit(['export', source, '--as', as, ...options])
  expect([status, err]).toEqual([0, ''])
  return out
}

test('events: as many lines as the run has events', async () => {
  const [lines, report] = await Promise.all([
    exported('raft/leader-dies', 'jsonl'),
    netsplit(['run', 'raft/leader-dies', '--json']),
  ])
  expect(lines.trimEnd().split('\n')).toHaveLength(JSON.parse(report.out).events)
})

test('history: in EDN and JSON Lines', async () => {
  const [edn, history] = await Promise.all(
    ['edn', 'history'].map((as) => exported('raft/leader-dies', as, '--seed', '5', '--until', '4s')),
  )
  const types = history!
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type)
  expect(types[0]).toBe('invoke')
  const ops = edn!
    .trimEnd()
    .split('\n')
    .map((line) => readEdn(line) as Record<string, unknown>)
  expect(ops.map((op) => op[':type'])).toEqual(types.map((type) => `:${type}`))
})

test('a link as a ShiViz log, with the clocks that ShiViz expects', async () => {
  const events = readLog(await exported(LINK, 'shiviz'))
  expect(events.length).toBeGreaterThan(300)
  expect(clockProblems(events)).toEqual([])
})

test('a run file of a link is replayed to the same fingerprint, and keeps what was asked for', async () => {
  const file = join(folder, 'run.json')
  const changes = ['--set', 'preVote=true', '--switch', 'noDedup', '--seed', '8', '--until', '2s']
  expect(await exported(LINK, 'run', '--out', file)).toBe('')
  const [same, link] = await Promise.all([
    netsplit(['replay', file, '--json']),
    netsplit(['replay', LINK, '--json']),
  ])
  expect(same.status).toBe(0)
  expect(JSON.parse(same.out).fingerprint).toBe(JSON.parse(link.out).fingerprint)
  expect(JSON.parse(same.out).expected).toBe(JSON.parse(link.out).fingerprint)

  const changed = JSON.parse(await exported(file, 'run', ...changes))
  expect(changed).toMatchObject({
    seed: '8',
    settings: { preVote: true },
    broken: ['noDedup'],
    at: { us: 2_000_000, row: null },
  })
  writeFileSync(join(folder, 'changed.json'), JSON.stringify(changed))
  const replayed = await netsplit(['replay', join(folder, 'changed.json'), '--json'])
  expect(JSON.parse(replayed.out)).toMatchObject({ seed: '8', simulatedUs: 2_000_000, same: true })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ seed: '7', at: { us: 900_000, row: null } })
})

test('a link of another version is exported, and said to differ', async () => {
  const { status, out, err } = await netsplit(['export', `${LINK}&f=0123456789abcdef`, '--as', 'history'])
  expect(status).toBe(1)
  expect(out).toContain('invoke')
  expect(err).toContain('0123456789abcdef')
})

test('who reads may stop early', async () => {
  const child = spawn('sh', ['-c', 'node bin/netsplit.js export raft/leader-dies --as jsonl | head -n 1'])
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  await new Promise((closed) => child.on('close', closed))
  expect(err).toBe('')
})

const nowhere = join(folder, 'no', 'such', 'folder')
const broken = join(folder, 'broken.json')
writeFileSync(broken, '{ "v": 1, "sim": "raft", "scen')

test.each([
  [['raft/leader-dies'], '--as'],
  [['raft/leader-dies', '--as', 'xml'], 'unknown format: xml; try run, jsonl, edn, history, shiviz'],
  [['raft/nope', '--as', 'edn'], 'raft/nope'],
  [['#/raft/leader-dies?x=!!!', '--as', 'edn'], 'x'],
  [[broken, '--as', 'edn'], 'not complete JSON'],
  [[folder, '--as', 'edn'], 'unknown scenario'],
  [['no-such-run.json', '--as', 'edn'], 'no-such-run.json: there is no such file'],
  [['raft/leader-dies', '--as', 'edn', '--seed', ''], '--seed'],
  [['raft/leader-dies', '--as', 'edn', '--until', '601s'], 'at most 600s'],
  [['raft/leader-dies', '--as', 'edn', '--set', 'nonsense=1'], 'nonsense'],
  [['raft/leader-dies', '--as', 'edn', '--switch', 'beGood'], 'beGood'],
  [['raft/leader-dies', '--as', 'edn', '--out', nowhere], nowhere.slice(0, 20)],
])('bad input %j exits 2 and names the thing', async (args, named) => {
  const { status, out, err } = await netsplit(['export', ...args])
  expect([status, out]).toEqual([2, ''])
  expect(err).toContain(named)
})
