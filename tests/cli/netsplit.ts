// Runs the command line as a person does: a real process with a real exit code.

import { spawn } from 'node:child_process'

export interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export function netsplit(args: readonly string[], interruptAfterMs?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('node', ['bin/netsplit.js', ...args], { env: { ...process.env, NO_COLOR: '1' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    if (interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfterMs)
    child.on('close', (status) => resolve({ status, out, err }))
  })
}
