import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'
import { PATIENCE_MS } from './libs/testing/src/platform/wait-for.ts'

const GLOBAL_SETUP = 'libs/testing/src/global-setup.ts'
const sharedServers = existsSync(new URL(GLOBAL_SETUP, import.meta.url)) ? [GLOBAL_SETUP] : []

// Time limits here end what hangs. How long something may take is claimed by benchmarks; a machine that is slow for a while is not wrong.
const poll = { timeout: PATIENCE_MS }
const unit = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll } }
const int = {
  globalSetup: sharedServers,
  testTimeout: 900_000,
  hookTimeout: 900_000,
  expect: { poll },
  // Half of the time a file waits: for servers, for processes that it killed, for clocks.
  maxWorkers: 3,
}
const e2e = {
  // A worker keeps hubs and a browser for all of its files (tests/README.md).
  environment: './tests/e2e/support/worker.ts',
  globalSetup: ['tests/e2e/support/global-setup.ts'],
  testTimeout: 1_800_000,
  hookTimeout: 1_800_000,
  expect: { poll },
}
const UNIT = '{services,libs,scripts,tests}/**/*.unit.test.ts'
const INT = '{services,libs,tests}/**/*.int.test.ts'
const E2E = 'tests/**/*.e2e.test.ts'
/** Long proofs: what is killed, started again, raced, filled up, or measured again and again (`npm run test:long`). */
const LONG = '**/*.long.*.test.ts'
const usual = (include: string) => ({ include: [include], exclude: [...configDefaults.exclude, LONG] })
const long = (include: string) => ({ include: [include.replace('/*.', '/*.long.')] })

/** Unit tests need no servers; int tests use real PostgreSQL and NATS, or other programs; e2e tests start whole hubs, or show the page alone in a browser. */
export default defineConfig({
  test: {
    environment: 'node',
    // With the modules of all its files a worker has a large heap: half as many collections cost it a tenth less processor time. Nor does one
    // that waits collect what it has: eight seconds after it last worked it would take all processors from the programs that a test measures.
    execArgv: ['--min-semi-space-size=16', '--max-semi-space-size=64', '--no-memory-reducer'],
    passWithNoTests: false,
    maxWorkers: 2,
    // A file's modules stay for the next file of its process: loading them anew for each was a third of all the time.
    isolate: false,
    // Whole hubs stop in order.
    teardownTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', ...usual(UNIT), ...unit } },
      { extends: true, test: { name: 'int', ...usual(INT), ...int, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'e2e', ...usual(E2E), ...e2e, sequence: { groupOrder: 2 } } },
      { extends: true, test: { name: 'long-unit', ...long(UNIT), ...unit } },
      { extends: true, test: { name: 'long-int', ...long(INT), ...int, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'long-e2e', ...long(E2E), ...e2e, sequence: { groupOrder: 2 } } },
    ],
  },
})
