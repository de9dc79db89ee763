// Scenario texts in etcd's manner: commands, a line `----`, and exactly what they print, up to a blank line. Prose and
// `#` comments stay as they are. REWRITE=1 writes what is printed now; reviewing the difference is the assertion.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

const HOW =
  'Its text says something else. npm run rewrite writes it anew; commit only if you can say why it changed.'

/** Holds the text in the file to what its commands print; with REWRITE=1 makes it so. */
export function checkText(path: string, run: (command: string) => readonly string[]): void {
  const text = readFileSync(path, 'utf8')
  const blocks = text.trimEnd().split(/\n{2,}/)
  const actual = `${blocks.map((block) => rerun(block, run)).join('\n\n')}\n`
  if (process.env.REWRITE === '1') writeFileSync(path, actual)
  else expect(actual, `${path}: ${HOW}`).toBe(text)
}

/** The block with the output that its commands have now; a block of prose as it is. */
function rerun(block: string, run: (command: string) => readonly string[]): string {
  const lines = block.split('\n')
  const ruler = lines.indexOf('----')
  if (ruler < 0) return block
  const head = lines.slice(0, ruler)
  const commands = head.filter((line) => line !== '' && !line.startsWith('#'))
  const output = commands.flatMap((command) => run(command))
  return [...head, '----', ...(output.length === 0 ? ['ok'] : output)].join('\n')
}
