// How long a frame of the ring takes, in a browser that draws by software, from 300 points to 100,000: while another
// node is pointed at, which draws all of it anew, and while keys move, which draws only them.

import type { Page } from '@playwright/test'
import { onBuiltPage, workedMs } from './builtPage.ts'
import { below, type Figure, median, quantile, told } from './measure.ts'
import type { RingBench } from './ring/page.tsx'

const RINGS = [
  { nodes: 3, tokens: 100 },
  { nodes: 20, tokens: 100 },
  { nodes: 200, tokens: 500 },
]
const GOAL_MS = 16
/** Many points cost little more than few: what is under a pixel is counted once. */
const GOAL_RATIO = 4

interface Bench {
  readonly bench: RingBench
}

export function measure(): Promise<readonly Figure[]> {
  const wanted = { root: 'tests/bench/ring', viewport: { width: 640, height: 640 } }
  return onBuiltPage(wanted, async (page, address) => {
    await page.goto(address)
    await page.waitForFunction(() => 'bench' in window)
    const figures: Figure[] = []
    const pointed: number[] = []
    for (const { nodes, tokens } of RINGS) {
      const many = (nodes * tokens).toLocaleString('en')
      const readMs = await page.evaluate(([n, t]) => (window as unknown as Bench).bench.load(n, t), [
        nodes,
        tokens,
      ] as const)
      figures.push(told(`Ring of ${many} points, arcs compared`, `${readMs.toFixed(1)} ms`))
      const point = await timed(page, () => page.evaluate(() => (window as unknown as Bench).bench.point()))
      pointed.push(point.worked)
      figures.push(...lines(`${many} points, a frame in which another node is pointed at`, point))
      const fly = await timed(page, () => page.evaluate(() => (window as unknown as Bench).bench.fly()))
      figures.push(...lines(`${many} points, a frame in which keys move`, fly))
    }
    const ratio = pointed.at(-1)! / pointed[0]!
    return [...figures, below('100,000 points beside 300, work for a frame', ratio, GOAL_RATIO, '×')]
  })
}

interface Timed {
  readonly median: number
  readonly p95: number
  /** By the page's process for one frame: that is the same on a busy machine. */
  readonly worked: number
}

async function timed(page: Page, run: () => Promise<readonly number[]>): Promise<Timed> {
  await run()
  const before = await workedMs(page)
  const times = await run()
  const worked = ((await workedMs(page)) - before) / times.length
  return { median: median(times), p95: quantile(times, 0.95), worked }
}

function lines(name: string, { median: ms, p95, worked }: Timed): readonly Figure[] {
  const spread = `p95 ${p95.toFixed(1)} ms, worked ${worked.toFixed(1)} ms a frame`
  return [below(name, ms, GOAL_MS, 'ms'), told('…', spread)]
}
