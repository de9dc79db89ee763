// A step in the page, from the key to the painted frame: the worker's answer, what the page makes of it, and what the
// browser does to show it. The lab is the real one, with eight nodes on the stage.

import type { Page } from '@playwright/test'
import { onBuiltPage, workedMs } from './builtPage.ts'
import { below, type Figure, median, quantile, told } from './measure.ts'

const SCENARIO = 'raft/two-leaders'
const STEPS = 60
const MOST_MS = 16
/** Shorter than a key that is held repeats. */
const REST_MS = 30

interface Step {
  readonly answeredMs: number
  readonly paintedMs: number
}

export function measure(): Promise<readonly Figure[]> {
  return onBuiltPage({ viewport: { width: 1440, height: 900 } }, async (page, address) => {
    await page.goto(`${address}#/${SCENARIO}`)
    await page.waitForFunction(() => window.netsplit?.lab.getState().status === 'ready')
    await stepsOf(page)
    const before = await workedMs(page)
    const steps = await stepsOf(page)
    const worked = ((await workedMs(page)) - before) / STEPS
    const painted = steps.map(({ paintedMs }) => paintedMs)
    const answered = steps.map(({ answeredMs }) => answeredMs)
    return [
      below('A step, from the key to the painted frame, median', median(painted), MOST_MS, 'ms'),
      told('… p95', `${quantile(painted, 0.95).toFixed(1)} ms`),
      told('… processor time, with all that comes after it', `${worked.toFixed(1)} ms`),
      told('… the quickest', `${Math.min(...painted).toFixed(1)} ms`),
      told('… until the worker has answered', `${median(answered).toFixed(1)} ms`),
    ]
  })
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
