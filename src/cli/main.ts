// The command line: the same runs as on the page, without a screen. Exits 0 when all is well, 1 when a promise
// broke or two runs differed, 2 on bad input.

import { Command, CommanderError } from 'commander'
import { CONSISTENCIES } from '../check/judge.ts'
import { MODEL_NAMES } from '../check/models/models.ts'
import { FORMATS } from '../lab/export/format.ts'
import { BadInput } from './badInput.ts'
import { check } from './check.ts'
import { CHECK_HELP } from './checkOptions.ts'
import { exportTo } from './export.ts'
import { list } from './list.ts'
import { replay } from './replay.ts'
import { run } from './run.ts'
import { sweep } from './sweep.ts'
import { table } from './table.ts'
import { verify } from './verify.ts'

export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', stopWhenNobodyReads)
  try {
    process.exitCode = await dispatch(args)
  } catch (error) {
    process.exitCode = explain(error)
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  let status = 0
  const collect = (value: string, before: readonly string[]) => [...before, value]
  const program = new Command('netsplit')
    .description('Break a distributed system. Ask it why.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })

  program
    .command('list')
    .description('the systems, their scenarios, settings and rule switches')
    .option('--json', 'one JSON object')
    .action((options) => {
      status = list(options)
    })
  program
    .command('run <scenario>')
    .description('run a scenario and say what happened')
    .option('--seed <seed>', "another seed than the scenario's")
    .option('--until <time>', 'how long, e.g. 20s or 3400ms')
    .option('--set <key=value>', 'change a setting (repeatable)', collect, [])
    .option('--switch <rule>', 'leave a rule out (repeatable)', collect, [])
    .option('--events', 'print one sentence per event')
    .option('--json', 'one JSON object')
    .action((scenario, options) => {
      status = run(scenario, options)
    })
  program
    .command('sweep <target>')
    .description('run a system or a scenario on many seeds and check every promise')
    .requiredOption('--seeds <range>', 'e.g. 1..1000')
    .option('--chaos', 'with random faults, healed at the end')
    .option('--until <time>', 'how long each run is')
    .option('--set <key=value>', 'change a setting (repeatable)', collect, [])
    .option('--switch <rule>', 'leave a rule out (repeatable)', collect, [])
    .option('--json', 'one JSON object')
    .action(async (target, options) => {
      status = await sweep(target, options)
    })
  program
    .command('verify <scenario>')
    .description('prove that a run is reproducible: twice, in odd steps, through checkpoints, forked')
    .option('--seed <seed>', "another seed than the scenario's")
    .option('--json', 'one JSON object')
    .action((scenario, options) => {
      status = verify(scenario, options)
    })
  program
    .command('replay <link-or-file>')
    .description('run what a link or a saved file describes, up to its playhead')
    .option('--json', 'one JSON object')
    .action(async (source, options) => {
      status = await replay(source, options)
    })

  program
    .command('export <scenario-link-or-file>')
    .description('write a run in a format that others read')
    .requiredOption('--as <format>', FORMATS.join(', '))
    .option('--seed <seed>', 'another seed')
    .option('--until <time>', 'how long, e.g. 20s or 3400ms')
    .option('--set <key=value>', 'change a setting (repeatable)', collect, [])
    .option('--switch <rule>', 'leave a rule out (repeatable)', collect, [])
    .option('--out <file>', 'write to a file')
    .action(async (source, options) => {
      status = await exportTo(source, options)
    })

  program
    .command('check <file>')
    .description(
      'judge a history of operations, as Jepsen writes them: EDN or JSON Lines; - is the standard input',
    )
    .requiredOption('--model <model>', MODEL_NAMES.join(', '))
    .option('--consistency <name>', CONSISTENCIES.join(', '), 'linearizable')
    .option('--initial <json>', 'what every key holds at first; otherwise nothing, or the empty list')
    .option('--healed-at <time>', 'convergence: when the last fault was over, e.g. 20s or 3400ms')
    .option('--within <time>', 'convergence: how much time is granted from then on, or from the last write')
    .option('--stale-versions <n>', 'staleness: how many versions a read may be behind')
    .option('--stale-for <time>', 'staleness: for how long it may be behind')
    .option('--steps <n>', 'how many operations may be tried before it is not decided (5 million)')
    .option('--json', 'one JSON object')
    .addHelpText('after', CHECK_HELP)
    .action((file, options) => {
      status = check(file, options)
    })
  program
    .command('table <id>')
    .description('measure figures on runs and print them beside the published ones')
    .option('--short', 'the short form that the tests run')
    .option('--json', 'one JSON object')
    .action(async (id, options) => {
      status = await table(id, options)
    })

  await program.parseAsync(args, { from: 'user' })
  return status
}

/** Whoever reads may have read enough, as `head` has. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

/** Bad input is a sentence and exit 2; anything else is a bug and keeps its stack. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof BadInput)) throw error
  process.stderr.write(`${error.message}\n`)
  return 2
}
