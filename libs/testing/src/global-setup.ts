import type { TestProject } from 'vitest/node'
import { startTestServers } from './fixture/servers.ts'
import { sweepTempDirs } from './platform/temp-dir.ts'

/**
 * One PostgreSQL for the whole run; NATS is started by the test files that need it, each with its own users. Before and after all,
 * what killed workers have left is removed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepTempDirs()
  const servers = await startTestServers(console.log)
  project.provide('amparoServers', servers.connection)
  return async () => {
    await servers.stop()
    await sweepTempDirs()
  }
}
