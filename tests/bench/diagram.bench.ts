// How long a frame of the space-time diagram takes, in a browser that draws by software: panned and zoomed over a real
// run, in true time and by event. A frame is all of it, from one wheel event to the next: geometry, drawing, and what the
// browser does to show it.

import type { Page } from '@playwright/test'
import { onBuiltPage, workedMs } from './builtPage.ts'
import type { DiagramBench } from './diagram/page.tsx'
import { below, type Figure, median, quantile, told } from './measure.ts'

const GOALS = [
  { events: 100_000, goalMs: 12 },
  { events: 1_000_000, goalMs: 25 },
]

export function measure(): Promise<readonly Figure[]> {
  const wanted = { root: 'tests/bench/diagram', viewport: { width: 1280, height: 560 } }
  return onBuiltPage(wanted, async (page, address) => {
    await page.goto(address)
    await page.waitForFunction(() => 'bench' in window)
    const figures: Figure[] = []
    for (const { events, goalMs } of GOALS) figures.push(...(await framesOf(page, events, goalMs)))
    return figures
  })
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
