// The rules of the house that a compiler does not check: who may import whom, which words would make a run differ
// from one machine to the next, and that files stay short and say why they exist.

import { expect, test } from 'vitest'

const SOURCES = import.meta.glob<string>(['../src/**/*.{ts,tsx}', '../sims/**/*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const TESTS = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

/** What a layer may import besides itself. `*` is everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/engine': ['seedrandom'],
  'src/check': ['src/engine'],
  'src/sim': ['src/engine', 'src/check', 'valibot', 'xstate'],
  'src/lab': ['src/engine', 'src/check', 'src/sim', 'immer', 'xstate'],
  'src/ui': [
    'src/sim',
    'src/lab',
    'react',
    'react-dom',
    'react-aria-components',
    'lucide-react',
    'd3-array',
    'd3-scale',
    'd3-shape',
    'd3-zoom',
    'd3-drag',
    'd3-selection',
    'xstate',
  ],
  'src/app': ['*'],
  'src/cli': [
    'src/check',
    'src/engine',
    'src/check',
    'src/sim',
    'src/lab',
    'src/app/registry.ts',
    'src/app/shelf.ts',
    'node:fs',
    'node:os',
    'node:path',
    'node:process',
    'node:url',
    'node:worker_threads',
    'cli-progress',
    'commander',
    'tsx',
  ],
  sims: ['src/engine', 'src/check', 'src/sim', 'xstate'],
}

/** A system that runs another one's processes says so here, and takes them in by one door. */
const STANDS_ON: Readonly<Record<string, string>> = { 'sims/transactions/raft.ts': 'sims/raft/' }

/** The one file outside `sims` that may name them. */
const REGISTRY = 'src/app/shelf.ts'

/** Where runs are made, and every machine has to make the same one. */
const DETERMINISTIC = ['src/engine', 'src/check', 'sims']

const EXACT = 'abs|ceil|floor|fround|imul|clz32|max|min|round|sign|sqrt|trunc'
const BANNED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bMath\.random\b/, 'ctx.random or a stream of world.streams'],
  [
    new RegExp(`\\bMath\\.(?!(?:${EXACT}|random)\\b)\\w+`),
    'ln and exp of src/engine/ln.ts, or a table of integers',
  ],
  [/\*\*/, 'a product, or the number written out'],
  [/\bDate\b|\bperformance\b|\bTemporal\b/, 'ctx.now or world.nowUs'],
  [/\bset(?:Timeout|Interval|Immediate)\b|\brequestAnimationFrame\b|\bqueueMicrotask\b/, 'ctx.setTimer'],
  [/\basync\b|\bawait\b|\bPromise\b/, 'an event: a run is synchronous'],
  [/\blocaleCompare\b/, 'a comparison with < and >'],
  [/\bIntl\b|\btoLocale\w*/, 'String, or the words of the page'],
  [/\bcrypto\b/, 'ctx.random'],
]

/** Files that are still too long. An entry may shrink or go; none may be added or grow. */
const DEBT: Readonly<Record<string, number>> = {}
const MOST_LINES = 400

interface File {
  readonly path: string
  readonly text: string
}

const sources = named(SOURCES, (path) => path.slice('../'.length))
const tests = named(TESTS, (path) => `tests/${path.slice('./'.length)}`)

test('there are files to read in every layer', () => {
  const layers = ['src/engine', 'src/check', 'src/sim', 'src/lab', 'src/ui', 'src/app', 'src/cli', 'sims']
  for (const layer of layers) {
    expect(sources.filter(({ path }) => layerOf(path) === layer).length, layer).toBeGreaterThan(2)
  }
  expect(sources.flatMap(importsOf).length).toBeGreaterThan(300)
  expect(tests.length).toBeGreaterThan(10)
})

test('every file belongs to a layer', () => {
  expect(
    sources.filter(({ path }) => MAY_IMPORT[layerOf(path)] === undefined).map(({ path }) => path),
  ).toEqual([])
})

test('imports follow the layers', () => {
  expect(sources.flatMap(forbiddenImports)).toEqual([])
})

test('an import that breaks the layers is seen', () => {
  const bad = (path: string, text: string) => forbiddenImports({ path, text })
  expect(bad('src/engine/a.ts', "import { b } from '../sim/b.ts'")).toEqual([
    'src/engine/a.ts → src/sim/b.ts',
  ])
  expect(bad('src/engine/a.ts', "import fs from 'node:fs'")).toEqual(['src/engine/a.ts → node:fs'])
  expect(bad('src/engine/a.ts', "import alea from 'seedrandom/lib/alea.js'")).toEqual([])
  expect(bad('src/engine/a.ts', "import type {\n  B,\n} from '../ui/b.ts'")).toEqual([
    'src/engine/a.ts → src/ui/b.ts',
  ])
  expect(bad('src/check/a.ts', "import { b } from '../sim/b.ts'")).toEqual(['src/check/a.ts → src/sim/b.ts'])
  expect(bad('src/ui/deep/a.tsx', "export * from '../../engine/b.ts'")).toEqual([
    'src/ui/deep/a.tsx → src/engine/b.ts',
  ])
  expect(bad('src/ui/a.ts', "const b = await import('../../sims/raft/sim.ts')")).toEqual([
    'src/ui/a.ts → sims/raft/sim.ts',
  ])
  expect(bad('src/ui/a.ts', "import '../engine/b.ts'")).toEqual(['src/ui/a.ts → src/engine/b.ts'])
  expect(bad('sims/raft/a.ts', "import { b } from '../../src/ui/b.ts'")).toEqual([
    'sims/raft/a.ts → src/ui/b.ts',
  ])
  expect(bad('sims/raft/a.ts', "import { b } from '../quorum/b.ts'")).toEqual([
    'sims/raft/a.ts → sims/quorum/b.ts',
  ])
  expect(bad('sims/transactions/a.ts', "import { b } from '../raft/b.ts'")).toEqual([
    'sims/transactions/a.ts → sims/raft/b.ts',
  ])
  expect(bad('sims/transactions/raft.ts', "export { b } from '../raft/b.ts'")).toEqual([])
  expect(bad('src/app/main.tsx', "import { b } from '../../sims/raft/sim.ts'")).toEqual([
    'src/app/main.tsx → sims/raft/sim.ts',
  ])
  expect(bad('src/cli/a.ts', "import { b } from '../app/main.tsx'")).toEqual([
    'src/cli/a.ts → src/app/main.tsx',
  ])
  expect(bad('src/cli/a.ts', "import { SIMS } from '../app/registry.ts'")).toEqual([])
})

