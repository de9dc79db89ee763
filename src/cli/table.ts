// Prints a table of measured figures beside the published ones; one that is further off than allowed fails.

import { TABLES } from '../app/shelf.ts'
import { quoted } from '../sim/result.ts'
import { isWithin, type TableRow } from '../sim/table.ts'
import { BadInput } from './badInput.ts'

export interface TableOptions {
  readonly short?: boolean
  readonly json?: boolean
}

export async function table(id: string, options: TableOptions): Promise<number> {
  const load = Object.hasOwn(TABLES, id) ? TABLES[id] : undefined
  if (load === undefined)
    throw new BadInput(`unknown table: ${quoted(id)}; try ${Object.keys(TABLES).join(', ')}`)
  const { title, source, rows } = await load()
  const found = measured(rows(options.short ? 'short' : 'full'))
  if (options.json) console.log(JSON.stringify({ id, title, source, rows: found }))
  else print(title, source, found)
  return found.every(isWithin) ? 0 : 1
}

/** Some take minutes: on a terminal they are counted meanwhile. */
function measured(rows: Iterable<TableRow>): readonly TableRow[] {
  const found: TableRow[] = []
  const { stderr } = process
  for (const row of rows) {
    found.push(row)
    if (stderr.isTTY) stderr.write(`\r${found.length} figures measured`)
  }
  if (stderr.isTTY) stderr.write('\r\u001b[K')
  return found
}

function print(title: string, source: string, rows: readonly TableRow[]): void {
  console.log(`${title}\n  published: ${source}`)
  const cells = rows.map((row) => [
    row.label,
    `${figure(row.measured)}`,
    `${figure(row.published)}`,
    `\u00b1${figure(row.allowed)}`,
    row.unit,
    isWithin(row) ? '' : 'OFF',
  ])
  const table = [['', 'measured', 'published', 'allowed', '', ''], ...cells]
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  for (const row of table)
    console.log(
      `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`.trimEnd(),
    )
}

/** Four digits that mean something. */
function figure(value: number): string {
  return String(Number(value.toPrecision(4)))
}
