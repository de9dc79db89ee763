// How long a frame of the space-time diagram takes, in a browser that draws by software: panned and zoomed over a real
// run, in true time and by event. A frame is all of it, from one wheel event to the next: geometry, drawing, and what the
// browser does to show it.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { installedChromium } from '../e2e/chromium.js'
import type { DiagramBench } from './diagram/page.tsx'
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
const GOALS = [
  { events: 100_000, goalMs: 12 },
  { events: 1_000_000, goalMs: 25 },
]

export async function measure(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-diagram-'))
  execFileSync('npx', ['vite', 'build', 'tests/bench/diagram', '--outDir', folder, '--logLevel', 'error'], {
    stdio: 'inherit',
  })
  const executablePath = installedChromium()
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath !== null && { executablePath }) })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 560 } })
    await openFrom(page, folder)
    const figures: Figure[] = []
    for (const { events, goalMs } of GOALS) figures.push(...(await framesOf(page, events, goalMs)))
    return figures
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

/** The built page, without a server. */
async function openFrom(page: Page, folder: string): Promise<void> {
  await page.route('http://diagram.test/**', (route) => {
    const path = new URL(route.request().url()).pathname
    const contentType = KINDS[extname(path)] ?? 'application/octet-stream'
    return route.fulfill({ body: readFileSync(join(folder, path)), contentType })
  })
  await page.goto('http://diagram.test/index.html')
  await page.waitForFunction(() => 'bench' in window)
}

interface Bench {
  readonly bench: DiagramBench
}

async function framesOf(page: Page, events: number, goalMs: number): Promise<readonly Figure[]> {
  const many = events.toLocaleString('en')
  const readMs = await page.evaluate((n) => (window as unknown as Bench).bench.load(n), events)
  const figures: Figure[] = [told(`Columns of ${many} events, read`, `${readMs.toFixed(0)} ms`)]
  for (const mode of ['time', 'event'] as const) {
    const name = `${many} events, ${mode === 'time' ? 'true time' : 'by event'}`
    for (const share of [0.5, 0.05, 0.002]) {
      const pan = () =>
        page.evaluate(([m, s]) => (window as unknown as Bench).bench.pan(m, s), [mode, share] as const)
      figures.push(...(await frames(`${name}, a pan over ${share * 100} % of them`, page, pan, goalMs)))
    }
    const zoom = () => page.evaluate((m) => (window as unknown as Bench).bench.zoom(m), mode)
    figures.push(...(await frames(`${name}, a zoom in and out`, page, zoom, goalMs)))
  }
  return figures
}

/** The median frame, and what the page's process worked for one: that is the same on a busy machine. */
async function frames(
  name: string,
  page: Page,
  run: () => Promise<readonly number[]>,
  goalMs: number,
): Promise<readonly Figure[]> {
  await run()
  const before = await workedMs(page)
  const times = await run()
  const worked = (await workedMs(page)) - before
  const spread = `p95 ${quantile(times, 0.95).toFixed(1)} ms, worked ${(worked / times.length).toFixed(1)} ms a frame`
  return [below(name, median(times), goalMs, 'ms'), told('…', spread)]
}

/** Processor time of the process that draws the page so far. */
async function workedMs(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const own = processInfo.filter(({ type }) => type === 'renderer')
  return Math.max(...own.map(({ cpuTime }) => cpuTime)) * 1000
}
