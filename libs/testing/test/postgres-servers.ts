import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach } from 'vitest'
import { type Postgres, removeTempDir, startPostgres, tempDir } from '../src/platform/index.ts'

/** Servers and folders of one test file, gone after each of its tests. */
export function usePostgresServers() {
  const servers: Postgres[] = []
  const dirs: string[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
    for (const dir of dirs.splice(0)) removeTempDir(dir)
  })
  const newDir = (): string => {
    const dir = tempDir('pg')
    dirs.push(dir)
    return dir
  }
  let made: string | undefined
  afterAll(() => {
    if (made !== undefined) removeTempDir(made)
  })
  return {
    newDir,
    /** With a cluster that has been started once: a copy, since making one takes seconds. */
    async newCluster(): Promise<string> {
      if (made === undefined) {
        const dir = tempDir('pg')
        await (await startPostgres({ dir, ephemeral: true })).stop()
        made = dir
      }
      const dir = newDir()
      execFileSync('cp', ['-a', `${made}/.`, dir])
      return dir
    },
    async start(dir: string, options: { port?: number; ephemeral?: boolean } = {}): Promise<Postgres> {
      const server = await startPostgres({ dir, ephemeral: true, ...options })
      servers.push(server)
      return server
    },
  }
}

export async function query(server: Postgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.superuserUrl('postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export const postmaster = (dir: string) =>
  Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
