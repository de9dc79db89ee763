// Judging a history from a file: the verdict is the exit code, the evidence is printed, and bad input names its line.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { check } from '../../src/cli/check.ts'
import type { CheckOptions } from '../../src/cli/checkOptions.ts'
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

const KEYED = (lines: readonly (readonly [string, string, string, number, number])[]) =>
  lines
    .map(
      ([type, f, value, process, ms]) =>
        `{:type :${type}, :f :${f}, :value ${value}, :process ${process}, :time ${ms * 1_000_000}}`,
    )
    .join('\n')

/** Without a process of its own, which takes a second. */
function statusOf(file: string, model: string, args: readonly string[]): number {
  const options: Record<string, string> = { model, consistency: 'linearizable' }
  for (let i = 0; i < args.length; i += 2) options[named(args[i]!)] = args[i + 1]!
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    return check(file, options as unknown as CheckOptions)
  } finally {
    log.mockRestore()
  }
}

/** "--stale-for" is `staleFor`. */
function named(option: string): string {
  return option.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** A write at 10 ms, read too late or not at all by two others. */
const LATE = KEYED([
  ['invoke', 'write', '[:x 1]', 0, 10],
  ['ok', 'write', '[:x 1]', 0, 20],
  ['invoke', 'read', '[:x nil]', 1, 50],
  ['ok', 'read', '[:x 0]', 1, 60],
  ['invoke', 'read', '[:x nil]', 2, 100],
  ['ok', 'read', '[:x 1]', 2, 110],
])

test.each<[string, readonly string[], number]>([
  ['what every key held at first', ['--consistency', 'sequential', '--initial', '0'], 0],
  ['nothing, unless told otherwise', ['--consistency', 'sequential'], 1],
  ['reads disagree after the write', ['--consistency', 'convergence', '--initial', '0'], 1],
  [
    'the first was before the heal',
    ['--consistency', 'convergence', '--initial', '0', '--healed-at', '90'],
    0,
  ],
  ['nobody read after that', ['--consistency', 'convergence', '--initial', '0', '--healed-at', '1s'], 3],
  [
    'time is granted from the write on',
    ['--consistency', 'convergence', '--initial', '0', '--within', '40ms'],
    0,
  ],
  ['one version behind', ['--consistency', 'staleness', '--initial', '0'], 1],
  ['one is allowed', ['--consistency', 'staleness', '--initial', '0', '--stale-versions', '1'], 0],
  ['30 ms are allowed', ['--consistency', 'staleness', '--initial', '0', '--stale-for', '30ms'], 0],
  ['29 ms are allowed', ['--consistency', 'staleness', '--initial', '0', '--stale-for', '29ms'], 1],
])('%s: %j exits %d', (_, args, expected) => {
  expect(statusOf(fileWith('late.edn', LATE), 'kv', args)).toBe(expected)
})

test('a bound in time needs times, and says which line has none', () => {
  const timeless = fileWith('timeless.edn', LATE.replaceAll(/, :time \d+/g, ''))
  const args = ['--consistency', 'convergence', '--healed-at', '5s']
  const message = /line 1: the operation has no time, and --healed-at needs one/
  expect(() => statusOf(timeless, 'kv', args)).toThrow(message)
})

test('a cas that found another value has read, if its answer was written down', () => {
  const cas = (answer: string) =>
    fileWith(
      'cas.edn',
      [
        '{:type :invoke, :f :cas, :value [1 2], :process 0}',
        `{:type :fail, :f :cas, :value [1 2]${answer}, :process 0}`,
      ].join('\n'),
    )
  expect(statusOf(cas(''), 'cas', ['--initial', '1'])).toBe(0)
  expect(statusOf(cas(', :answer false'), 'cas', ['--initial', '1'])).toBe(1)
})

test('bad input is a sentence with its line, and exit 2', async () => {
  const file = fileWith('bad.edn', '{:type :invoke')
  const { status, err } = await netsplit(['check', file, '--model', 'register'])
  expect([status, err]).toEqual([2, expect.stringMatching(/line 1: \{ is never closed/)])
})

test.each([
  ['register', '{:type :ok :f :read :process 0}', /line 1: process 0 ends what it did not begin/],
  [
    'append',
    '{:type :invoke :f :write :value 1 :process 0}',
    /line 1: write is not an operation of the append model/,
  ],
  ['graph', '', /--model graph: it must be one of register, cas, kv, append/],
])('%s, %s: %s', (model, text, message) => {
  expect(() => statusOf(fileWith('bad.edn', text), model, [])).toThrow(message)
})

test.each<[readonly string[], RegExp]>([
  [['--consistency', 'strong'], /--consistency strong: it must be one of linearizable/],
  [['--steps', '-1'], /--steps -1: it must be a whole number from 1/],
  [['--steps', '0'], /--steps 0: it must be a whole number from 1/],
  [['--initial', 'a'], /--initial a: it must be JSON/],
  [['--within', '1s'], /--within is a bound of --consistency convergence/],
  [['--consistency', 'staleness', '--stale-for', 'long'], /--stale-for long: it must be a time/],
  [['--consistency', 'staleness', '--stale-versions', '1.5'], /--stale-versions 1.5: it must be a whole/],
])('%j: %s', (args, message) => {
  expect(() => statusOf(fileWith('late.edn', LATE), 'kv', args)).toThrow(message)
})

test('a file that is not there', async () => {
  const { status, err } = await netsplit(['check', join(folder, 'none'), '--model', 'kv'])
  expect([status, err]).toEqual([2, expect.stringContaining('it cannot be read')])
})
