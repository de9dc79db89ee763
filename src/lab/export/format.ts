// The formats a run can be saved in, by the names that people and scripts use. No writer is loaded for knowing them.

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

export interface ExportedFile {
  readonly name: string
  readonly text: string
}
