// Builds the page (relative paths, so that it runs from any folder of a static host) and configures the unit tests.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  build: { target: 'es2022', outDir: 'dist/page', emptyOutDir: true },
  worker: { format: 'es' },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    testTimeout: 60_000,
  },
})
