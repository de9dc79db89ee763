// Builds the page (relative paths, so that it runs from any folder of a static host) and configures the unit tests.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** The widgets bring their few words in 34 languages; the page speaks one. */
const englishOnly = {
  name: 'english-only',
  enforce: 'pre' as const,
  load: (id: string) =>
    /react-(aria|stately).*\/intl\/.*[a-z]{2}-[A-Z]{2}\.mjs$/.test(id) && !id.endsWith('en-US.mjs')
      ? 'export default {}'
      : null,
}

export default defineConfig({
  base: './',
  plugins: [englishOnly],
  build: { target: 'es2022', outDir: 'dist/page', emptyOutDir: true },
  worker: { format: 'es' },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    testTimeout: 60_000,
    // Both cores of a small machine; by itself it would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['tests/setup.ts'],
    // Modules keep nothing between tests: loading them once is enough.
    isolate: false,
  },
})
