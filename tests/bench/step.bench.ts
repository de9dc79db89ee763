// A step in the page, from the key to the painted frame: the worker's answer, what the page makes of it, and what the
// browser does to show it. The lab is the real one, with eight nodes on the stage.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { installedChromium } from '../e2e/chromium.js'
import { below, type Figure, median, quantile, told } from './measure.ts'

/** Frames come as fast as they are made, and no graphics card helps. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-gpu-vsync',
  '--disable-frame-rate-limit',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}
const SCENARIO = 'raft/two-leaders'
const STEPS = 60
const MOST_MS = 16
/** Shorter than a key that is held repeats. */
const REST_MS = 30

interface Step {
  readonly answeredMs: number
  readonly paintedMs: number
}

export async function measure(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-step-'))
  execFileSync('npx', ['vite', 'build', '--outDir', folder, '--logLevel', 'error'], { stdio: 'inherit' })
  const server = await serve(folder)
  const executablePath = installedChromium()
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath !== null && { executablePath }) })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // What runs the benchmarks marks functions with their names, also those that are sent to the page.
    await page.addInitScript('globalThis.__name = (it) => it')
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/#/${SCENARIO}`)
    await page.waitForFunction(() => window.netsplit?.lab.getState().status === 'ready')
    await stepsOf(page)
    const before = await workedMs(page)
    const steps = await stepsOf(page)
    const worked = ((await workedMs(page)) - before) / STEPS
    const painted = steps.map(({ paintedMs }) => paintedMs)
    return [
      below('A step, from the key to the painted frame, median', median(painted), MOST_MS, 'ms'),
      told('… p95', `${quantile(painted, 0.95).toFixed(1)} ms`),
      told('… processor time, with all that comes after it', `${worked.toFixed(1)} ms`),
      told('… the quickest', `${Math.min(...painted).toFixed(1)} ms`),
      told(
        '… until the worker has answered',
        `${median(steps.map((step) => step.answeredMs)).toFixed(1)} ms`,
      ),
    ]
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true })
  }
}

/** Processor time so far of the process that draws the page and holds the worker: the same on a busy machine. */
async function workedMs(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return (
    Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime)) * 1000
  )
}

function serve(folder: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const path = url === undefined || url === '/' ? '/index.html' : url.split('?')[0]!
    try {
      response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream')
      response.end(readFileSync(join(folder, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((listening) => server.listen(0, () => listening(server)))
}

/** Each step waits until the page has nothing left to do from the one before it, and the screen has drawn all of it. */
function stepsOf(page: Page): Promise<readonly Step[]> {
  return page.evaluate(
    async ([count, restMs]) => {
      const { lab } = window.netsplit
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
      const painted = async () => {
        await frame()
        // What is posted in a frame comes after it was painted.
        await new Promise((after) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = after
          port2.postMessage(null)
        })
      }
      await lab.seek({ to: 'start' })
      const steps: { answeredMs: number; paintedMs: number }[] = []
      for (let i = 0; i < count; i++) {
        do await painted()
        while (lab.isBusy())
        await new Promise((drawn) => setTimeout(drawn, restMs))
        const begin = performance.now()
        const answer = new Promise<number>((answered) => {
          const stop = lab.subscribe(() => {
            stop()
            answered(performance.now())
          })
        })
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
        const answeredMs = (await answer) - begin
        await painted()
        steps.push({ answeredMs, paintedMs: performance.now() - begin })
      }
      return steps
    },
    [STEPS, REST_MS] as const,
  )
}
