import type { Environment } from 'vitest/runtime'

/**
 * What a worker of vitest keeps for all of its test files (their modules stay loaded from one file to the next) and gives up when it
 * ends. A worker is told that it ends through its environment, and vitest loads that apart from the tests: both find the list here
 * by its name. What a worker keeps that was killed, `sweepTempDirs` stops.
 */
const ENDS = Symbol.for('amparo.ends-of-worker')
type End = () => Promise<unknown>

const worker = globalThis as { [ENDS]?: End[] }
const ends = worker[ENDS] ?? []
worker[ENDS] = ends

/** The last kept is the first given up. */
export const whenWorkerEnds = (end: End): void => void ends.push(end)

async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end()
}

/** As `node`, the default, with an end. */
const environment: Environment = {
  name: 'worker-that-keeps',
  viteEnvironment: 'ssr',
  setup: () => ({ teardown: endAll }),
}
export default environment
