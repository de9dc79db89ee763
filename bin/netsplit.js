#!/usr/bin/env node
// The command line. The sources are TypeScript; tsx compiles them as they are loaded, so nothing is ever stale.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../src/cli/main.ts')
await main(process.argv.slice(2))
