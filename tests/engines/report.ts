// In the browser: runs everything and tells the server that served this page what came of it, or what went wrong.

import { fingerprints } from './fingerprints.ts'

function outcome(): string {
  try {
    return fingerprints().join('\n')
  } catch (error) {
    return String(error)
  }
}

await fetch('/report', { method: 'POST', body: outcome() })
