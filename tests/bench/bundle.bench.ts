// What a first visit downloads: the page's entry, all it imports statically, the worker, and the system that opens
// when the address names none, gzipped.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { HOME } from '../../src/app/home.ts'
import { below, type Figure, told } from './measure.ts'

export function measure(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-page-'))
  try {
    execFileSync('npx', ['vite', 'build', '--outDir', folder, '--logLevel', 'error'], { stdio: 'inherit' })
    return sizesOf(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function sizesOf(folder: string): readonly Figure[] {
  const assets = join(folder, 'assets')
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="[^"]*?([^"/]+\.js)"/g)].map((match) => basename(match[1]!))
  if (named.length === 0) throw new Error('index.html names no script')
  const workers = scripts.filter((name) => isNamedAsWorker(name, assets, scripts))
  const home = scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes(`id:\`${HOME}\``))
  if (home.length !== 1) throw new Error(`one script holds ${HOME}, not ${home.length}`)
  const loaded = reachable([...named, ...workers, ...home], assets)
  const kB = [...loaded].reduce((sum, name) => sum + gzipped(join(assets, name)), 0) / 1000
  const workersKb =
    [...reachable([...workers, ...home], assets)].reduce(
      (sum, name) => sum + gzipped(join(assets, name)),
      0,
    ) / 1000
  return [
    below('JavaScript of a first load, gzipped', kB, 250, 'kB'),
    told('… of which the worker and its first system', `${workersKb.toFixed(1)} kB`),
  ]
}

/** Files that these import statically, directly or not, and themselves. */
function reachable(names: readonly string[], assets: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const text = readFileSync(join(assets, name), 'utf8')
    for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      waiting.push(match[1]!)
  }
  return seen
}

function isNamedAsWorker(name: string, assets: string, scripts: readonly string[]): boolean {
  return scripts.some((other) => {
    const text = readFileSync(join(assets, other), 'utf8')
    const at = text.indexOf(name)
    return at >= 0 && /new Worker\([^)]{0,80}$/.test(text.slice(Math.max(0, at - 120), at))
  })
}

function gzipped(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length
}
