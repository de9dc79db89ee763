// A run as the text of a file, in any of the formats, and the name of the file.

import { writeFile } from '../../sim/link.ts'
import { ednLines } from './edn.ts'
import { eventLines } from './events.ts'
import type { ExportedFile, Format } from './format.ts'
import { historyLines } from './history.ts'
import type { Recorded } from './recorded.ts'
import { shivizLines } from './shiviz.ts'

interface Writer {
  readonly ending: string
  readonly text: (run: Recorded) => string
}

const WRITERS: Readonly<Record<Format, Writer>> = {
  run: { ending: '.json', text: ({ document }) => writeFile(document) },
  jsonl: { ending: '.events.jsonl', text: (run) => joined(eventLines(run)) },
  edn: { ending: '.history.edn', text: (run) => joined(ednLines(run)) },
  history: { ending: '.history.jsonl', text: (run) => joined(historyLines(run)) },
  shiviz: { ending: '.shiviz.log', text: (run) => joined(shivizLines(run)) },
}

export function exportRun(run: Recorded, format: Format): ExportedFile {
  const { ending, text } = WRITERS[format]
  return { name: `${baseName(run)}${ending}`, text: text(run) }
}

/** A run with a rule left out says so wherever it goes. */
function baseName({ document, interventions }: Recorded): string {
  const isUnsafe =
    document.broken.length > 0 ||
    interventions.some(({ do: command }) => command.kind === 'rule' && command.broken)
  return `${document.scenario.replaceAll('/', '-')}${isUnsafe ? '-unsafe' : ''}`
}

function joined(lines: Iterable<string>): string {
  return [...lines].map((line) => `${line}\n`).join('')
}
