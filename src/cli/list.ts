// What there is to run.

import { SIMS } from '../app/registry.ts'

export function list(options: { readonly json?: boolean }): number {
  const systems = SIMS.map((sim) => ({
    sim: sim.id,
    title: sim.title,
    scenarios: sim.scenarios.map(({ id, title, minutes }) => ({ id, title, minutes })),
    settings: sim.settings.map(({ key, default: value, title }) => ({ key, default: value, title })),
    rules: sim.rules.map(({ id, title, breaks }) => ({ id, title, breaks })),
  }))
  if (options.json) {
    console.log(JSON.stringify({ systems }))
    return 0
  }
  for (const system of systems) {
    console.log(`${system.sim}: ${system.title}`)
    console.log('\n  scenarios')
    for (const { id, title } of system.scenarios) console.log(`    ${id.padEnd(28)} ${title}`)
    console.log('\n  settings (--set key=value)')
    for (const { key, default: value, title } of system.settings)
      console.log(`    ${key.padEnd(28)} ${String(value).padEnd(10)} ${title}`)
    console.log('\n  rule switches (--switch id)')
    for (const { id, title, breaks } of system.rules)
      console.log(`    ${id.padEnd(28)} ${title}; breaks ${breaks}`)
  }
  return 0
}
