// Judging a history from a file: the verdict is the exit code, the evidence is printed, and bad input names its line.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { netsplit } from './netsplit.ts'

const folder = mkdtempSync(join(tmpdir(), 'netsplit-'))

function fileWith(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test.each(['edn', 'history'])(
  'a run that lost a write, exported as %s, is broken, with its evidence',
  async (as) => {
    const file = join(folder, `lost.${as}`)
    expect((await netsplit(['export', 'replication/acked-and-lost', '--as', as, '--out', file])).status).toBe(
      0,
    )
    const { status, out, err } = await netsplit(['check', file, '--model', 'kv'])
    expect([status, err]).toEqual([1, ''])
    expect(out).toContain('linearizable as a kv: BROKEN')
    expect(out).toContain('process 1 read x (line 5): it was told 5, but there was 7')
  },
)

test('the same run holds where less is asked, and says so as JSON', async () => {
  const file = join(folder, 'lost.json')
  await netsplit(['export', 'replication/acked-and-lost', '--as', 'history', '--out', file])
  const { status, out } = await netsplit([
    'check',
    file,
    '--model',
    'kv',
    '--consistency',
    'sequential',
    '--json',
  ])
  expect(status).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ verdict: 'holds', consistency: 'sequential', operations: 3 })
})

test('what the budget does not decide is neither', async () => {
  const ops = Array.from({ length: 12 }, (_, i) => [
    `{:type :invoke :f :write :value ${i % 2} :process ${i}}`,
    `{:type :invoke :f :read :value nil :process ${i + 100}}`,
  ]).flat()
  const ends = Array.from({ length: 12 }, (_, i) => [
    `{:type :ok :f :write :value ${i % 2} :process ${i}}`,
    `{:type :ok :f :read :value ${(i + 1) % 2} :process ${i + 100}}`,
  ]).flat()
  const file = fileWith('hard.edn', [...ops, ...ends].join('\n'))
  const { status, out } = await netsplit(['check', file, '--model', 'register', '--steps', '3'])
  expect([status, out]).toEqual([3, expect.stringContaining('not decided')])
})

test.each([
  [['--model', 'register'], '{:type :invoke', /line 1: \{ is never closed/],
  [
    ['--model', 'register'],
    '{:type :ok :f :read :process 0}',
    /line 1: process 0 ends what it did not begin/,
  ],
  [
    ['--model', 'append'],
    '{:type :invoke :f :write :value 1 :process 0}',
    /line 1: write is not an operation of the append model/,
  ],
  [['--model', 'graph'], '', /--model graph: it must be one of register, cas, kv, append/],
  [['--model', 'kv', '--consistency', 'strong'], '', /--consistency strong: it must be one of linearizable/],
  [['--model', 'kv', '--steps', '-1'], '', /--steps -1: it must be a whole number from 1/],
])('%j on %s: %s', async (args, text, message) => {
  const { status, err } = await netsplit(['check', fileWith('bad.edn', text), ...args])
  expect([status, err]).toEqual([2, expect.stringMatching(message)])
})

test('a file that is not there', async () => {
  const { status, err } = await netsplit(['check', join(folder, 'none'), '--model', 'kv'])
  expect([status, err]).toEqual([2, expect.stringContaining('it cannot be read')])
})
