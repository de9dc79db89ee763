// Runs the benchmarks and prints one table: each figure, its goal, and whether it is met. It judges nothing: how fast
// a machine is must never decide whether a change may go in. `npm run bench -- raft` runs those whose name has "raft".

import * as bundle from './bundle.bench.ts'
import * as engine from './engine.bench.ts'
import type { Figure } from './measure.ts'
import * as raft from './raft.bench.ts'
import * as timeline from './timeline.bench.ts'

const BENCHES: Readonly<Record<string, { readonly measure: () => readonly Figure[] }>> = {
  engine,
  raft,
  timeline,
  bundle,
}

const wanted = process.argv[2] ?? ''
const figures = Object.entries(BENCHES)
  .filter(([name]) => name.includes(wanted))
  .flatMap(([, { measure }]) => measure())

console.log()
for (const { name, value, goal, isMet } of figures) {
  const verdict = isMet === null ? '' : isMet ? 'met' : 'NOT MET'
  console.log(`${name.padEnd(62)} ${value.padStart(12)}   ${(goal ?? '').padEnd(18)} ${verdict}`)
}
if (figures.length === 0) console.log(`no benchmark of that name; try ${Object.keys(BENCHES).join(', ')}`)
