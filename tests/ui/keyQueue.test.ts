// Keys pressed before the lab has answered the ones before them mean what they would have meant afterwards.

import { expect, test } from 'vitest'
import { type Action, action } from '../../src/ui/commands/action.ts'
import { createKeyQueue } from '../../src/ui/commands/keyQueue.ts'
import { NO_OFFERS } from '../../src/ui/hooks/offers.ts'

/** A lab that takes its time: x does something, z takes the last thing back, arrows only move. */
function slowDesk() {
  let isBusy = false
  const done: string[] = []
  const log: string[] = []
  const verb = (change: () => void) => () => {
    isBusy = true
    setTimeout(() => {
      change()
      isBusy = false
    }, 5)
  }
  const find = (name: string): Action | null => {
    const make = (id: string, why: string | null, change: () => void) =>
      action({ id, title: id, group: 'Page', why, run: verb(change) })
    if (name === 'x') return make('break', null, () => done.push(`deed ${done.length + 1}`))
    if (name === 'z') return make('undo', done.length === 0 ? 'nothing to undo' : null, () => done.pop())
    return name === 'ArrowRight' ? make('move.next', null, () => {}) : null
  }
  const keys = createKeyQueue({
    isSettled: () => !isBusy,
    async settle() {
      while (isBusy) await new Promise((soon) => setTimeout(soon, 1))
      return NO_OFFERS
    },
    find,
    run({ id, why, run }) {
      log.push(why ?? id)
      if (why === null) run()
    },
  })
  const idle = async () => {
    for (let quiet = 0; quiet < 20; quiet = isBusy ? 0 : quiet + 1)
      await new Promise((soon) => setTimeout(soon, 1))
  }
  return { keys, done, log, idle }
}

test('undo right after the deed undoes that deed', async () => {
  const { keys, done, log, idle } = slowDesk()
  for (const key of ['x', 'z', 'x', 'x', 'z']) expect(keys.press(key)).toBe(true)
  await idle()
  expect(log).toEqual(['break', 'undo', 'break', 'break', 'undo'])
  expect(done).toEqual(['deed 1'])
})

test('what cannot be done when its turn comes is refused then', async () => {
  const { keys, log, idle } = slowDesk()
  for (const key of ['x', 'z', 'z']) keys.press(key)
  await idle()
  expect(log).toEqual(['break', 'undo', 'nothing to undo'])
})

test('moves of the playhead wait only behind keys that wait', async () => {
  const { keys, log, idle } = slowDesk()
  keys.press('x')
  keys.press('ArrowRight')
  expect(log).toEqual(['break', 'move.next'])
  keys.press('z')
  keys.press('ArrowRight')
  expect(log).toHaveLength(2)
  await idle()
  expect(log).toEqual(['break', 'move.next', 'undo', 'move.next'])
})

test('a key that means nothing is left to the browser', () => {
  expect(slowDesk().keys.press('q')).toBe(false)
})
