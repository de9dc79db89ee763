// A page built as it is published, in a browser that draws by software, for as long as something is measured on it.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { installedChromium } from '../e2e/chromium.js'

/** Frames come as fast as they are made, and no graphics card helps. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-gpu-vsync',
  '--disable-frame-rate-limit',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

interface Wanted {
  /** The folder of its index.html; the lab's own when left out. */
  readonly root?: string
  readonly viewport: { readonly width: number; readonly height: number }
}

/** `use` is given the page and the address it is served at; nothing is left of either afterwards. */
export async function onBuiltPage<T>(
  { root = '.', viewport }: Wanted,
  use: (page: Page, address: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'netsplit-bench-'))
  execFileSync('npx', ['vite', 'build', root, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], {
    stdio: 'inherit',
  })
  const server = await serve(folder)
  const executablePath = installedChromium()
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath !== null && { executablePath }) })
  try {
    const page = await browser.newPage({ viewport })
    // What runs the benchmarks marks functions with their names, also those that are sent to the page.
    await page.addInitScript('globalThis.__name = (it) => it')
    return await use(page, `http://localhost:${(server.address() as AddressInfo).port}/`)
  } finally {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true })
  }
}

function serve(folder: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const path = url === undefined || url === '/' ? '/index.html' : url.split('?')[0]!
    try {
      response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream')
      response.end(readFileSync(join(folder, path)))
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((listening) => server.listen(0, () => listening(server)))
}

/** Processor time so far of the process that draws the page and holds its worker, ms: the same on a busy machine. */
export async function workedMs(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const own = processInfo.filter(({ type }) => type === 'renderer')
  return Math.max(...own.map(({ cpuTime }) => cpuTime)) * 1000
}
