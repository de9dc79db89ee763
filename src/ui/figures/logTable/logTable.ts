// What each cell of the log table says, in words and in class names, so that the drawing is a plain table.

import type { CellPicture, TablePicture, TableRowPicture } from '../../../sim/picture.ts'

export interface CellView {
  /** Index of the column, from the table's first. */
  readonly index: number
  readonly cell: CellPicture | null
  readonly classes: string
  /** The caret stands under the last applied entry only. */
  readonly isLastApplied: boolean
  readonly hasBar: boolean
  /** Read out: "entry 5, x=7, term 3, committed". */
  readonly words: string
}

export interface RowView {
  readonly row: TableRowPicture
  readonly cells: readonly CellView[]
  /** The commit bar stands before the first column shown: everything shown comes after it. */
  readonly hasBarBefore: boolean
}

export function rowViews(table: TablePicture): readonly RowView[] {
  return table.rows.map((row) => {
    const lastApplied = row.cells.reduce((last, cell, i) => (cell?.isApplied ? i : last), -1)
    return {
      row,
      cells: Array.from({ length: table.columns }, (_, i) => view(table, row, i, lastApplied)),
      hasBarBefore: row.barAfter > 0 && row.barAfter === table.firstIndex - 1,
    }
  })
}

function view(table: TablePicture, row: TableRowPicture, i: number, lastApplied: number): CellView {
  const cell = row.cells[i] ?? null
  const index = table.firstIndex + i
  const hasBar = row.barAfter === index
  return {
    index,
    cell,
    classes: classesOf(cell),
    isLastApplied: i === lastApplied,
    hasBar,
    words: table.names === undefined ? wordsOf(cell, table, index) : namedWords(cell, table, i),
  }
}

function classesOf(cell: CellPicture | null): string {
  if (!cell) return 'cell missing'
  const flags = [cell.state, cell.isOnDisk ? '' : 'in-memory', cell.isMatched ? 'matched' : '']
  return ['cell', ...flags.filter((flag) => flag !== '')].join(' ')
}

function wordsOf(cell: CellPicture | null, table: TablePicture, index: number): string {
  if (!cell) return `no entry ${index}`
  const tag = cell.tag === '' ? [] : [`${table.key?.tag ?? 'term'} ${cell.tag}`]
  const parts = [`entry ${index}`, cell.text, ...tag, keyWord(table, cell.state)]
  if (cell.isApplied) parts.push(keyWord(table, 'applied'))
  if (!cell.isOnDisk) parts.push('not yet on disk')
  if (cell.isMatched) parts.push(table.key?.matched ?? 'known to the leader')
  return parts.join(', ')
}

/** "x: 7, version 3, newest" */
function namedWords(cell: CellPicture | null, table: TablePicture, i: number): string {
  const name = table.names?.[i] ?? ''
  if (!cell) return `no ${name}`
  const parts = [
    `${name}: ${cell.text}`,
    ...(cell.tag === '' ? [] : [`${table.key?.tag ?? 'version'} ${cell.tag}`]),
    keyWord(table, cell.state),
  ]
  if (!cell.isOnDisk) parts.push('not yet on disk')
  if (cell.isMatched) parts.push(keyWord(table, 'matched'))
  return parts.join(', ')
}

/** Marks that occur in this table, for the key under it: what is not there needs no explaining. */
export function keyOf(table: TablePicture): readonly (keyof typeof KEY_WORDS)[] {
  const cells = table.rows.flatMap((row) => row.cells).filter((cell) => cell !== null)
  const has: Record<keyof typeof KEY_WORDS, boolean> = {
    committed: true,
    appended: true,
    overwritten: cells.some((cell) => cell.state === 'overwritten'),
    applied: table.names === undefined,
    bar: table.rows.some((row) => row.barAfter > 0),
    'in-memory': cells.some((cell) => !cell.isOnDisk),
    matched: cells.some((cell) => cell.isMatched),
  }
  return (Object.keys(KEY_WORDS) as (keyof typeof KEY_WORDS)[]).filter((key) => has[key])
}

/** What a mark means in this table. */
export function keyWord({ key }: TablePicture, mark: keyof typeof KEY_WORDS): string {
  const own: Partial<Record<keyof typeof KEY_WORDS, string | undefined>> = key ?? {}
  return own[mark] ?? KEY_WORDS[mark]
}

const KEY_WORDS = {
  committed: 'committed',
  appended: 'appended',
  overwritten: 'overwritten',
  applied: 'applied',
  bar: 'commit index',
  'in-memory': 'not on disk',
  matched: 'leader knows',
} as const

/** Width of a cell that holds the longest entry, in characters. */
export function cellChars(table: TablePicture): number {
  const lengths = table.rows
    .flatMap((row) => row.cells)
    .map((cell) => (cell ? cell.tag.length + cell.text.length + 1 : 0))
  return Math.max(5, Math.min(14, ...[Math.max(0, ...lengths)]))
}