test('nothing in a run depends on the machine it runs on', () => {
  const files = sources.filter(({ path }) => DETERMINISTIC.includes(layerOf(path)))
  expect(files.flatMap(bannedWords)).toEqual([])
})

test('a banned word is seen in code, and only there', () => {
  const seen = (text: string) => bannedWords({ path: 'f', text }).length > 0
  const bad = [
    'Math.random()',
    'Math.log(x)',
    'Math.hypot(x, y)',
    'x ** 2',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'setTimeout(f)',
    'new Intl.Collator()',
    'a.localeCompare(b)',
    'n.toLocaleString()',
    'async () => {}',
    '`${Math.cos(x)} text`',
  ]
  for (const code of bad) expect(seen(code), code).toBe(true)
  const good = [
    '// Math.random is banned',
    '/* Date,\n Intl */',
    "'setTimeout'",
    '`a Date`',
    'Math.floor(x)',
    'const update = 1',
    "note('it\\'s a Date')",
  ]
  for (const code of good) expect(seen(code), code).toBe(false)
})

test('every file opens with why it exists', () => {
  const silent = [...sources, ...tests].filter(({ text }) => !/^(?:#!.*\n)?(?:\/\/ ?\S|\/\*)/.test(text))
  expect(silent.map(({ path }) => path)).toEqual([])
})

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const isLong = ({ path, text }: File) => linesOf(text) > (DEBT[path] ?? MOST_LINES)
  const long = [...sources, ...tests].filter(isLong).map(({ path, text }) => `${path}: ${linesOf(text)}`)
  expect(long).toEqual([])
})

test('what was too long and is not any more has left the list', () => {
  const lengths = Object.fromEntries([...sources, ...tests].map(({ path, text }) => [path, linesOf(text)]))
  expect(Object.keys(DEBT).filter((path) => (lengths[path] ?? 0) <= MOST_LINES)).toEqual([])
})

function named(files: Readonly<Record<string, string>>, nameOf: (path: string) => string): File[] {
  return Object.entries(files).map(([path, text]) => ({ path: nameOf(path), text }))
}

/** `src/engine`, `src/ui` …; all sims are one layer. */
function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? `${first}/${second}` : first
}

/** Paths inside the repository, or names of packages. */
function importsOf({ path, text }: File): string[] {
  const statement = /(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'/g
  const dynamic = /\bimport\(\s*'([^']+)'|new URL\(\s*'([^']+)'/g
  const found = [...text.matchAll(statement), ...text.matchAll(dynamic)]
  return found.map((match) => resolved(path, match[1] ?? match[2] ?? ''))
}

function resolved(path: string, target: string): string {
  if (!target.startsWith('.')) return target
  const parts = path.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function forbiddenImports(file: File): string[] {
  return importsOf(file)
    .filter((target) => !mayImport(file.path, target))
    .map((target) => `${file.path} → ${target}`)
}

function mayImport(path: string, target: string): boolean {
  const layer = layerOf(path)
  if (layerOf(target) === 'sims')
    return path === REGISTRY || isSameSim(path, target) || isFoundation(path, target)
  if (layerOf(target) === layer) return true
  const allowed = MAY_IMPORT[layer] ?? []
  return allowed.some((name) => name === '*' || target === name || target.startsWith(`${name}/`))
}

function isFoundation(path: string, target: string): boolean {
  const foundation = STANDS_ON[path]
  return foundation !== undefined && target.startsWith(foundation)
}

function isSameSim(path: string, target: string): boolean {
  const [first, sim] = path.split('/')
  const [otherFirst, otherSim] = target.split('/')
  return first === 'sims' && otherFirst === 'sims' && sim === otherSim
}

function bannedWords({ path, text }: File): string[] {
  return codeOf(text)
    .split('\n')
    .flatMap((line, i) =>
      BANNED.filter(([pattern]) => pattern.test(line)).map(
        ([pattern, instead]) => `${path}:${i + 1}: ${pattern.exec(line)?.[0]}; use ${instead}`,
      ),
    )
}

/** The text without comments and strings, line for line; of a template only what it computes. */
function codeOf(text: string): string {
  const ignored = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g
  return text.replace(ignored, (part) => {
    const lines = '\n'.repeat(part.split('\n').length - 1)
    if (!part.startsWith('`')) return lines
    return [...part.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1]).join(' ') + lines
  })
}

function linesOf(text: string): number {
  return text.split('\n').length - 1
}
