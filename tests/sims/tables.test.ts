// Every table of measured figures in its short form: each figure within what it may be off, and the same when it is
// measured again.

import { describe, expect, test } from 'vitest'
import { TABLES } from '../../src/app/shelf.ts'
import { isWithin } from '../../src/sim/table.ts'

describe.each(Object.entries(TABLES))('%s', (id, load) => {
  test('its figures are what is published', async () => {
    const table = await load()
    expect(table.id).toBe(id)
    const rows = [...table.rows('short')]
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter((row) => !isWithin(row))).toEqual([])
    expect([...table.rows('short')]).toEqual(rows)
  }, 60_000)
})
