// The formats a run can be saved in, by the names that people and scripts use. No writer is loaded for knowing them.

import { quoted, type Result } from '../../sim/result.ts'

export const FORMATS = ['run', 'jsonl', 'edn', 'history', 'shiviz'] as const
export type Format = (typeof FORMATS)[number]

/** On the page's list: "Save as". */
export const FORMAT_TITLES: Readonly<Record<Format, string>> = {
  run: 'Run file',
  jsonl: 'Events (JSON Lines)',
  edn: 'History (EDN)',
  history: 'History (JSON Lines)',
  shiviz: 'ShiViz log',
}

export function formatNamed(name: string): Result<Format> {
  const format = FORMATS.find((known) => known === name)
  if (format !== undefined) return { ok: true, value: format }
  return { ok: false, error: `unknown format: ${quoted(name)}; try ${FORMATS.join(', ')}` }
}

export interface ExportedFile {
  readonly name: string
  readonly text: string
}
