// Promises are neither broken by what a person changes, nor overlooked because of it.

import { expect, test } from 'vitest'
import { crash, cut, diskOf, MS, numbersOf, read, runOf, set, tell, viewOf, write } from './running.ts'

const broken = ({ world }: ReturnType<typeof runOf>) => world.violations.map(({ invariant }) => invariant)
const join = tell('n6', 'join')

/** When the view with n6 is made, ms; nobody has heard of it then. */
function announcedMs(settings: Parameters<typeof runOf>[0]): number {
  const run = runOf(settings, [[100, join]])
  run.until(300)
  return run.story().first('announces')!.atUs / MS
}

test('a view is held to what was asked for when it was made', () => {
  const modulo = announcedMs({ scheme: 'modulo' }) + 0.001
  const run = runOf({ scheme: 'modulo' }, [
    [100, join],
    [modulo, set('scheme', 'rendezvous')],
  ])
  run.until(150)
  expect(run.story().count('adoptsMove')).toBeGreaterThan(0)
  expect(broken(run)).toEqual([])

  const few = announcedMs({ tokens: 1 }) + 0.001
  const thin = runOf({ tokens: 1 }, [
    [100, join],
    [few, set('tokens', 100)],
  ])
  thin.until(150)
  expect(broken(thin)).toEqual([])
})

test('and to nothing less: modulo in place of a ring is seen', () => {
  const run = runOf({}, [[100, join]], {}, ['byModulo'])
  run.until(1_000)
  expect(new Set(broken(run))).toEqual(new Set(['leastMoved']))
})

test('a part that is dealt by hand may go anywhere, also if nobody hears of it before the next view', () => {
  const deaf = cut(...['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].map((id) => ['dir', id] as const))
  const gives = [0, 1, 2, 3, 4, 5].map(
    (part) => [100 + part, tell('dir', 'assign', { part, node: 'n1' })] as const,
  )
  const run = runOf({ scheme: 'partitions' }, [[90, deaf], ...gives, [110, join], [150, { kind: 'heal' }]])
  run.until(3_000)
  expect(viewOf(run).epoch).toBe(9)
  expect(broken(run)).toEqual([])
})

test('where nodes are to say that there is nothing nobody promises more, and when they no longer are it is promised', () => {
  const joined = runOf({}, [[100, join]])
  joined.until(990)
  const keys = Object.keys(diskOf(joined, 'n6').data).filter((key) => !key.includes('~'))
  const writes = keys.map((key, i) => [20 + 10 * i, write(key, 50 + i)] as const)
  const reads = (fromMs: number) => keys.map((key, i) => [fromMs + 5 * i, read(key, 'c2')] as const)
  const run = runOf({ bytesPerSecond: 20_000, chunkKeys: 1, meanwhile: 'miss' }, [
    ...writes,
    [400, join],
    ...reads(430),
    [900, set('meanwhile', 'forward')],
    ...reads(910),
  ])
  run.until(20_000)
  expect(run.story().count('missed')).toBeGreaterThan(0)
  expect(numbersOf(run).misses).toBe(String(run.story().count('missed')))
  expect(broken(run)).toEqual([])
})

test('a write whose only disk is lost is nobody’s fault; one that was never on disk is', () => {
  const lost = { kind: 'crash', node: 'n1', loseDisk: true } as const
  const writes = Array.from(
    { length: 40 },
    (_, i) => [60 + 15 * i, write(`post:0${String(i).padStart(2, '0')}`, i + 1)] as const,
  )
  const run = runOf({}, [...writes, [1_000, lost]])
  run.until(1_500)
  expect(run.world.truth).toHaveProperty('wrong')
  expect(
    (run.world.truth as { wrong: readonly { word: string }[] }).wrong.some(({ word }) => word === 'lost'),
  ).toBe(true)
  expect(broken(run)).toEqual([])

  const early = runOf(
    { diskSyncUs: 40 * MS, latencyMinUs: 500, latencyMaxUs: 500 },
    [...writes, ...['n1', 'n2', 'n3', 'n4', 'n5'].map((id) => [665, crash(id)] as const)],
    {},
    ['answersBeforeSync'],
  )
  early.until(1_500)
  expect(broken(early)).toContain('noLostWrite')
})
