// Runs the benchmarks, each in a process of its own, and prints each figure with its goal and whether it is met. It
// judges nothing: how fast a machine is must never decide whether a change may go in. `npm run bench -- raft` runs
// those whose name has "raft".

import { spawnSync } from 'node:child_process'
import * as branches from './branches.bench.ts'
import * as bundle from './bundle.bench.ts'
import * as check from './check.bench.ts'
import * as diagram from './diagram.bench.ts'
import * as engine from './engine.bench.ts'
import * as isolation from './isolation.bench.ts'
import type { Figure } from './measure.ts'
import * as placement from './placement.bench.ts'
import * as raft from './raft.bench.ts'
import * as ring from './ring.bench.ts'
import * as step from './step.bench.ts'
import * as timeline from './timeline.bench.ts'
import * as transactions from './transactions.bench.ts'

type Measured = readonly Figure[] | Promise<readonly Figure[]>

const BENCHES: Readonly<Record<string, { readonly measure: () => Measured }>> = {
  engine,
  'raft-headless': raft.headless,
  'raft-recorded': raft.recorded,
  'raft-checked': raft.checked,
  'raft-recorded-checked': raft.recordedAndChecked,
  timeline,
  check,
  isolation,
  transactions,
  branches,
  placement,
  diagram,
  ring,
  step,
  bundle,
}
const ALONE = '--alone'

const [wanted = '', mode] = process.argv.slice(2)
const names = Object.keys(BENCHES).filter((name) =>
  mode === ALONE ? name === wanted : name.includes(wanted),
)
if (names.length === 0) console.log(`no benchmark of that name; try ${Object.keys(BENCHES).join(', ')}`)
for (const name of names) {
  if (mode === ALONE) print(await BENCHES[name]!.measure())
  else spawnSync(process.execPath, [...process.execArgv, process.argv[1]!, name, ALONE], { stdio: 'inherit' })
}

function print(figures: readonly Figure[]): void {
  for (const { name, value, goal, isMet } of figures) {
    const verdict = isMet === null ? '' : isMet ? 'met' : 'NOT MET'
    console.log(`${name.padEnd(62)} ${value.padStart(12)}   ${(goal ?? '').padEnd(18)} ${verdict}`)
  }
}
