// The same runs in every browser engine on this machine: each browser that is found opens a page that computes the
// fingerprints and sends them back, and they have to be those of Node. Run with `npm run engines`.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Plugin } from 'vite'
import { fingerprints } from './fingerprints.ts'

const PATIENCE_MS = 180_000

interface Engine {
  readonly name: string
  /** Where its browser may be. */
  readonly places: readonly string[]
  /** What opens an address with a fresh profile in a folder. */
  readonly args: (url: string, profile: string) => readonly string[]
  /** It has no mode without a screen, so it is given one that nobody sees. */
  readonly needsScreen?: true
}

const ENGINES: readonly Engine[] = [
  {
    name: 'V8 (Chromium)',
    places: ['/usr/bin/chromium', '/usr/bin/google-chrome'],
    args: (url, profile) => [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      url,
    ],
  },
  {
    name: 'SpiderMonkey (Firefox)',
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    args: (url, profile) => ['--headless', '--no-remote', '--profile', profile, url],
  },
  {
    name: 'JavaScriptCore (WebKitGTK)',
    places: [
      '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
      '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser',
    ],
    args: (url) => ['--private', url],
    needsScreen: true,
  },
]

/** Hands the next report to whoever waits for it. */
function reports(): { readonly plugin: Plugin; readonly next: () => Promise<string> } {
  let settle: (text: string) => void = () => {}
  return {
    next: () =>
      new Promise((resolve) => {
        settle = resolve
      }),
    plugin: {
      name: 'reports',
      configureServer(server) {
        server.middlewares.use('/report', async (request, response) => {
          const parts: Buffer[] = []
          for await (const part of request) parts.push(part as Buffer)
          response.end()
          settle(Buffer.concat(parts).toString())
        })
      },
    },
  }
}

function open({ args, needsScreen }: Engine, browser: string, url: string, profile: string): ChildProcess {
  const words = [browser, ...args(url, profile)]
  const [command, ...rest] = needsScreen ? ['xvfb-run', '-a', ...words] : words
  return spawn(command!, rest, { stdio: 'ignore', detached: true })
}

function close({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has gone by itself.
  }
}

async function reportOf(
  engine: Engine,
  browser: string,
  url: string,
  next: () => Promise<string>,
): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'netsplit-engine-'))
  const report = next()
  const child = open(engine, browser, url, profile)
  const tooLate = new Promise<string>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, `no report within ${PATIENCE_MS / 1000} s`).unref()
  })
  const text = await Promise.race([report, tooLate])
  close(child)
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  return text
}

/** How many lines are not as in Node, and the first of them. */
function compare(expected: readonly string[], report: string): string | null {
  const lines = report.split('\n')
  const wrong = expected.flatMap((line, i) =>
    lines[i] === line ? [] : [`  Node: ${line}\n  here: ${lines[i] ?? 'nothing'}`],
  )
  return wrong.length === 0
    ? null
    : `${wrong.length} of ${expected.length} runs differ; the first:\n${wrong[0]}`
}

const { plugin, next } = reports()
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  plugins: [plugin],
  server: { port: 0 },
})
await server.listen()
const url = `${server.resolvedUrls!.local[0]}tests/engines/index.html`
const expected = fingerprints()
let failures = 0
for (const engine of ENGINES) {
  const browser = engine.places.find((place) => existsSync(place))
  if (browser === undefined) {
    console.log(`${engine.name}: not on this machine`)
    continue
  }
  const difference = compare(expected, await reportOf(engine, browser, url, next))
  console.log(`${engine.name}: ${difference ?? `${expected.length} runs, each the same as in Node`}`)
  if (difference !== null) failures++
}
await server.close()
process.exit(failures === 0 ? 0 : 1)
