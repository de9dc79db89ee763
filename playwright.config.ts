// Browser tests run against the built page, served from a folder of its own, as a static host would. Two runs on one
// machine stay apart by their ports: PORT=4174 npm run -s test:browser

import { defineConfig } from '@playwright/test'
import { installedChromium } from './tests/e2e/chromium.js'

const executablePath = installedChromium()
const PORT = Number(process.env.PORT ?? 4173)
const FOLDER = `dist/under-test-${PORT}`
// The tests that serve the page themselves find it here.
process.env.PAGE_FOLDER = FOLDER

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: `test-results/${PORT}`,
  timeout: 60_000,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    baseURL: `http://localhost:${PORT}`,
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Else a page that opens more than 200 links in ten seconds is not let.
        '--disable-ipc-flooding-protection',
      ],
    },
  },
  webServer: {
    command: `npx vite build --logLevel error --outDir ${FOLDER} && npx vite preview --outDir ${FOLDER} --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
